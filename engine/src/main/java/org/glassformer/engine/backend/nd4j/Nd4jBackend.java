package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.ComposedBackend;

/// The operations of a transformer on ND4J's arrays, in F32.
final class Nd4jBackend extends ComposedBackend {
    private final String name;
    private final Nd4jRuntime runtime;
    private final Store store;

    Nd4jBackend(String name, Nd4jRuntime runtime) {
        Store store = new Store();
        Scratch scratch = new Scratch(store);
        Arguments arguments = new Arguments(store);
        Nd4jMemoryOps memory = new Nd4jMemoryOps(store, arguments);
        super(
                memory,
                new Nd4jEmbeddingOps(arguments, scratch),
                new Nd4jNormOps(arguments, scratch),
                new Nd4jLinearOps(arguments, scratch),
                new Nd4jAttentionOps(arguments, scratch),
                new Nd4jElementwiseOps(arguments, scratch),
                new Nd4jLogitOps(arguments, scratch),
                new Nd4jOptimiserOps(memory, arguments, scratch));
        this.name = name;
        this.runtime = runtime;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        int n = threads();
        return "%s, ND4J, %d thread%s".formatted(runtime.place(), n, n == 1 ? "" : "s");
    }

    @Override
    public int threads() {
        return runtime.threads();
    }

    /// Gives all native memory back at once; ND4J itself stays loaded, as no JVM can unload it.
    @Override
    public void close() {
        store.close();
    }
}
