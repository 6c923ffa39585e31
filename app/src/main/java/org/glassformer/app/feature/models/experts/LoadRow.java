package org.glassformer.app.feature.models.experts;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// How the experts of a layer were used, as people read it.
///
/// @param layer from 0
/// @param experts how many there are, and how many a token goes to
/// @param busiest the one that took most tokens, and how many of all
/// @param idle how many took none
/// @param entropy of the experts' shares in bits, and the largest there can be
/// @param balance 100 % where all experts are used alike
record LoadRow(
        int layer, String experts, String busiest, String idle, String entropy, String balance) {

    static LoadRow of(RoutedLayer layer) {
        int busiest = layer.busiest();
        double share = (double) layer.load()[busiest] / layer.tokens();
        return new LoadRow(
                layer.layer(),
                Messages.text(
                        layer.shared() ? "experts.of.shared" : "experts.of",
                        layer.chosen(),
                        layer.experts()),
                Messages.text("experts.busiest", Integer.toString(busiest), Figures.percent(share)),
                Figures.count(layer.idle()),
                Messages.text(
                        "experts.entropy",
                        Figures.fixed(layer.loadEntropy(), 2),
                        Figures.fixed(Math.log(layer.experts()) / Math.log(2), 2)),
                Figures.percent(layer.balance()));
    }
}
