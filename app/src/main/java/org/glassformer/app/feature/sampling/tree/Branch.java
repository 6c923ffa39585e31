package org.glassformer.app.feature.sampling.tree;

import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ShadedTextData;

/// What a branch says after the fork.
///
/// @param name what people call it
/// @param nodes its tokens after the fork
record Branch(String name, List<Node> nodes) {

    /// The natural logarithm of its probability under the model.
    double totalLogprob() {
        return nodes.stream().mapToDouble(Node::logprob).sum();
    }

    /// The mean logprob of its tokens; not a number without tokens.
    double meanLogprob() {
        return nodes.isEmpty() ? Double.NaN : totalLogprob() / nodes.size();
    }

    /// The natural logarithm of the probability of one of its tokens; not a number behind its end.
    double logprob(int at) {
        return at < nodes.size() ? nodes.get(at).logprob() : Double.NaN;
    }

    /// A token as it is read; empty behind its end.
    String token(int at) {
        return at < nodes.size() ? nodes.get(at).label() : "";
    }

    /// Its tokens on the colours of their surprisal.
    ShadedTextData shaded() {
        float[] bits = new float[nodes.size()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (float) nodes.get(i).bits();
        }
        return ShadedTextData.amounts(
                nodes.stream().map(Node::label).toList(),
                bits,
                TreeRuns.MOST_BITS,
                Messages.text("tree.surprisal"));
    }

    /// How long and how likely it is.
    String figures() {
        return nodes.isEmpty()
                ? Messages.text("branches.nothing")
                : Messages.text(
                        "branches.figures",
                        Figures.count(nodes.size()),
                        Figures.fixed(totalLogprob(), 2),
                        Figures.fixed(meanLogprob(), 3),
                        Figures.value(Math.exp(-meanLogprob())));
    }
}
