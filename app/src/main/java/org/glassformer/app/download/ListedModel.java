package org.glassformer.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A model that the lab suggests. Its size is what it was when the list was written; before a byte is written the hub says
/// what it is now.
///
/// @param name for people
/// @param repository `owner/name`
/// @param file path of its GGUF file; empty for safetensors
/// @param about what it is, in one sentence
/// @param type of its weights in the file
/// @param bytes of all files that are downloaded, roughly
/// @param licence short name
/// @param gated whether the licence has to be accepted on its page first
public record ListedModel(
        String name,
        String repository,
        String file,
        String about,
        String type,
        long bytes,
        String licence,
        boolean gated) {

    private static final String RESOURCE = "models.json";

    /// The list, small models first. It comes with the lab: nothing is asked of the network.
    public static List<ListedModel> all() {
        try (InputStream in = ListedModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("it is not there");
            }
            return List.copyOf(
                    new JsonMapper().readValue(in, new TypeReference<List<ListedModel>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Its repository.
    public RepositoryId id() {
        return RepositoryId.of(repository);
    }
}
