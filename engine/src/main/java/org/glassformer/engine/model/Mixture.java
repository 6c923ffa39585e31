package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A mixture of experts (Jiang et al. 2024; Qwen Team 2024): the router's softmax weighs all experts, a
/// token goes to the few with the largest weights, and only those are computed, each for all its tokens
/// at once. An expert that all tokens share is added by a sigmoid gate.
///
/// Tokens are gathered and given back by the backend's `embed` and its backward twin; only the router's
/// probabilities come to the host, to choose. Which experts are chosen is taken as it is by the backward
/// pass, which goes through their weights.
final class Mixture implements FeedForward {
    private final Experts sizes;
    private final Activation activation;
    private final HookNames.OfBlock names;
    private final Linear router; // (E, C)
    private final List<Expert> experts;
    private final @Nullable Expert shared;
    private final @Nullable Linear sharedGate; // (1, C)

    Mixture(ModelConfig config, Experts sizes, int layer, Parameters parameters) {
        this.sizes = sizes;
        this.activation = config.activation();
        this.names = HookNames.block(layer);
        String block = "blocks." + layer + ".";
        int c = config.nEmbd();
        this.router = parameters.linear(block + "router", null, sizes.count(), c);
        List<Expert> all = new ArrayList<>();
        for (int e = 0; e < sizes.count(); e++) {
            all.add(Expert.of(parameters, block + "experts." + e + ".", sizes.size(), c));
        }
        this.experts = List.copyOf(all);
        boolean sharing = sizes.sharedSize() > 0;
        this.shared =
                sharing ? Expert.of(parameters, block + "shared.", sizes.sharedSize(), c) : null;
        this.sharedGate = sharing ? parameters.linear(block + "sharedGate", null, 1, c) : null;
    }

    @Override
    public void forward(Pass pass, BlockActivations a, Tensor out) {
        Backend backend = pass.backend();
        MixtureActivations m = Objects.requireNonNull(a.mixture());
        Routes routes = route(pass, m, a.ln2());
        backend.embed(m.rows, a.ln2(), routes.tokens());
        for (int e = 0; e < experts.size(); e++) {
            int from = routes.starts()[e];
            int to = routes.starts()[e + 1];
            if (from < to) {
                Expert.Room room = m.room.slice(from, to);
                Tensor given = m.out.slice(from, to);
                experts.get(e).forward(backend, given, m.rows.slice(from, to), room, activation);
            }
        }
        backend.scaleRows(m.weighted, m.out, m.rowWeights);
        backend.fill(out, 0);
        backend.embedBackward(out, m.weighted, routes.tokens());
        if (shared != null && sharedGate != null) {
            MixtureActivations.Shared s = Objects.requireNonNull(m.shared);
            shared.forward(backend, s.out(), a.ln2(), s.room(), activation);
            sharedGate.forward(backend, s.logit(), a.ln2());
            sigmoid(backend, s);
            backend.scaleRows(s.gated(), s.out(), s.gate());
            backend.add(out, out, s.gated());
        }
    }

    /// Chooses experts and their weights.
    private Routes route(Pass pass, MixtureActivations m, Tensor x) {
        Backend backend = pass.backend();
        int e = sizes.count();
        int k = sizes.chosen();
        router.forward(backend, m.logits, x);
        backend.softmax(m.probabilities, m.logits);
        pass.show(names.expertWeights(), m.probabilities, pass.time(), e);
        Routes routes = Routes.of(backend.read(m.probabilities), e, k);
        m.routes(routes);
        float[] indices = new float[routes.rows()];
        for (int place = 0; place < indices.length; place++) {
            indices[place] = routes.chosen()[place];
        }
        pass.show(names.expertIndices(), indices, pass.time(), k);
        Tensor places = column(m.weights);
        Tensor all = column(sizes.normalised() ? m.logits : m.probabilities);
        backend.embed(places, all, routes.weights(e, k));
        if (sizes.normalised()) { // the same as to divide their probabilities by the sum
            backend.softmax(m.weights, m.weights);
        }
        backend.embed(m.rowWeights, places, routes.places());
        return routes;
    }

    /// gate = 1 / (1 + exp(-logit)) = (1 + tanh(logit / 2)) / 2.
    private static void sigmoid(Backend backend, MixtureActivations.Shared s) {
        backend.softCap(s.capped(), s.logit(), 2);
        backend.copy(s.gate(), s.capped());
        backend.scale(s.gate(), 0.25f);
        backend.fill(s.half(), 0.5f);
        backend.add(s.gate(), s.gate(), s.half());
    }

    private static Tensor column(Tensor x) {
        return x.reshape(Math.toIntExact(x.elements()), 1);
    }

    @Override
    public void backward(Pass pass, BlockActivations a, BlockGradients g) {
        Backend backend = pass.backend();
        MixtureActivations m = Objects.requireNonNull(a.mixture());
        MixtureGradients d = Objects.requireNonNull(g.mixture());
        Routes routes = m.routes();
        backend.embed(d.weighted(), g.branch(), routes.tokens());
        backend.fill(d.out(), 0);
        backend.fill(d.rowWeights(), 0);
        backend.scaleRowsBackward(d.out(), d.rowWeights(), d.weighted(), m.out, m.rowWeights);
        backend.fill(d.rows(), 0);
        for (int e = 0; e < experts.size(); e++) {
            int from = routes.starts()[e];
            int to = routes.starts()[e + 1];
            if (from < to) {
                experts.get(e)
                        .backward(
                                backend,
                                d.rows().slice(from, to),
                                d.out().slice(from, to),
                                m.rows.slice(from, to),
                                m.room.slice(from, to),
                                d.room().slice(from, to),
                                activation);
            }
        }
        backend.fill(g.norm(), 0);
        backend.embedBackward(g.norm(), d.rows(), routes.tokens());
        routeBackward(backend, m, d, a.ln2(), g.norm());
        if (shared != null && sharedGate != null) {
            sharedBackward(backend, shared, sharedGate, a, g);
        }
    }

    private void routeBackward(
            Backend backend, MixtureActivations m, MixtureGradients d, Tensor x, Tensor dx) {
        int[] weights = m.routes().weights(sizes.count(), sizes.chosen());
        backend.fill(d.weights(), 0);
        backend.embedBackward(column(d.weights()), d.rowWeights(), m.routes().places());
        backend.fill(d.logits(), 0);
        if (sizes.normalised()) {
            backend.fill(d.chosen(), 0);
            backend.softmaxBackward(d.chosen(), d.weights(), m.weights);
            backend.embedBackward(column(d.logits()), column(d.chosen()), weights);
        } else {
            backend.fill(d.probabilities(), 0);
            backend.embedBackward(column(d.probabilities()), column(d.weights()), weights);
            backend.softmaxBackward(d.logits(), d.probabilities(), m.probabilities);
        }
        router.backward(backend, dx, d.logits(), x);
    }

    private void sharedBackward(
            Backend backend, Expert of, Linear gate, BlockActivations a, BlockGradients g) {
        MixtureActivations.Shared s =
                Objects.requireNonNull(Objects.requireNonNull(a.mixture()).shared);
        MixtureGradients d = Objects.requireNonNull(g.mixture());
        Tensor dOut = Objects.requireNonNull(d.sharedOut());
        Tensor dGate = Objects.requireNonNull(d.sharedGate());
        backend.fill(dOut, 0);
        backend.fill(dGate, 0);
        backend.scaleRowsBackward(dOut, dGate, g.branch(), s.out(), s.gate());
        Expert.Room dRoom = Objects.requireNonNull(d.sharedRoom());
        of.backward(backend, g.norm(), dOut, a.ln2(), s.room(), dRoom, activation);
        backend.scale(dGate, 0.25f);
        backend.softCapBackward(dGate, dGate, s.capped(), 2);
        gate.backward(backend, g.norm(), dGate, a.ln2());
    }
}
