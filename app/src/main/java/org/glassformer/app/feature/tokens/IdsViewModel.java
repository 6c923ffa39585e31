package org.glassformer.app.feature.tokens;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;

/// The ids as they are typed: where each stands, what is wrong with them, and which is pointed at.
final class IdsViewModel {

    private final PaneViewModel pane;
    private final LinksViewModel links;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<TextMarks> marks =
            new ReadOnlyObjectWrapper<>(this, "marks", TextMarks.NONE);
    private IdList list = IdList.read("");

    /// The ids of a pane.
    ///
    /// @param pane decodes them
    /// @param links knows what is selected
    IdsViewModel(PaneViewModel pane, LinksViewModel links) {
        this.pane = pane;
        this.links = links;
    }

    /// The ids as they were typed.
    StringProperty textProperty() {
        return text;
    }

    /// What is wrong with the ids; empty for nothing.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The ids as they lie under what was typed.
    ReadOnlyObjectProperty<TextMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// Reads what was typed.
    ///
    /// @return the ids before the first problem
    List<Integer> read() {
        list = IdList.read(text.get());
        problem.set(list.problem());
        marks.set(list.marks(text.get(), pane::hue));
        return list.ids();
    }

    /// The pane has decoded the ids: those that stand for nothing are named.
    void decoded() {
        problem.set(list.problem(text.get(), pane.tokens(), pane.choiceProperty().get()));
        marks.set(list.marks(text.get(), pane::hue));
    }

    /// Where some tokens' ids stand in what was typed.
    TextRange range(TokenSpan span) {
        return list.range(span);
    }

    /// The pointer is on a character, or on none.
    void hover(int character) {
        int token = character < 0 ? PaneViewModel.NONE : list.at(character);
        pane.hoveredProperty().set(token < pane.tokens().size() ? token : PaneViewModel.NONE);
    }

    /// A character was clicked.
    void click(int character) {
        int token = list.at(character);
        if (token >= 0 && token < pane.tokens().size()) {
            links.clickToken(pane, token);
        }
    }
}
