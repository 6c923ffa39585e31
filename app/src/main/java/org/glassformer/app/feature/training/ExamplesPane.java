package org.glassformer.app.feature.training;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// What a run will learn from: questions with their answers, or the beginnings of texts.
final class ExamplesPane extends VBox {
    private final FlowPane cases = new FlowPane();

    ExamplesPane(ObservableValue<List<ExampleLine>> examples) {
        setId("training-examples");
        getStyleClass().add("examples");
        Label title = new Label(Messages.text("training.examples"));
        title.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        cases.getStyleClass().add("cases");
        getChildren().setAll(title, cases);
        managedProperty().bind(visibleProperty());
        visibleProperty().bind(examples.map(list -> !list.isEmpty()));
        examples.subscribe(
                list -> cases.getChildren().setAll(list.stream().map(ExamplesPane::line).toList()));
    }

    private static Node line(ExampleLine example) {
        Label answer = new Label(example.learned());
        answer.getStyleClass().add(StyleClass.MONO);
        if (example.given().isEmpty()) {
            return answer;
        }
        Label prompt = new Label(example.given());
        prompt.getStyleClass().addAll(StyleClass.MONO, StyleClass.MUTED);
        prompt.setMinWidth(Region.USE_PREF_SIZE);
        return new HBox(prompt, answer);
    }
}
