package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.HintedColumn;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// Neurons as rows: block and number, activation and effect as signed bars with their figures.
final class NeuronTable extends TableView<Neuron> {

    private static final double NAME_WIDTH = 7;

    private Ends activation = new Ends(0, 1);
    private Ends effect = new Ends(0, 1);
    private boolean following;

    NeuronTable(NeuronsViewModel model) {
        setId("neuron-table");
        getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinSize(0, 0);
        getColumns().add(name());
        getColumns().add(bars("activation", Neuron::activation, () -> activation));
        getColumns().add(bars("effect", Neuron::effect, () -> effect));
        Label placeholder = new Label();
        placeholder
                .textProperty()
                .bind(model.stateProperty().map(state -> Messages.text(placeholder(state))));
        setPlaceholder(placeholder);
        model.strongestProperty().subscribe(neurons -> show(neurons, model.chosenProperty().get()));
        model.chosenProperty()
                .subscribe(neuron -> {
                    following = true;
                    select(neuron);
                    following = false;
                });
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(neuron -> {
                    if (!following && neuron != null) {
                        model.chosenProperty().set(neuron);
                    }
                });
    }

    private void show(List<Neuron> neurons, @Nullable Neuron chosen) {
        following = true;
        activation = Ends.of(neurons, Neuron::activation);
        effect = Ends.of(neurons, Neuron::effect);
        getItems().setAll(neurons);
        select(chosen);
        refresh();
        following = false;
    }

    private void select(@Nullable Neuron chosen) {
        for (int i = 0; chosen != null && i < getItems().size(); i++) {
            if (getItems().get(i).isSame(chosen)) {
                getSelectionModel().select(i);
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    private static String placeholder(LabState state) {
        return switch (state) {
            case BUSY -> "neurons.busy";
            case FAILED -> "neurons.failed";
            case EMPTY, STALE, READY -> "neurons.empty";
        };
    }

    private static TableColumn<Neuron, String> name() {
        return new HintedColumn<>(Messages.text("neurons.column.name"), "", Neuron::name)
                .keep(NAME_WIDTH);
    }

    private static TableColumn<Neuron, Double> bars(
            String key, ToDoubleFunction<Neuron> value, Supplier<Ends> scale) {
        TableColumn<Neuron, Double> column =
                new HintedColumn<>(
                        Messages.text("neurons.column." + key),
                        Messages.text("neurons.column." + key + ".tip"),
                        value::applyAsDouble);
        column.setCellFactory(ignored ->
                new TableCell<>() {

                    private final SignedBar bar = new SignedBar();

                    @Override
                    protected void updateItem(@Nullable Double item, boolean empty) {
                        super.updateItem(item, empty);
                        if (empty || item == null) {
                            setGraphic(null);
                        } else {
                            Ends ends = scale.get();
                            bar.show(item, ends);
                            setGraphic(bar);
                        }
                    }
                });
        return column;
    }
}
