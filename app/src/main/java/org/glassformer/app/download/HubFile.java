package org.glassformer.app.download;

/// A file of a repository, as the hub claims it to be.
///
/// @param path in the repository, with slashes
/// @param size in bytes
/// @param digest of its bytes
public record HubFile(String path, long size, Digest digest) {

    /// The name without folders.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether it holds weights.
    boolean isWeights() {
        return path.endsWith(".safetensors") || path.endsWith(".gguf");
    }

    /// Whether it lies in no folder of the repository.
    boolean isTop() {
        return path.indexOf('/') < 0;
    }
}
