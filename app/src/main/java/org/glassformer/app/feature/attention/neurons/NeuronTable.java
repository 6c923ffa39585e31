package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
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
        TableColumn<Neuron, String> column = new TableColumn<>();
        Label heading = new Label(Messages.text("neurons.column.name"));
        column.setGraphic(heading);
        ObservableValue<Double> width =
                heading.fontProperty().map(font -> NAME_WIDTH * font.getSize());
        column.minWidthProperty().bind(width); // a name cut short says nothing
        column.maxWidthProperty().bind(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().name()));
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private static TableColumn<Neuron, Double> bars(
            String key, ToDoubleFunction<Neuron> value, Supplier<Ends> scale) {
        TableColumn<Neuron, Double> column = new TableColumn<>();
        Label heading = new Label(Messages.text("neurons.column." + key));
        Tooltip tip = new Tooltip(Messages.text("neurons.column." + key + ".tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        heading.setTooltip(tip);
        column.setGraphic(heading);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(row.getValue())));
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
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }
}
