package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.ComposedBackend;
import org.glassformer.engine.tensor.Tensor;

/// The default device: vector kernels on native memory; activations are F32.
///
/// The parts and [Operands] check every size and index, because the kernels work on bare addresses.
final class VectorBackend extends ComposedBackend {
    private final Workers workers;
    private final MemoryPool pool;
    private final VectorAttentionOps attention;

    /// @param threads threads to compute with, 0 for as many as there are cores
    VectorBackend(int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("negative number of threads: " + threads);
        }
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        this(new Workers(count), new MemoryPool());
    }

    private VectorBackend(Workers workers, MemoryPool pool) {
        Operands operands = new Operands(pool);
        VectorAttentionOps attention = new VectorAttentionOps(workers, operands);
        super(
                new VectorMemoryOps(workers, pool, operands),
                new VectorEmbeddingOps(workers, operands),
                new VectorNormOps(workers, operands),
                new VectorLinearOps(workers, operands),
                attention,
                new VectorElementwiseOps(workers, operands),
                new VectorLogitOps(workers, operands),
                new VectorOptimiserOps(workers, operands));
        this.workers = workers;
        this.pool = pool;
        this.attention = attention;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        int n = threads();
        return "CPU, Vector API %d bit, %d thread%s"
                .formatted(Lanes.F.vectorBitSize(), n, n == 1 ? "" : "s");
    }

    @Override
    public int threads() {
        return workers.count();
    }

    /// In one operation, as without a cap.
    @Override
    public void cappedAttention(
            Tensor z, Tensor q, Tensor k, Tensor v, AttentionShape at, float cap) {
        attention.cappedAttention(z, q, k, v, at, cap);
    }

    @Override
    public void close() {
        workers.close();
        pool.close();
    }
}
