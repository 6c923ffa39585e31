package org.glassformer.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Outputs of other systems to test against; they lie beside the project and may be absent.
public final class References {
    private static final String PLACE = System.getProperty("glassformer.references", "");

    private References() {}

    /// A file or folder below the references; the test is skipped if there is none.
    public static Path path(String name) {
        return Stream.of(PLACE, "../shared/references", "../../shared/references")
                .map(place -> Path.of(place).resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() ->
                        new TestAbortedException(
                                "skipped: no references/"
                                        + name
                                        + " (set -Dglassformer.references=FOLDER)"));
    }

    /// A JSON file below the references; the test is skipped if there is none.
    public static JsonNode json(String name) {
        return JsonMapper.shared().readTree(path(name).toFile());
    }
}
