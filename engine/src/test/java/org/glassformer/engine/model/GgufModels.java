package org.glassformer.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;

/// Writes models as GGUF, as llama.cpp's converter lays them out.
public final class GgufModels {
    private GgufModels() {}

    /// A writer with the keys and tensors of a model.
    public static GgufWriter of(Transformer model, GgufType matrices) {
        return GgufExport.of(model, matrices.dtype());
    }

    /// Writes a model without a tokenizer.
    static void write(Transformer model, GgufType matrices, Path file) throws IOException {
        of(model, matrices).write(file);
    }
}
