package org.glassformer.engine.model;

import java.util.Objects;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// One layer: x + attention(norm(x)), then x + mlp(norm(x)). With norms behind attention and MLP, what
/// is added goes through them; where both are parallel, the MLP reads the stream before attention, and
/// the stream between them is a sum on the way that nothing reads.
final class Block {
    private final ModelConfig config;
    private final int layer;
    private final boolean parallel;
    private final HookNames.OfBlock names;
    private final Norm ln1;
    private final CausalSelfAttention attention;
    private final @Nullable Norm ln1Post;
    private final Norm ln2;
    private final FeedForward mlp;
    private final @Nullable Norm ln2Post;

    Block(ModelConfig config, int layer, Parameters parameters, @Nullable Rotary rotary) {
        this.config = config;
        this.layer = layer;
        this.parallel = config.variant().parallel();
        this.names = HookNames.block(layer);
        boolean postNorms = config.variant().postNorms();
        String block = "blocks." + layer + ".";
        this.ln1 = parameters.norm(block + "ln1", config);
        this.attention = new CausalSelfAttention(config, layer, parameters, rotary);
        this.ln1Post = postNorms ? parameters.norm(block + "ln1p", config) : null;
        this.ln2 = parameters.norm(block + "ln2", config);
        this.mlp =
                config.experts(layer)
                        .<FeedForward>map(
                                experts -> new Mixture(config, experts, layer, parameters))
                        .orElseGet(() -> new Mlp(config, layer, parameters));
        this.ln2Post = postNorms ? parameters.norm(block + "ln2p", config) : null;
    }

    /// Reads `a.residPre()`, writes `a.residPost()`.
    void forward(Pass pass, BlockActivations a) {
        Backend backend = pass.backend();
        present(pass, ResidualPlace.PRE, names.residPre(), a.residPre());
        ln1.forward(backend, a.ln1(), a.ln1Stats(), a.residPre());
        pass.show(names.ln1(), a.ln1(), pass.time(), config.nEmbd());
        if (parallel) { // before the stream goes on, which in inference is one tensor
            ln2.forward(backend, a.ln2(), a.ln2Stats(), a.residPre());
        }
        attention.forward(pass, a, a.attnRaw());
        if (ln1Post != null) {
            ln1Post.forward(backend, a.attnOut(), stats(a.ln1PostStats()), a.attnRaw());
        }
        pass.drop(a.attnOut(), site(1));
        present(pass, ResidualPlace.ATTN_OUT, names.attnOut(), a.attnOut());
        backend.add(a.residMid(), a.residPre(), a.attnOut());
        present(pass, ResidualPlace.MID, names.residMid(), a.residMid());
        if (!parallel) {
            ln2.forward(backend, a.ln2(), a.ln2Stats(), a.residMid());
        }
        pass.show(names.ln2(), a.ln2(), pass.time(), config.nEmbd());
        mlp.forward(pass, a, a.mlpRaw());
        if (ln2Post != null) {
            ln2Post.forward(backend, a.mlpOut(), stats(a.ln2PostStats()), a.mlpRaw());
        }
        pass.drop(a.mlpOut(), site(2));
        MlpEdits.changeOutput(pass, a.mlpOut(), layer, config.nEmbd());
        present(pass, ResidualPlace.MLP_OUT, names.mlpOut(), a.mlpOut());
        backend.add(a.residPost(), a.residMid(), a.mlpOut());
        present(pass, ResidualPlace.POST, names.residPost(), a.residPost());
    }

    private static Tensor stats(@Nullable Tensor statistics) {
        return Objects.requireNonNull(statistics);
    }

    /// Patches what is to be patched, then shows it.
    private void present(Pass pass, ResidualPlace place, String name, Tensor x) {
        HeadEdits.patch(pass, x, layer, place);
        pass.show(name, x, pass.time(), config.nEmbd());
    }

    /// Turns `g.resid()` from the gradient of `a.residPost()` into that of `a.residPre()`.
    void backward(Pass pass, BlockActivations a, BlockGradients g) {
        Backend backend = pass.backend();
        Tensor after = g.resid();
        if (parallel) { // attention's gradient is that of the stream behind both
            after = Objects.requireNonNull(g.after());
            backend.copy(after, g.resid());
        }
        pass.dropBackward(g.branch(), g.resid(), site(2));
        throughNorm(ln2Post, backend, g, a.mlpRaw(), a.ln2PostStats());
        mlp.backward(pass, a, g);
        ln2.backward(
                backend, g.resid(), g.norm(), parallel ? a.residPre() : a.residMid(), a.ln2Stats());
        pass.dropBackward(g.branch(), after, site(1));
        throughNorm(ln1Post, backend, g, a.attnRaw(), a.ln1PostStats());
        attention.backward(pass, a, g);
        ln1.backward(backend, g.resid(), g.norm(), a.residPre(), a.ln1Stats());
    }

    /// Turns `g.branch()` from the gradient of what is added into that of what was before the norm.
    private static void throughNorm(
            @Nullable Norm norm,
            Backend backend,
            BlockGradients g,
            Tensor raw,
            @Nullable Tensor statistics) {
        if (norm != null) {
            backend.fill(g.norm(), 0);
            norm.backward(backend, g.norm(), g.branch(), raw, stats(statistics));
            backend.copy(g.branch(), g.norm());
        }
    }

    private int site(int place) {
        return 2 * layer + place;
    }
}
