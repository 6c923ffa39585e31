/// Checkpoint files: safetensors and GGUF read, sharded and written, and JSON beside them.
///
/// Every number in a file is a claim that is checked before anything is allocated; what is wrong
/// becomes one [org.glassformer.engine.format.ModelFormatException].
@NullMarked
package org.glassformer.engine.format;

import org.jspecify.annotations.NullMarked;
