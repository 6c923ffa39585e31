package org.glassformer.engine.backend.vector;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.StartUp;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Counts the objects of the kernels that write a token in a JVM of its own, whose compiler sees them alone and as they are,
/// without what measures coverage. Prints a line for each: its name and bytes of objects for each run.
final class ObjectsCheck {
    /// Records, the work that threads share and the like; one vector for each row would be 16,000 and more.
    static final long FEW = 2_000;

    private static final int RUNS = 100;
    private static final int WIDTH = 512;
    private static final int ROWS = 256;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ObjectsCheck() {}

    /// Without arguments.
    public static void main(String[] args) throws InterruptedException {
        StartUp.trustKernels();
        WarmUp.OF_THIS_JVM.await();
        try (Backend backend = new VectorBackend(2)) {
            for (DType type : PackedDotsTest.KEPT) {
                product(backend, type);
            }
            attention(backend);
        }
    }

    private static void product(Backend backend, DType type) {
        byte[] bytes = new byte[(int) type.byteSize((long) ROWS * WIDTH)];
        Packing.write(type, values(ROWS * WIDTH), 0, ROWS * WIDTH, MemorySegment.ofArray(bytes));
        try (Tensor w = backend.load(type, Shape.of(ROWS, WIDTH), MemorySegment.ofArray(bytes));
                Tensor x = random(backend, 1, WIDTH);
                Tensor out = random(backend, 1, ROWS)) {
            print(type.name(), () -> backend.matmul(out, x, w, null));
        }
    }

    private static void attention(Backend backend) {
        int heads = 4;
        int keys = 61;
        int size = 64;
        AttentionShape at = new AttentionShape(1, 1, keys, heads, heads, size, 0.125f, 0);
        try (Tensor z = random(backend, 1, heads * size);
                Tensor q = random(backend, 1, heads * size);
                Tensor k = random(backend, keys, heads * size);
                Tensor v = random(backend, keys, heads * size)) {
            print("attention", () -> backend.attention(z, null, q, k, v, at));
        }
    }

    /// Waits for the compiler: until it is done, every vector is an object.
    private static void print(String name, Runnable kernel) {
        long end = System.nanoTime() + PATIENCE;
        long bytes;
        do {
            long before = THREADS.getTotalThreadAllocatedBytes();
            for (int i = 0; i < RUNS; i++) {
                kernel.run();
            }
            bytes = (THREADS.getTotalThreadAllocatedBytes() - before) / RUNS;
        } while (bytes >= FEW && System.nanoTime() < end);
        System.out.println(name + " " + bytes);
    }

    private static Tensor random(Backend backend, int rows, int columns) {
        Tensor tensor = backend.allocate(Shape.of(rows, columns));
        backend.write(tensor, values(rows * columns));
        return tensor;
    }

    private static float[] values(int count) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
