package org.glassformer.engine.format;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// The named tensors of a model on disk, mapped into memory and not read before they are touched.
///
/// Safe for use by several threads. Closing unmaps the files: segments handed out before become
/// unusable, and using one throws an `IllegalStateException`.
public interface Checkpoint extends AutoCloseable {
    /// The file or folder it was opened from.
    Path path();

    /// The names of all tensors in the order of the file, those of unsupported types included.
    Set<String> names();

    /// Whether there is a tensor of that name.
    boolean has(String name);

    /// The tensor of that name.
    ///
    /// @throws ModelFormatException if there is none, or its type is not one of [org.glassformer.engine.tensor.DType]'s
    ///     (integers and booleans, for example: checkpoints hold such buffers, models do not need
    ///     them)
    StoredTensor tensor(String name);

    /// The complaint that a tensor is not what it should be, for rules that only the model knows; it
    /// names the file that holds the tensor and the byte of its entry there, or where the tensors are
    /// listed if there is none of that name. The caller throws it.
    ///
    /// @param expectation what it should be, for example `tensor wte.weight of shape (13, 16)`
    ModelFormatException wrong(String name, String expectation, String found);

    /// What the file says about itself, for example `format` = `pt`.
    Map<String, String> metadata();

    /// Unmaps the files. Closing twice is harmless.
    @Override
    void close();
}
