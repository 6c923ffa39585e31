package org.glassformer.app.feature.models.files;

/// How a model is written.
enum FileLayout {
    /// One file with weights of any type and the tokenizer.
    GGUF,
    /// A folder as Hugging Face lays it out, with weights in F32, F16 or BF16.
    SAFETENSORS
}
