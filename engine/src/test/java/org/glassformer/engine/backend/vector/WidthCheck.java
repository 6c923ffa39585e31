package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Compares the vector device with the plain loops in a JVM of its own, because the vector length is
/// fixed when the first kernel is loaded. Prints the description and the largest difference.
final class WidthCheck {
    private final Backend backend;
    private final SplittableRandom random = new SplittableRandom(7);
    private final StringBuilder ends = new StringBuilder();

    private WidthCheck(Backend backend) {
        this.backend = backend;
    }

    /// Without arguments.
    public static void main(String[] args) throws InterruptedException {
        WarmUp.OF_THIS_JVM.await();
        try (Backend vector = new VectorBackend(2);
                Backend scalar = ScalarBackend.f32()) {
            double worst = 0;
            for (int width : new int[] {1, 5, 16, 33, 70}) {
                worst = Math.max(worst, compare(vector, scalar, c -> c.linear(7, width, 70)));
                worst = Math.max(worst, compare(vector, scalar, c -> c.rows(5, width)));
                worst = Math.max(worst, compare(vector, scalar, c -> c.attention(width)));
            }
            for (DType type : PackedDotsTest.KEPT) {
                int width = type.quantised() ? 512 : 70;
                worst = Math.max(worst, compare(vector, scalar, c -> c.packed(type, width)));
            }
            System.out.println(vector.description() + "; " + (worst < 2e-5 ? "agrees" : worst));
        }
    }

    private static double compare(Backend one, Backend other, Consumer<WidthCheck> work) {
        double[] a = results(one, work);
        double[] b = results(other, work);
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]) / (1 + Math.abs(b[i])));
        }
        return worst;
    }

    private static double[] results(Backend backend, Consumer<WidthCheck> work) {
        WidthCheck check = new WidthCheck(backend);
        work.accept(check);
        return check.ends.toString().lines().mapToDouble(Double::parseDouble).toArray();
    }

    private Tensor random(int... dims) {
        Tensor tensor = backend.allocate(Shape.of(dims));
        float[] values = new float[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        backend.write(tensor, values);
        return tensor;
    }

    private void keep(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            for (float value : backend.read(tensor)) {
                ends.append(value).append('\n');
            }
        }
    }

    private void linear(int n, int inner, int o) {
        Tensor x = random(n, inner);
        Tensor w = random(o, inner);
        Tensor out = random(n, o);
        Tensor one = random(1, o);
        Tensor dx = random(n, inner);
        Tensor dw = random(o, inner);
        Tensor db = random(o);
        backend.matmul(out, x, w, random(o));
        backend.matmul(one, x.slice(0, 1), w, null);
        backend.matmulBackward(dx, dw, db, out, x, w);
        keep(out, one, dx, dw, db);
    }

    private void packed(DType type, int width) {
        float[] values = backend.read(random(21, width));
        byte[] bytes = new byte[(int) type.byteSize(values.length)];
        Packing.write(type, values, 0, values.length, MemorySegment.ofArray(bytes));
        Tensor w = backend.load(type, Shape.of(21, width), MemorySegment.ofArray(bytes));
        for (int n : new int[] {1, 3, 9}) {
            Tensor out = random(n, 21);
            backend.matmul(out, random(n, width), w, random(21));
            keep(out);
        }
        Tensor looked = random(3, width);
        backend.embed(looked, w, new int[] {20, 0, 7});
        keep(w, looked);
    }

    private void rows(int n, int c) {
        Tensor x = random(n, c);
        Tensor out = random(n, c);
        Tensor dx = random(n, c);
        backend.softmax(out, x);
        backend.softmaxBackward(dx, x, out);
        for (Activation activation : Activation.values()) {
            backend.activationBackward(dx, out, x, activation);
            backend.activation(out, x, activation);
        }
        Tensor rstd = random(n);
        Tensor dWeight = random(c);
        Tensor weight = random(c);
        keep(out, dx);
        backend.rmsNorm(out, rstd, x, weight, 1e-2f);
        backend.rmsNormBackward(dx, dWeight, out, x, weight, rstd);
        keep(out, dx, dWeight);
    }

    private void attention(int headSize) {
        AttentionShape at = new AttentionShape(2, 9, 20, 2, 1, headSize, 0.3f, 14);
        Tensor q = random(18, 2 * headSize);
        Tensor k = random(40, headSize);
        Tensor v = random(40, headSize);
        Tensor z = random(18, 2 * headSize);
        Tensor logSumExp = random(18, 2);
        Tensor dq = random(18, 2 * headSize);
        Tensor dk = random(40, headSize);
        Tensor dv = random(40, headSize);
        backend.attention(z, logSumExp, q, k, v, at);
        backend.attentionBackward(dq, dk, dv, z, q, k, v, z, logSumExp, at);
        keep(z, logSumExp, dq, dk, dv);
    }
}
