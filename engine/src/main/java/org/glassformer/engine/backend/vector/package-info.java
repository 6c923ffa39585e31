/// The default device: `jdk.incubator.vector` kernels on aligned native memory, with its own threads.
///
/// The parts of [VectorBackend] (`VectorNormOps` and its like) check sizes and indices; behind them kernels work on bare
/// addresses, in bands that [Workers] shares out.
@NullMarked
package org.glassformer.engine.backend.vector;

import org.jspecify.annotations.NullMarked;
