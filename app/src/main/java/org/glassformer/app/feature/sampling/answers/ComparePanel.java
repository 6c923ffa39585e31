package org.glassformer.app.feature.sampling.answers;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// Two answers one above the other, with what they have in common at the beginning pale and the first difference marked.
final class ComparePanel extends VBox {

    /// One of the two: its name and its text.
    private static final class Side {
        private final Label letter = new Label();
        private final Label name = new Label();
        private final TextFlow text = new TextFlow();
        private final VBox box;

        Side(String id, String shown) {
            letter.setText(shown);
            letter.getStyleClass().add("letter");
            letter.setMinWidth(Region.USE_PREF_SIZE);
            name.getStyleClass().add(StyleClass.MUTED);
            text.setId(id);
            ScrollPane scroll = new ScrollPane(text);
            scroll.setFitToWidth(true);
            scroll.setMinHeight(0);
            scroll.setFocusTraversable(false);
            scroll.getStyleClass().add("said-scroll");
            VBox.setVgrow(scroll, Priority.ALWAYS);
            HBox head = new HBox(letter, name);
            head.getStyleClass().add("head");
            box = new VBox(head, scroll);
            box.getStyleClass().add("side");
            box.setMinSize(0, 0);
            box.setPrefHeight(1);
            VBox.setVgrow(box, Priority.ALWAYS);
        }

        void show(@Nullable AnswerRow row, Passage passage) {
            box.setVisible(row != null);
            box.setManaged(row != null);
            if (row == null) {
                text.getChildren().clear();
                return;
            }
            name.setText(
                    row.rank() == 0
                            ? Messages.text("answers.compare.name", row.name())
                            : Messages.text(
                                    "answers.compare.ranked",
                                    row.name(),
                                    row.rank(),
                                    RunControls.logprob(row.mean())));
            List<Node> parts = new ArrayList<>();
            part(parts, passage.same(), "same");
            part(parts, passage.differs(), "differs");
            part(parts, passage.rest(), "rest");
            text.getChildren().setAll(parts);
        }

        private static void part(List<Node> parts, String words, String style) {
            if (!words.isEmpty()) {
                Text part = new Text(words);
                part.getStyleClass().add(style);
                parts.add(part);
            }
        }
    }

    ComparePanel(SampledViewModel sampled, PanelExport export) {
        ComparisonViewModel model = sampled.comparison();
        setMinSize(0, 0);
        Side left = new Side("answers-left", "A");
        Side right = new Side("answers-right", "B");
        VBox sides = new VBox(left.box, right.box);
        sides.getStyleClass().add("sides");
        sides.setMinSize(0, 0);
        Label hint = new Label(Messages.text("answers.compare.hint"));
        hint.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
        hint.setWrapText(true);
        hint.setMinWidth(0);
        hint.setId("answers-difference");
        hint.setMinHeight(USE_PREF_SIZE);
        Button use =
                RunControls.use(() -> {
                    ComparisonViewModel.Pair pair = model.pairProperty().get();
                    if (pair != null) {
                        sampled.use(pair.left().number());
                    }
                });
        use.setId("answers-use");
        Card card = new Card(Messages.text("answers.compare.title"), sides);
        card.actions().addAll(use, new ExportMenu(card, model::caption, model::numbers, export));
        card.addFoot(hint);
        model.pairProperty()
                .subscribe(pair -> {
                    left.show(
                            pair == null ? null : pair.left(),
                            pair == null ? Passage.NONE : pair.leftPassage());
                    right.show(
                            pair == null ? null : pair.right(),
                            pair == null ? Passage.NONE : pair.rightPassage());
                    String sentence = pair == null ? "" : pair.sentence();
                    hint.setText(
                            sentence.isEmpty() ? Messages.text("answers.compare.hint") : sentence);
                    offer(use, sampled);
                });
        sampled.stateProperty().subscribe(ignored -> offer(use, sampled));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private static void offer(Button use, SampledViewModel sampled) {
        ComparisonViewModel.Pair pair = sampled.comparison().pairProperty().get();
        use.setDisable(pair == null || !sampled.isUsable(pair.left().number()));
    }
}
