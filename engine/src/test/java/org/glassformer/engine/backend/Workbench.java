package org.glassformer.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Tensors of random numbers on one device, the same on each device for the same calls.
///
/// Every tensor is a view into a larger one, at an odd offset, whose margins must stay as they are.
final class Workbench implements AutoCloseable {
    private static final int MARGIN = 3;
    private static final float MARK = 12345.5f;

    private final Backend backend;
    private final boolean magnitudes;
    private final SplittableRandom random;
    private final List<Tensor> owners = new ArrayList<>();
    private final List<Tensor> margined = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final List<double[]> numbers = new ArrayList<>();

    /// @param magnitudes whether all random numbers are replaced by their magnitudes
    Workbench(Backend backend, long seed, boolean magnitudes) {
        this.backend = backend;
        this.magnitudes = magnitudes;
        this.random = new SplittableRandom(seed);
    }

    /// A tensor to read, with values from -1 to 1.
    Tensor in(int... dims) {
        return between(-1, 1, dims);
    }

    /// A tensor to read, with values from `low` to `high`.
    Tensor between(double low, double high, int... dims) {
        float[] values = new float[Math.toIntExact(Shape.of(dims).elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(low, high);
        }
        return of(values, dims);
    }

    /// A tensor to read, with these values.
    Tensor of(float[] values, int... dims) {
        Tensor owner = backend.allocate(Shape.of(values.length + 2 * MARGIN));
        owners.add(owner);
        margined.add(owner);
        backend.fill(owner, MARK);
        Tensor view = owner.view(MARGIN, Shape.of(dims));
        backend.write(view, values);
        return view;
    }

    /// A tensor to write or add into, which holds random values before; its values are compared.
    Tensor out(int... dims) {
        return output(in(dims));
    }

    /// Has the values of `tensor` compared afterwards.
    Tensor output(Tensor tensor) {
        outputs.add(tensor);
        return tensor;
    }

    /// Has a number compared.
    void output(double number) {
        numbers.add(new double[] {number});
    }

    /// A matrix in another type, as a model file has it.
    Tensor weight(DType dtype, int rows, int cols) {
        byte[] bytes = new byte[Math.toIntExact(dtype.byteSize((long) rows * cols))];
        random.nextBytes(bytes);
        for (int at = 0; at < bytes.length; at += dtype.blockBytes()) {
            for (int half : halves(dtype)) {
                putShort(bytes, at + half, Float.floatToFloat16(next(-1, 1) / dtype.blockSize()));
            }
            if (dtype == DType.BF16) {
                putShort(bytes, at, (short) (Float.floatToRawIntBits(next(-1, 1)) >> 16));
            }
        }
        Tensor tensor = backend.load(dtype, Shape.of(rows, cols), MemorySegment.ofArray(bytes));
        owners.add(tensor);
        return tensor;
    }

    /// Where a block has numbers in binary16, which must not be infinite.
    private static int[] halves(DType dtype) {
        return switch (dtype) {
            case F64, F32 -> throw new IllegalArgumentException("use in() for " + dtype);
            case BF16 -> new int[0];
            case F16, Q8_0, Q4_0, Q5_0 -> new int[] {0};
            case Q4_1, Q5_1, Q4_K, Q5_K -> new int[] {0, 2};
            case Q2_K -> new int[] {80, 82};
            case Q3_K -> new int[] {108};
            case Q6_K -> new int[] {208};
        };
    }

    /// `count` numbers from `low` to `high` (exclusive).
    int[] ints(int count, int low, int high) {
        return random.ints(count, low, high).toArray();
    }

    /// The values of all outputs, after a look at the margins.
    List<double[]> results() {
        for (Tensor owner : margined) {
            float[] values = backend.read(owner);
            for (int i = 0; i < MARGIN; i++) {
                assertThat(values[i]).as("what lies before a tensor").isEqualTo(MARK);
                assertThat(values[values.length - 1 - i])
                        .as("what lies behind a tensor")
                        .isEqualTo(MARK);
            }
        }
        List<double[]> results = new ArrayList<>(numbers);
        for (Tensor output : outputs) {
            float[] values = backend.read(output);
            double[] wide = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                wide[i] = values[i];
            }
            results.add(wide);
        }
        return results;
    }

    @Override
    public void close() {
        owners.forEach(Tensor::close);
    }

    private float next(double low, double high) {
        float value = (float) (low + (high - low) * random.nextDouble());
        return magnitudes ? Math.abs(value) : value;
    }

    private static void putShort(byte[] bytes, int at, short value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }
}
