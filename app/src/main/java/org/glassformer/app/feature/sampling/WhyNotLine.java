package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.glassformer.app.feature.sampling.WhyNotViewModel.Fate;
import org.glassformer.app.feature.sampling.WhyNotViewModel.Way;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// What became of the chosen token, and a button for each value that would bring it back.
final class WhyNotLine extends FlowPane {

    private final WhyNotViewModel model;
    private final Label sentence = new Label();

    WhyNotLine(WhyNotViewModel model) {
        this.model = model;
        getStyleClass().add(StyleClass.WHY_NOT);
        setId("why-not");
        sentence.setId("why-not-sentence");
        model.fateProperty().subscribe(this::show);
    }

    private void show(Fate fate) {
        boolean any = !fate.sentence().isEmpty();
        setVisible(any);
        setManaged(any);
        sentence.setText(fate.sentence());
        List<Node> parts = new ArrayList<>();
        parts.add(sentence);
        fate.ways().stream().map(this::button).forEach(parts::add);
        getChildren().setAll(parts);
    }

    private Button button(Way way) {
        Button button = new Button(way.label());
        button.setId(
                way.kinds().stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("-", "back-by-", "")));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setTooltip(
                new Tooltip(
                        Messages.text(
                                "whynot.way.tip",
                                way.kinds().stream()
                                        .map(StageWords::name)
                                        .collect(Collectors.joining(", ")))));
        button.setOnAction(ignored -> model.apply(way));
        return button;
    }
}
