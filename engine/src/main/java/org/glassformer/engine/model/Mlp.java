package org.glassformer.engine.model;

import java.util.Objects;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The feed-forward half of a block: act(x w1) w2, or with a gate (act(x w1) * (x w3)) w2.
final class Mlp implements FeedForward {
    private final ModelConfig config;
    private final int layer;
    private final HookNames.OfBlock names;
    private final Linear w1; // (F, C)
    private final @Nullable Linear w3; // (F, C)
    private final Linear w2; // (C, F)

    Mlp(ModelConfig config, int layer, Parameters parameters) {
        this.config = config;
        this.layer = layer;
        this.names = HookNames.block(layer);
        String block = "blocks." + layer + ".";
        int c = config.nEmbd();
        int f = config.ffnSize();
        boolean bias = config.mlpBias();
        this.w1 = parameters.linear(block + "w1", bias ? block + "b1" : null, f, c);
        this.w3 =
                config.gatedMlp()
                        ? parameters.linear(block + "w3", bias ? block + "b3" : null, f, c)
                        : null;
        this.w2 = parameters.linear(block + "w2", bias ? block + "b2" : null, c, f);
    }

    @Override
    public void forward(Pass pass, BlockActivations a, Tensor out) {
        Backend backend = pass.backend();
        int t = pass.time();
        int f = config.ffnSize();
        w1.forward(backend, a.pre(), a.ln2());
        pass.show(names.mlpPre(), a.pre(), t, f);
        if (w3 == null) {
            backend.activation(a.post(), a.pre(), config.activation());
        } else {
            Tensor up = Objects.requireNonNull(a.up());
            w3.forward(backend, up, a.ln2());
            pass.show(names.mlpPreLinear(), up, t, f);
            backend.gate(a.post(), a.pre(), up, config.activation());
        }
        MlpEdits.changeNeurons(pass, a.post(), layer, f);
        pass.show(names.mlpPost(), a.post(), t, f);
        w2.forward(backend, out, a.post());
    }

    @Override
    public void backward(Pass pass, BlockActivations a, BlockGradients g) {
        Backend backend = pass.backend();
        backend.fill(g.post(), 0);
        w2.backward(backend, g.post(), g.branch(), a.post());
        backend.fill(g.pre(), 0);
        backend.fill(g.norm(), 0);
        if (w3 == null) {
            backend.activationBackward(g.pre(), g.post(), a.pre(), config.activation());
        } else {
            Tensor dUp = Objects.requireNonNull(g.up());
            Tensor up = Objects.requireNonNull(a.up());
            backend.fill(dUp, 0);
            backend.gateBackward(g.pre(), dUp, g.post(), a.pre(), up, config.activation());
            w3.backward(backend, g.norm(), dUp, a.ln2());
        }
        w1.backward(backend, g.norm(), g.pre(), a.ln2());
    }
}
