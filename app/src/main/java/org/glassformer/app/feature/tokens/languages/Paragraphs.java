package org.glassformer.app.feature.tokens.languages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The paragraph that comes with the lab, in many languages: the resource `paragraphs.json`.
///
/// All say the same four sentences. Swahili and Amharic count the hours from dawn, so that their text says one where
/// the others say seven.
final class Paragraphs {

    private static final String RESOURCE = "paragraphs.json";

    private Paragraphs() {}

    /// Reads all languages, English first. Takes some hundredths of a second: call it off the JavaFX thread.
    static List<Paragraph> read() {
        try (InputStream in = Paragraphs.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("it is not there");
            }
            return List.copyOf(
                    new JsonMapper().readValue(in, new TypeReference<List<Paragraph>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read: " + e.getMessage(), e);
        }
    }
}
