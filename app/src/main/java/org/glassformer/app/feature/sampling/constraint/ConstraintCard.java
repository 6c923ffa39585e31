package org.glassformer.app.feature.sampling.constraint;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.feature.sampling.constraint.ConstraintExamples.Example;
import org.glassformer.app.feature.sampling.constraint.ConstraintViewModel.Words;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.theme.StyleClass;

/// The constraint at the head of the chain: a switch, the kind, the source, and what the mask does. Switched off it folds to
/// one line.
public final class ConstraintCard extends VBox {

    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final ConstraintViewModel model;
    private final TextArea editor = new TextArea();
    private final Label error = new Label();
    private final Label left = new Label();
    private final Label right = new Label();
    private final Label next = new Label();
    private final HBox waiting;
    private final VBox body = new VBox();
    private final HBox foot;

    /// A card of a view model.
    ///
    /// @param model state and commands
    public ConstraintCard(ConstraintViewModel model) {
        this.model = model;
        setId("constraint");
        getStyleClass().addAll(StyleClass.STAGE, StyleClass.CONSTRAINT);
        CheckBox on = new CheckBox(Messages.text("constraint.title"));
        on.setId("constraint-on");
        on.getStyleClass().add("name");
        on.setTooltip(
                new Tooltip(
                        Messages.text("constraint.switch.tip")
                                + "\n"
                                + Messages.text("constraint.source.tip")));
        on.selectedProperty().bindBidirectional(model.onProperty());
        on.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(on, space(), examples());
        head.getStyleClass().add("head");
        ChoiceSwitch<Constraint.Kind> kinds =
                new ChoiceSwitch<>(
                        List.of(Constraint.Kind.values()),
                        ConstraintWords::name,
                        ConstraintWords::tip,
                        model.kindProperty());
        kinds.setId("constraint-kinds");
        editor.setId("constraint-source");
        editor.getStyleClass().add(StyleClass.MONO);
        editor.setWrapText(true);
        editor.textProperty().bindBidirectional(model.sourceProperty());
        editor.setAccessibleText(Messages.text("constraint.source"));
        error.setId("constraint-error");
        error.getStyleClass().add("error");
        next.setId("constraint-next");
        for (Label sentence : List.of(error, next)) {
            sentence.setWrapText(true);
            sentence.setMinHeight(USE_PREF_SIZE);
        }
        left.setMinWidth(0);
        right.setMinWidth(USE_PREF_SIZE);
        foot = new HBox(left, space(), right);
        foot.getStyleClass().add("foot");
        waiting = waiting();
        body.getStyleClass().add("body");
        body.getChildren().setAll(kinds, editor, waiting, error, foot, next);
        getChildren().setAll(head, body);
        model.onProperty().subscribe(this::fold);
        model.errorProperty().subscribe(this::wrong);
        model.wordsProperty().subscribe(this::tell);
        model.busyProperty().subscribe(busy -> show(waiting, busy));
        model.sourceProperty().subscribe(ignored -> rows());
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private MenuButton examples() {
        MenuButton menu = new MenuButton(Messages.text("constraint.examples"));
        menu.setId("constraint-examples");
        menu.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "flat");
        menu.visibleProperty().bind(model.onProperty());
        menu.managedProperty().bind(model.onProperty());
        model.kindProperty()
                .subscribe(kind ->
                        menu.getItems()
                                .setAll(
                                        ConstraintExamples.of(kind).stream()
                                                .map(this::item)
                                                .toList()));
        return menu;
    }

    private MenuItem item(Example example) {
        MenuItem item = new MenuItem(example.name());
        item.setOnAction(ignored -> model.sourceProperty().set(example.source()));
        return item;
    }

    private HBox waiting() {
        ProgressBar bar = new ProgressBar();
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        Button cancel = new Button(Messages.text("constraint.cancel"));
        cancel.setId("constraint-cancel");
        cancel.getStyleClass().add(StyleClass.TOOL_BUTTON);
        cancel.setOnAction(ignored -> model.cancel());
        HBox row = new HBox(new Label(Messages.text("constraint.compiling")), bar, cancel);
        row.getStyleClass().add("waiting");
        return row;
    }

    /// A shorter editor, as where there is little room.
    ///
    /// @param value whether there is
    public void compact(boolean value) {
        pseudoClassStateChanged(COMPACT, value);
        rows();
    }

    private void rows() {
        boolean little = getPseudoClassStates().contains(COMPACT);
        int lines = (int) model.sourceProperty().get().lines().count();
        editor.setPrefRowCount(Math.clamp(lines, 1, little ? 3 : 7));
    }

    private void fold(boolean on) {
        pseudoClassStateChanged(OFF, !on);
        show(body, on);
    }

    private void wrong(String sentence) {
        error.setText(sentence);
        show(error, !sentence.isEmpty());
        editor.pseudoClassStateChanged(WRONG, !sentence.isEmpty());
        Dimmer.dim(foot, !sentence.isEmpty());
        Dimmer.dim(next, !sentence.isEmpty());
    }

    private void tell(Words words) {
        left.setText(words.left());
        right.setText(words.right());
        show(foot, !words.left().isEmpty());
        next.setText(words.sentence());
        show(next, !words.sentence().isEmpty());
        next.pseudoClassStateChanged(WRONG, words.warns());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
