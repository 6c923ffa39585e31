package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SwitchedIntervention;
import org.jspecify.annotations.Nullable;

/// The panels of the neurons as tables, with every setting.
final class NeuronTables {

    private NeuronTables() {}

    static Caption caption(LabSession session, @Nullable Reading reading, String title) {
        Caption caption = Caption.of(Messages.text(title));
        if (reading == null) {
            return caption;
        }
        ModelSummary model = reading.model();
        long inForce =
                session.interventionsProperty().get().stream()
                        .filter(SwitchedIntervention::on)
                        .count();
        return caption.with(Messages.text("export.setting.model"), model.name())
                .with(Messages.text("export.setting.device"), model.device())
                .with(Messages.text("export.setting.precision"), model.precision())
                .with(Messages.text("export.setting.prompt"), reading.text())
                .with(
                        Messages.text("neurons.setting.interventions"),
                        inForce == 0 ? "" : Long.toString(inForce));
    }

    /// A row for each neuron listed.
    static Optional<NumbersTable> list(Caption caption, List<Neuron> neurons) {
        return neurons.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption,
                                neurons.size(),
                                List.of(
                                        Column.whole(column("rank"), row -> row + 1L),
                                        Column.whole(
                                                column("layer"), row -> neurons.get(row).layer()),
                                        Column.whole(
                                                column("neuron"), row -> neurons.get(row).number()),
                                        Column.float64(
                                                column("activation"),
                                                "",
                                                row -> neurons.get(row).activation()),
                                        Column.float64(
                                                column("effect"),
                                                "",
                                                row -> neurons.get(row).effect()))));
    }

    /// A row for each token of the text.
    static Optional<NumbersTable> along(Caption caption, @Nullable NeuronAlong along) {
        return along == null
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption,
                                along.activations().length,
                                List.of(
                                        Column.whole(column("position"), row -> row),
                                        Column.text(column("token"), along.labels()::get),
                                        Column.float32(
                                                column("activation"),
                                                "",
                                                row -> along.activations()[row]))));
    }

    private static String column(String name) {
        return Messages.text("neurons.column." + name);
    }
}
