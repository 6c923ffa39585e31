package org.glassformer.app.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The models that come with the lab; a test that needs one is skipped without it.
public final class SampleModels {

    private SampleModels() {}

    /// The model that the lab opens on, or the one that the system property `glassformer.model` names.
    public static Path stories() {
        String named = System.getProperty("glassformer.model", "");
        return Stream.of(named, "sample-models/stories", "../sample-models/stories")
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .filter(folder -> Files.isRegularFile(folder.resolve("model.safetensors")))
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("skipped: no sample-models/stories"));
    }
}
