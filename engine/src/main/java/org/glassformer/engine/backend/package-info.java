/// The operations a transformer is made of, and the devices that can run them.
///
/// [Backend] is a device, and has the operations of these interfaces:
///
/// - [MemoryOps]: tensors made, filled, read
/// - [EmbeddingOps]: rows of tables, rotary positions
/// - [NormOps]: layer norm and RMS norm
/// - [LinearOps]: products with weights
/// - [AttentionOps]: in one operation, and step by step
/// - [ElementwiseOps]: activations, gates, sums, dropout, caps, factors
/// - [LogitOps]: softmax and cross-entropy
/// - [OptimiserOps]: AdamW and SGD
///
/// Each device has a class for each of them, called after both (`VectorAttentionOps`), which checks the arguments
/// and hands over to kernels; [ComposedBackend] makes a device of them.
@NullMarked
package org.glassformer.engine.backend;

import org.jspecify.annotations.NullMarked;
