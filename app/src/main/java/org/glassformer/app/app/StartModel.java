package org.glassformer.app.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The model that the lab begins with, and the folder of the models that come with it.
///
/// @param folder of the model
/// @param samples folder of the models that come with the lab
record StartModel(Path folder, Path samples) {

    /// Names the folder of another first model.
    static final String PROPERTY = "glassformer.model";

    private static final String SAMPLES = "sample-models";
    private static final String MAIN_SAMPLE = "stories";

    /// The model named by the first argument, else by the system property, else the main sample model.
    static StartModel find(String[] args) {
        Path samples = samplesFolder();
        String named =
                Stream.of(args)
                        .findFirst()
                        .orElseGet(() -> System.getProperty(PROPERTY, "").strip());
        Path folder = named.isEmpty() ? samples.resolve(MAIN_SAMPLE) : Path.of(named);
        return new StartModel(folder, samples);
    }

    /// The sample models beside the working directory, or else above the lab's own classes.
    private static Path samplesFolder() {
        return Stream.of(Path.of("").toAbsolutePath(), ownPlace())
                .filter(Objects::nonNull)
                .flatMap(StartModel::andAbove)
                .map(folder -> folder.resolve(SAMPLES))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of(SAMPLES));
    }

    private static Stream<Path> andAbove(Path folder) {
        return Stream.<@Nullable Path>iterate(
                        folder, Objects::nonNull, path -> path == null ? null : path.getParent())
                .map(Objects::requireNonNull)
                .limit(5);
    }

    private static @Nullable Path ownPlace() {
        CodeSource source = StartModel.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            URI place = source.getLocation().toURI();
            return Path.of(place).getParent();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /// The model's name.
    String name() {
        Path last = folder.getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    /// The models that come with the lab.
    List<Path> listSamples() {
        return org.glassformer.app.session.ModelOpening.samples(samples);
    }
}
