package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.vulkan.Kernels.Variant;

/// Operations that treat each element by itself: `elementwise.comp`.
final class Elementwise {
    private static final int THREADS = 128;

    private final Call call;

    Elementwise(Call call) {
        this.call = call;
    }

    /// What the kernel does, by the number that it knows.
    private enum Operation {
        ADD(0),
        SCALE(1),
        ACTIVATION(2),
        ACTIVATION_BACKWARD(3),
        GATE(4),
        GATE_BACKWARD(5),
        DROPOUT(6),
        DROPOUT_BACKWARD(7),
        ADAM_W(8),
        SGD(9),
        SOFT_CAP(10),
        SOFT_CAP_BACKWARD(11);

        private final int code;

        Operation(int code) {
            this.code = code;
        }
    }

    private static Variant kernel(Operation operation, int detail) {
        return new Variant("elementwise", "", THREADS, operation.code, detail);
    }

    private static int code(Activation activation) {
        return switch (activation) {
            case GELU_TANH -> 0;
            case GELU_ERF -> 1;
            case SILU -> 2;
            case RELU -> 3;
        };
    }

    private void run(Operation operation, int detail, Operand a) {
        call.overElements(kernel(operation, detail), a.size(), THREADS);
    }

    /// out = a + b.
    void add(Operand out, Operand a, Operand b) {
        call.start().writes(out).reads(a).reads(b).nothing().nothing().of(out.size());
        run(Operation.ADD, 0, out);
    }

    /// x = factor x.
    void scale(Operand x, float factor) {
        call.start().writes(x).nothing().nothing().nothing().nothing().of(x.size()).of(factor);
        run(Operation.SCALE, 0, x);
    }

    /// out = activation(x).
    void activation(Operand out, Operand x, Activation activation) {
        call.start().writes(out).reads(x).nothing().nothing().nothing().of(x.size());
        run(Operation.ACTIVATION, code(activation), x);
    }

    /// dx += dOut activation'(x).
    void activationBackward(Operand dx, Operand dOut, Operand x, Activation activation) {
        call.start().writes(dx).reads(dOut).reads(x).nothing().nothing().of(x.size());
        run(Operation.ACTIVATION_BACKWARD, code(activation), x);
    }

    /// out = activation(gate) up.
    void gate(Operand out, Operand gate, Operand up, Activation activation) {
        call.start().writes(out).reads(gate).reads(up).nothing().nothing().of(up.size());
        run(Operation.GATE, code(activation), up);
    }

    /// dGate += dOut up activation'(gate), dUp += dOut activation(gate).
    void gateBackward(
            Operand dGate,
            Operand dUp,
            Operand dOut,
            Operand gate,
            Operand up,
            Activation activation) {
        call.start().writes(dGate).writes(dUp).reads(dOut).reads(gate).reads(up).of(up.size());
        run(Operation.GATE_BACKWARD, code(activation), up);
    }

    /// out = x / (1 - p) where the draw keeps the element, else 0.
    void dropout(Operand out, Operand x, float p, long seed) {
        call.start().writes(out).reads(x).nothing().nothing().nothing().of(x.size());
        draw(p, seed);
        run(Operation.DROPOUT, 0, x);
    }

    /// dx += dOut / (1 - p) where the draw keeps the element.
    void dropoutBackward(Operand dx, Operand dOut, float p, long seed) {
        call.start().writes(dx).reads(dOut).nothing().nothing().nothing().of(dx.size());
        draw(p, seed);
        run(Operation.DROPOUT_BACKWARD, 0, dx);
    }

    private void draw(float p, long seed) {
        call.of((float) (1 / (1 - (double) p))).of(0f).of(0f).of(0f).of(0f).of(0f).of(0f);
        call.of((int) Math.ceil((double) p * (1 << 24))).of(seed);
    }

    /// out = cap tanh(x / cap); minus infinity stays.
    void softCap(Operand out, Operand x, float cap) {
        call.start().writes(out).reads(x).nothing().nothing().nothing().of(x.size()).of(cap);
        run(Operation.SOFT_CAP, 0, x);
    }

    /// dx = dOut (1 - (out / cap)^2), 0 where `out` is minus infinity.
    void softCapBackward(Operand dx, Operand dOut, Operand out, float cap) {
        call.start().writes(dx).reads(dOut).reads(out).nothing().nothing().of(dx.size()).of(cap);
        run(Operation.SOFT_CAP_BACKWARD, 0, dx);
    }

    /// The update of [AdamW].
    void adamW(Operand p, Operand gradient, Operand m, Operand v, AdamW step) {
        call.start().writes(p).reads(gradient).writes(m).writes(v).nothing().of(p.size());
        call.of(step.learningRate())
                .of((float) (1 - (double) step.beta1()))
                .of((float) (1 - (double) step.beta2()))
                .of(step.eps())
                .of(step.weightDecay())
                .of((float) (1 / (1 - Math.pow(step.beta1(), step.step()))))
                .of((float) (1 / (1 - Math.pow(step.beta2(), step.step()))));
        run(Operation.ADAM_W, 0, p);
    }

    /// p = p - rate (gradient + decay p).
    void sgd(Operand p, Operand gradient, float rate, float decay) {
        call.start().writes(p).reads(gradient).nothing().nothing().nothing().of(p.size());
        call.of(rate).of(decay);
        run(Operation.SGD, 0, p);
    }
}
