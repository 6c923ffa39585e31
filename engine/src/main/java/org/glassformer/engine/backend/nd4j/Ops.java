package org.glassformer.engine.backend.nd4j;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.factory.Nd4j;

/// The operations of ND4J that are used, with the result first. A result may be one of the arguments,
/// except where products and sums along an axis are taken; axes of size 1 repeat.
final class Ops {
    private static final MMulTranspose[] TRANSPOSED = {
        transposed(false, false), transposed(false, true), transposed(true, false)
    };

    private Ops() {}

    private static MMulTranspose transposed(boolean a, boolean b) {
        return MMulTranspose.builder().transposeA(a).transposeB(b).build();
    }

    /// out = a + b.
    static void add(INDArray out, INDArray a, INDArray b) {
        two("add", out, a, b);
    }

    /// out = a - b.
    static void subtract(INDArray out, INDArray a, INDArray b) {
        two("subtract", out, a, b);
    }

    /// out = a b.
    static void multiply(INDArray out, INDArray a, INDArray b) {
        two("multiply", out, a, b);
    }

    /// out = a / b.
    static void divide(INDArray out, INDArray a, INDArray b) {
        two("divide", out, a, b);
    }

    private static void two(String name, INDArray out, INDArray a, INDArray b) {
        Nd4j.exec(DynamicCustomOp.builder(name).addInputs(a, b).addOutputs(out).build());
    }

    /// out = a + number.
    static void add(INDArray out, INDArray a, double number) {
        run(new ScalarAdd(a, null, out, number));
    }

    /// out = number a.
    static void scale(INDArray out, INDArray a, double number) {
        run(new ScalarMultiplication(a, null, out, number));
    }

    /// out = max(a, number).
    static void atLeast(INDArray out, INDArray a, double number) {
        run(new ScalarMax(a, null, out, number));
    }

    /// out = e^a.
    static void exp(INDArray out, INDArray a) {
        run(new Exp(a, out));
    }

    /// out = ln a.
    static void log(INDArray out, INDArray a) {
        run(new Log(a, out));
    }

    /// out = 1 / sqrt(a).
    static void rsqrt(INDArray out, INDArray a) {
        run(new RSqrt(a, out));
    }

    /// out = sqrt(a).
    static void sqrt(INDArray out, INDArray a) {
        run(new Sqrt(a, out));
    }

    /// out = a.
    static void copy(INDArray out, INDArray a) {
        out.assign(a);
    }

    /// out = sum of a along an axis, which stays with size 1.
    static void sum(INDArray out, INDArray a, int axis) {
        run(new Sum(a, out, true, axis));
    }

    /// out = average of a along an axis, which stays with size 1.
    static void mean(INDArray out, INDArray a, int axis) {
        run(new Mean(a, out, true, axis));
    }

    /// out = largest of a along an axis, which stays with size 1.
    static void largest(INDArray out, INDArray a, int axis) {
        run(new Max(a, out, true, axis));
    }

    /// out = alpha a b + beta out.
    static void product(INDArray out, INDArray a, INDArray b, double alpha, double beta) {
        Nd4j.exec(new Mmul(a, b, out, alpha, beta, TRANSPOSED[0]));
    }

    /// out = alpha a b^T + beta out.
    static void productNt(INDArray out, INDArray a, INDArray b, double alpha, double beta) {
        Nd4j.exec(new Mmul(a, b, out, alpha, beta, TRANSPOSED[1]));
    }

    /// out = alpha a^T b + beta out.
    static void productTn(INDArray out, INDArray a, INDArray b, double alpha, double beta) {
        Nd4j.exec(new Mmul(a, b, out, alpha, beta, TRANSPOSED[2]));
    }

    /// Runs an operation of the older kind.
    static void run(Op op) {
        Nd4j.getExecutioner().exec(op);
    }
}
