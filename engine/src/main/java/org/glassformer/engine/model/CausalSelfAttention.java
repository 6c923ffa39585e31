package org.glassformer.engine.model;

import java.util.Objects;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Causal self-attention (Vaswani et al. 2017), with grouped queries (Ainslie et al. 2023), rotary
/// positions, q/k norm and capped scores where the configuration has them.
///
/// Scores and patterns exist as tensors only while a hook or an intervention asks for them. A hook
/// gets them beside the backend's fused operation, whose result stays the one that counts: looking
/// changes no bit of the logits. An intervention on scores goes through the single steps.
final class CausalSelfAttention {
    private final ModelConfig config;
    private final int layer;
    private final HookNames.OfBlock names;
    private final Linear wq;
    private final Linear wk;
    private final Linear wv;
    private final Linear wo;
    private final @Nullable RmsNorm qNorm;
    private final @Nullable RmsNorm kNorm;
    private final @Nullable Rotary rotary;

    CausalSelfAttention(
            ModelConfig config, int layer, Parameters parameters, @Nullable Rotary rotary) {
        this.config = config;
        this.layer = layer;
        this.names = HookNames.block(layer);
        this.rotary = rotary;
        String block = "blocks." + layer + ".";
        int c = config.nEmbd();
        boolean bias = config.qkvBias();
        this.wq = parameters.linear(block + "wq", bias ? block + "bq" : null, config.qSize(), c);
        this.wk = parameters.linear(block + "wk", bias ? block + "bk" : null, config.kvSize(), c);
        this.wv = parameters.linear(block + "wv", bias ? block + "bv" : null, config.kvSize(), c);
        if (config.qkNorm()) {
            int hs = config.headSize();
            this.qNorm = new RmsNorm(parameters.vector(block + "qnw", hs), config.normEps());
            this.kNorm = new RmsNorm(parameters.vector(block + "knw", hs), config.normEps());
        } else {
            this.qNorm = null;
            this.kNorm = null;
        }
        this.wo =
                parameters.linear(
                        block + "wo",
                        config.attnOutBias() ? block + "bo" : null,
                        c,
                        config.qSize());
    }

    /// Reads `a.ln1()`, writes `out`.
    void forward(Pass pass, BlockActivations a, Tensor out) {
        Backend backend = pass.backend();
        AttentionShape at = pass.attentionShape(config, layer);
        int t = pass.time();
        int hs = config.headSize();
        KvCache cache = pass.cache();
        int end = pass.past() + t;
        Tensor k = cache == null ? a.k() : cache.keys(layer, pass.past(), end); // (N, NKV HS)
        Tensor v = cache == null ? a.v() : cache.values(layer, pass.past(), end);

        Tensor qRaw = a.qRaw() == null ? a.q() : a.qRaw();
        Tensor kRaw = a.kRaw() == null ? k : a.kRaw();
        wq.forward(backend, qRaw, a.ln1());
        wk.forward(backend, kRaw, a.ln1());
        wv.forward(backend, v, a.ln1());
        pass.show(names.q(), qRaw, t, config.nHead(), hs);
        pass.show(names.k(), kRaw, t, config.nKvHead(), hs);
        pass.show(names.v(), v, t, config.nKvHead(), hs);
        if (qNorm != null && kNorm != null) {
            Tensor qStats = Objects.requireNonNull(a.qStats());
            Tensor kStats = Objects.requireNonNull(a.kStats());
            qNorm.forward(backend, heads(a.q()), qStats, heads(qRaw));
            kNorm.forward(backend, heads(k), kStats, heads(kRaw));
        }
        if (rotary != null) {
            Rotary.Tables tables = rotary.tables(end, layer, pass.longText(config));
            backend.rope(a.q(), tables.cos(), tables.sin(), pass.positions(), hs);
            backend.rope(k, tables.cos(), tables.sin(), pass.positions(), hs);
            pass.show(names.rotQ(), a.q(), t, config.nHead(), hs);
            pass.show(names.rotK(), k, t, config.nKvHead(), hs);
        }

        Tensor allKeys = cache == null ? k : cache.keys(layer, 0, end); // (B S, NKV HS)
        Tensor allValues = cache == null ? v : cache.values(layer, 0, end);
        attend(pass, a, allKeys, allValues, at);
        HeadEdits.changeHeads(pass, a.z(), at, layer);
        pass.show(names.z(), a.z(), t, config.nHead(), hs);
        wo.forward(backend, out, a.z());
    }

    private void attend(
            Pass pass, BlockActivations a, Tensor keys, Tensor values, AttentionShape at) {
        Backend backend = pass.backend();
        boolean changed = pass.hooks().interventions().changesScores(layer);
        float cap = config.variant().attnCap();
        if (!changed && cap > 0) {
            backend.cappedAttention(a.z(), a.q(), keys, values, at, cap);
        } else if (!changed) {
            backend.attention(a.z(), a.logSumExp(), a.q(), keys, values, at);
        }
        if (changed || pass.wants(names.attnScores()) || pass.wants(names.pattern())) {
            Shape square = Shape.of(at.batch(), at.nHead(), at.queries(), at.keys());
            try (Tensor scores = backend.allocate(square)) { // (B, NH, T, S)
                backend.attentionScores(scores, a.q(), keys, at);
                if (cap > 0) {
                    backend.softCap(scores, scores, cap);
                }
                HeadEdits.cutEdges(pass, scores, at, layer);
                pass.show(names.attnScores(), scores, at.nHead(), at.queries(), at.keys());
                backend.causalSoftmax(scores, scores, at);
                pass.show(names.pattern(), scores, at.nHead(), at.queries(), at.keys());
                if (changed) {
                    backend.weightedSum(a.z(), scores, values, at);
                }
            }
        }
    }

    /// From the gradient of what [#forward] wrote, in `g.branch()` to that of `a.ln1()` in `g.norm()`, which
    /// it overwrites.
    void backward(Pass pass, BlockActivations a, BlockGradients g) {
        Backend backend = pass.backend();
        AttentionShape at = pass.attentionShape(config, layer);
        backend.fill(g.z(), 0);
        wo.backward(backend, g.z(), g.branch(), a.z());
        backend.fill(g.q(), 0);
        backend.fill(g.k(), 0);
        backend.fill(g.v(), 0);
        float cap = config.variant().attnCap();
        if (cap > 0) {
            backend.cappedAttentionBackward(
                    g.q(), g.k(), g.v(), g.z(), a.q(), a.k(), a.v(), at, cap);
        } else {
            Tensor logSumExp = Objects.requireNonNull(a.logSumExp());
            backend.attentionBackward(
                    g.q(), g.k(), g.v(), g.z(), a.q(), a.k(), a.v(), a.z(), logSumExp, at);
        }
        if (rotary != null) {
            Rotary.Tables tables = rotary.tables(pass.time(), layer, pass.longText(config));
            int hs = config.headSize();
            backend.ropeBackward(g.q(), tables.cos(), tables.sin(), pass.positions(), hs);
            backend.ropeBackward(g.k(), tables.cos(), tables.sin(), pass.positions(), hs);
        }
        Tensor dq = g.q();
        Tensor dk = g.k();
        if (qNorm != null && kNorm != null) {
            dq = Objects.requireNonNull(g.qRaw());
            dk = Objects.requireNonNull(g.kRaw());
            backward(qNorm, backend, dq, g.q(), a.qRaw(), a.qStats());
            backward(kNorm, backend, dk, g.k(), a.kRaw(), a.kStats());
        }
        backend.fill(g.norm(), 0);
        wq.backward(backend, g.norm(), dq, a.ln1());
        wk.backward(backend, g.norm(), dk, a.ln1());
        wv.backward(backend, g.norm(), g.v(), a.ln1());
    }

    private void backward(
            RmsNorm norm,
            Backend backend,
            Tensor dx,
            Tensor dOut,
            @Nullable Tensor x,
            @Nullable Tensor statistics) {
        backend.fill(dx, 0);
        norm.backward(
                backend,
                heads(dx),
                heads(dOut),
                heads(Objects.requireNonNull(x)),
                Objects.requireNonNull(statistics));
    }

    /// The same tensor with a row per head, (N heads, HS).
    private Tensor heads(Tensor x) {
        int hs = config.headSize();
        return x.reshape(Math.toIntExact(x.elements() / hs), hs);
    }
}
