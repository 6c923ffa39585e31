package org.glassformer.engine.backend.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Every operation on numbers small enough to work out by hand.
final class ScalarBackendTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    private final ScalarBackend f32 = ScalarBackend.f32();
    private final ScalarBackend backend = ScalarBackend.f64();

    // ---- memory

    @Test
    void singlePrecisionRoundsWhatItStoresAndDoubleDoesNot() {
        Tensor single = f32.allocate(Shape.of(1));
        f32.writeDouble(single, new double[] {0.1});
        assertThat(f32.readDouble(single)).containsExactly(0.1f);
        assertThat(single.dtype()).isEqualTo(DType.F32);

        Tensor wide = of(0.1);
        assertThat(backend.readDouble(wide)).containsExactly(0.1);
        assertThat(wide.dtype()).isEqualTo(DType.F64);
    }

    @Test
    void plainTypesLoadWithTheirValues() {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(0, 0.1).putDouble(8, -3);
        assertThat(load(DType.F64, bytes, 2)).containsExactly(0.1, -3);
        bytes.putFloat(0, 0.1f).putFloat(4, -3);
        assertThat(load(DType.F32, bytes, 2)).containsExactly(0.1f, -3);
        bytes.putShort(0, (short) 0x3c00).putShort(2, (short) 0x8001);
        assertThat(load(DType.F16, bytes, 2)).containsExactly(1, -0x1p-24);
        bytes.putShort(0, (short) 0x3fc0).putShort(2, (short) 0xc000);
        assertThat(load(DType.BF16, bytes, 2)).containsExactly(1.5, -2);
    }

    @Test
    void quantisedBlocksLoadWithTheirValues() {
        ByteBuffer q8 = ByteBuffer.allocate(34).order(ByteOrder.LITTLE_ENDIAN);
        q8.putShort(0, Float.floatToFloat16(0.5f)).put(2, (byte) -128).put(33, (byte) 127);
        double[] values = load(DType.Q8_0, q8, 32);
        assertThat(values[0]).isEqualTo(-64);
        assertThat(values[1]).isZero();
        assertThat(values[31]).isEqualTo(63.5);

        ByteBuffer q4 = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
        q4.putShort(0, Float.floatToFloat16(2)).put(2, (byte) 0xf3).put(17, (byte) 0x08);
        values = load(DType.Q4_0, q4, 32);
        assertThat(values[0]).isEqualTo(2 * (3 - 8));
        assertThat(values[16]).isEqualTo(2 * (15 - 8));
        assertThat(values[15]).isZero();
        assertThat(values[31]).isEqualTo(2 * (0 - 8));
    }

    @Test
    void aSourceThatIsTooShortIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(DType.F32, ByteBuffer.allocate(7), 2))
                .withMessageContaining("7 bytes");
    }

    @Test
    void aClosedTensorIsRefused() {
        Tensor x = of(1, 2);
        x.close();
        x.close();
        assertThatIllegalStateException().isThrownBy(() -> backend.scale(x, 2));
    }

    @Test
    void aWrongShapeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.matmul(zeros(2, 3), zeros(2, 4), zeros(3, 5), null))
                .withMessage("x is (2, 4), it needs (2, 5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.embed(zeros(1, 2), zeros(3, 2), new int[] {3}))
                .withMessageContaining("ids has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.scale(f32.allocate(Shape.of(1)), 2))
                .withMessageContaining("another backend");
    }

    // ---- embedding, norms, products, positions

    @Test
    void embedCopiesRows() {
        Tensor out = zeros(3, 2);
        backend.embed(out, of(1, 2, 3, 4, 5, 6).reshape(3, 2), new int[] {2, 0, 2});
        assertThat(backend.readDouble(out)).containsExactly(5, 6, 1, 2, 5, 6);
    }

    @Test
    void layerNormOfARowAndOfASingleChannel() {
        Tensor out = of(1, 3).reshape(1, 2);
        Tensor mean = zeros(1);
        Tensor rstd = zeros(1);
        backend.layerNorm(out, mean, rstd, out, of(2, 10), of(0.5, 0), 0);
        assertThat(backend.readDouble(out)).containsExactly(-1.5, 10);
        assertThat(backend.readDouble(mean)).containsExactly(2);
        assertThat(backend.readDouble(rstd)).containsExactly(1);

        Tensor one = zeros(1, 1);
        backend.layerNorm(one, mean, rstd, of(7).reshape(1, 1), of(3), of(0.25), 1e-5f);
        assertThat(backend.readDouble(one)).containsExactly(0.25);
    }

    @Test
    void rmsNormDividesByTheRootMeanSquare() {
        Tensor out = zeros(1, 2);
        Tensor rstd = zeros(1);
        backend.rmsNorm(out, rstd, of(1, 7).reshape(1, 2), of(1, 2), 0);
        assertClose(out, 0.2, 2.8);
        assertClose(rstd, 0.2);
    }

    @Test
    void matmulMultipliesByTheTransposeAndAddsTheBias() {
        Tensor out = zeros(2, 2);
        backend.matmul(
                out,
                of(1, 2, 3, 4, 5, 6).reshape(2, 3),
                of(1, 0, 1, 0, 1, 0).reshape(2, 3),
                of(0.5, -1));
        assertThat(backend.readDouble(out)).containsExactly(4.5, 1, 10.5, 4);
    }

    @Test
    void ropeTurnsPairsAndLeavesTheRest() {
        Tensor x = of(1, 2, 9, 3, 4, 8).reshape(1, 6); // two heads of three, one pair each
        Tensor cos = of(1, 0).reshape(2, 1);
        Tensor sin = of(0, 1).reshape(2, 1);
        backend.rope(x, cos, sin, new int[] {1}, 3);
        assertThat(backend.readDouble(x)).containsExactly(-2, 1, 9, -4, 3, 8);
        backend.ropeBackward(x, cos, sin, new int[] {1}, 3);
        assertThat(backend.readDouble(x)).containsExactly(1, 2, 9, 3, 4, 8);
    }

    // ---- attention

    @Test
    void scoresOfUnseenKeysAreMinusInfinity() {
        AttentionShape at = new AttentionShape(1, 2, 3, 1, 1, 1, 0.5f, 2);
        Tensor scores = zeros(1, 1, 2, 3);
        backend.attentionScores(scores, of(2, 4).reshape(2, 1), of(1, 2, 3).reshape(3, 1), at);
        assertThat(backend.readDouble(scores)).containsExactly(1, 2, -INF, -INF, 4, 6);
    }

    @Test
    void aRowInWhichNothingIsVisibleBecomesZero() {
        AttentionShape at = new AttentionShape(1, 2, 2, 1, 1, 1, 1, 0);
        Tensor scores = of(-INF, 5, 1, 1).reshape(1, 1, 2, 2);
        backend.causalSoftmax(scores, scores, at);
        assertThat(backend.readDouble(scores)).containsExactly(0, 0, 0.5, 0.5);
    }

    @Test
    void groupedQueriesShareAKeyValueHead() {
        AttentionShape at = new AttentionShape(1, 1, 1, 4, 2, 1, 1, 0);
        Tensor z = zeros(1, 4);
        Tensor logSumExp = zeros(1, 4);
        Tensor q = of(1, 2, 3, 4).reshape(1, 4);
        backend.attention(z, logSumExp, q, of(10, 20).reshape(1, 2), of(5, 6).reshape(1, 2), at);
        assertThat(backend.readDouble(z)).containsExactly(5, 5, 6, 6);
        assertThat(backend.readDouble(logSumExp)).containsExactly(10, 20, 60, 80);
    }

    @Test
    void attentionWeighsTheValues() {
        AttentionShape at = new AttentionShape(1, 1, 2, 1, 1, 1, 1, 0);
        Tensor z = zeros(1, 1);
        Tensor k = of(0, Math.log(3)).reshape(2, 1);
        backend.attention(z, null, of(1).reshape(1, 1), k, of(4, 8).reshape(2, 1), at);
        assertClose(z, 0.25 * 4 + 0.75 * 8);
    }

    // ---- element by element

    @Test
    void activationsOfKnownPoints() {
        assertThat(activation(Activation.RELU, -2)).isZero();
        assertThat(activation(Activation.RELU, 3)).isEqualTo(3);
        assertThat(activation(Activation.SILU, 1)).isCloseTo(0.7310585786300049, within(1e-15));
        assertThat(activation(Activation.GELU_ERF, 1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(activation(Activation.GELU_TANH, 1))
                .isCloseTo(0.8411919906082768, within(1e-15));
    }

    @Test
    void errorFunctionAgreesWithPublishedValues() {
        assertThat(Activations.erf(0)).isZero();
        assertThat(Activations.erf(0.5)).isCloseTo(0.5204998778130465, within(1e-15));
        assertThat(Activations.erf(-2)).isCloseTo(-0.9953222650189527, within(1e-15));
        assertThat(Activations.erf(4)).isCloseTo(0.9999999845827421, within(1e-15));
        assertThat(Activations.erf(30)).isEqualTo(1);
        assertThat(Activations.erf(Double.NaN)).isNaN();
    }

    @Test
    void sumsMayOverwriteAnArgument() {
        Tensor a = of(1, 2);
        backend.add(a, a, of(10, 20));
        backend.gate(a, a, of(2, -1), Activation.RELU);
        backend.scale(a, 0.5f);
        assertThat(backend.readDouble(a)).containsExactly(11, -11);
    }

    @Test
    void dropoutOfZeroKeepsEverythingAndOfAHalfAboutHalf() {
        Tensor x = zeros(10_000);
        Tensor out = zeros(10_000);
        backend.fill(x, 3);
        backend.dropout(out, x, 0, 1);
        assertThat(backend.readDouble(out)).containsOnly(3);
        backend.dropout(out, x, 0.5f, 1);
        assertThat(backend.readDouble(out)).containsOnly(0, 6);
        assertThat(Arrays.stream(backend.readDouble(out)).average().orElseThrow())
                .isCloseTo(3, within(0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> backend.dropout(out, x, 1, 1));
    }

    // ---- logits and optimisers

    @Test
    void softmaxOfEqualLogitsIsUniform() {
        Tensor x = of(1000, 1000, -INF, -5).reshape(2, 2);
        backend.softmax(x, x);
        assertThat(backend.readDouble(x)).containsExactly(0.5, 0.5, 0, 1);
    }

    @Test
    void crossEntropyOfANegativeTargetIsZero() {
        Tensor logits = of(0, Math.log(3), 1, 2).reshape(2, 2);
        Tensor losses = zeros(2);
        backend.crossEntropy(losses, logits, new int[] {1, -1});
        assertClose(losses, Math.log(4.0 / 3), 0);
        backend.crossEntropyBackward(logits, logits, new int[] {1, -1}, 4);
        assertClose(logits, 1, -1, 0, 0);
    }

    @Test
    void firstAdamWStepGoesOneLearningRateAgainstTheGradient() {
        Tensor parameter = of(1, 1);
        Tensor m = zeros(2);
        Tensor v = zeros(2);
        backend.adamW(parameter, of(5, -2), m, v, new AdamW(0.5f, 0.75f, 0.5f, 0, 0.5f, 1));
        assertClose(parameter, 1 - 0.5 * (1 + 0.5), 1 - 0.5 * (-1 + 0.5));
        assertClose(m, 1.25, -0.5);
        assertClose(v, 12.5, 2);
    }

    @Test
    void sgdAndSumOfSquares() {
        Tensor parameter = of(2, 4);
        backend.sgd(parameter, of(1, -1), 0.5f, 0.25f);
        assertThat(backend.readDouble(parameter)).containsExactly(1.25, 4);
        assertThat(backend.sumOfSquares(of(3, 4))).isEqualTo(25);
    }

    private double activation(Activation activation, double x) {
        Tensor tensor = of(x);
        backend.activation(tensor, tensor, activation);
        return backend.readDouble(tensor)[0];
    }

    private void assertClose(Tensor tensor, double... expected) {
        assertThat(backend.readDouble(tensor))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(expected);
    }

    private double[] load(DType dtype, ByteBuffer bytes, int elements) {
        MemorySegment source = MemorySegment.ofBuffer(bytes);
        return backend.readDouble(backend.load(dtype, Shape.of(elements), source));
    }

    private Tensor zeros(int... dims) {
        return backend.allocate(Shape.of(dims));
    }

    private Tensor of(double... values) {
        Tensor tensor = zeros(values.length);
        backend.writeDouble(tensor, values);
        return tensor;
    }
}
