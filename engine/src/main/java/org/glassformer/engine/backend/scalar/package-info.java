/// The oracle: every operation of a transformer as the plain loops that its formula says.
///
/// Read this package to learn what a transformer computes; every other device is tested against it.
/// The parts of [ScalarBackend] (`ScalarNormOps` and its like) check the shapes and the kernels compute:
///
/// - [Linear]: embedding and matrix products
/// - [Norms]: layer norm and RMS norm
/// - [Positions]: rotary position embedding
/// - [AttentionSteps]: scores, softmax and weighted sum, one after the other
/// - [FusedAttention]: the same in one operation, without keeping the pattern
/// - [Elementwise]: activations, gates, sums and dropout; [Activations] has the curves
/// - [Logits]: softmax and cross-entropy
/// - [Optimisers]: AdamW and SGD
@NullMarked
package org.glassformer.engine.backend.scalar;

import org.jspecify.annotations.NullMarked;
