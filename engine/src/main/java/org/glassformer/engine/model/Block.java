package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.tensor.Tensor;
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
        present(pass, ResidualPlace.PRE, names.residPre(), a.residPre());
        ln1.forward(backend, a.ln1(), a.ln1Stats(), a.residPre());
        pass.show(names.ln1(), a.ln1(), pass.time(), config.nEmbd());
        attention.forward(pass, a);
        pass.drop(a.attnOut(), site(1));
        present(pass, ResidualPlace.ATTN_OUT, names.attnOut(), a.attnOut());
        backend.add(a.residMid(), a.residPre(), a.attnOut());
        present(pass, ResidualPlace.MID, names.residMid(), a.residMid());
        ln2.forward(backend, a.ln2(), a.ln2Stats(), a.residMid());
        pass.show(names.ln2(), a.ln2(), pass.time(), config.nEmbd());
        mlp.forward(pass, a);
        pass.drop(a.mlpOut(), site(2));
        MlpEdits.changeOutput(pass, a.mlpOut(), layer, config.nEmbd());
        present(pass, ResidualPlace.MLP_OUT, names.mlpOut(), a.mlpOut());
        backend.add(a.residPost(), a.residMid(), a.mlpOut());
        present(pass, ResidualPlace.POST, names.residPost(), a.residPost());
    }

    /// Patches what is to be patched, then shows it.
    private void present(Pass pass, ResidualPlace place, String name, Tensor x) {
        HeadEdits.patch(pass, x, layer, place);
        pass.show(name, x, pass.time(), config.nEmbd());
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
