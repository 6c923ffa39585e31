package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.HookNames;
import org.jspecify.annotations.Nullable;

/// One layer: x + attention(norm(x)), then x + mlp(norm(x)).
final class Block {
    private final ModelConfig config;
    private final int layer;
    private final HookNames.OfBlock names;
    private final Norm ln1;
    private final CausalSelfAttention attention;
    private final Norm ln2;
    private final Mlp mlp;

    Block(ModelConfig config, int layer, Parameters parameters, @Nullable Rotary rotary) {
        this.config = config;
        this.layer = layer;
        this.names = HookNames.block(layer);
        String block = "blocks." + layer + ".";
        this.ln1 = parameters.norm(block + "ln1", config);
        this.attention = new CausalSelfAttention(config, layer, parameters, rotary);
        this.ln2 = parameters.norm(block + "ln2", config);
        this.mlp = new Mlp(config, layer, parameters);
    }

    /// Reads `a.residPre()`, writes `a.residPost()`.
    void forward(Pass pass, BlockActivations a) {
        Backend backend = pass.backend();
        int t = pass.time();
        int c = config.nEmbd();
        pass.show(names.residPre(), a.residPre(), t, c);
        ln1.forward(backend, a.ln1(), a.ln1Stats(), a.residPre());
        pass.show(names.ln1(), a.ln1(), t, c);
        attention.forward(pass, a);
        pass.drop(a.attnOut(), site(1));
        pass.show(names.attnOut(), a.attnOut(), t, c);
        backend.add(a.residMid(), a.residPre(), a.attnOut());
        pass.show(names.residMid(), a.residMid(), t, c);
        ln2.forward(backend, a.ln2(), a.ln2Stats(), a.residMid());
        pass.show(names.ln2(), a.ln2(), t, c);
        mlp.forward(pass, a);
        pass.drop(a.mlpOut(), site(2));
        pass.show(names.mlpOut(), a.mlpOut(), t, c);
        backend.add(a.residPost(), a.residMid(), a.mlpOut());
        pass.show(names.residPost(), a.residPost(), t, c);
    }

    /// Turns `g.resid()` from the gradient of `a.residPost()` into that of `a.residPre()`.
    void backward(Pass pass, BlockActivations a, BlockGradients g) {
        Backend backend = pass.backend();
        pass.dropBackward(g.branch(), g.resid(), site(2));
        mlp.backward(pass, a, g);
        ln2.backward(backend, g.resid(), g.norm(), a.residMid(), a.ln2Stats());
        pass.dropBackward(g.branch(), g.resid(), site(1));
        attention.backward(pass, a, g);
        ln1.backward(backend, g.resid(), g.norm(), a.residPre(), a.ln1Stats());
    }

    private int site(int place) {
        return 2 * layer + place;
    }
}
