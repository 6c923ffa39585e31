package org.glassformer.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Outputs of other systems to test against; they lie beside the project and may be absent.
public final class References {
    private References() {}

    /// A file or folder below the references; the test is skipped if there is none.
    public static Path path(String name) {
        String property = System.getProperty("glassformer.references");
        Path found =
                Stream.of(property, "../shared/references", "../../shared/references")
                        .filter(place -> place != null)
                        .map(place -> Path.of(place).resolve(name))
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(null);
        Assumptions.assumeTrue(
                found != null,
                "skipped: no references/" + name + " (set -Dglassformer.references=FOLDER)");
        return found;
    }

    /// A JSON file below the references; the test is skipped if there is none.
    public static JsonNode json(String name) {
        return JsonMapper.shared().readTree(path(name).toFile());
    }
}
