package org.glassformer.app.feature.sampling.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.StopConditions;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.app.ui.control.TokenText;

/// What ends a run of tokens, to be edited.
final class StopsViewModel {

    /// The largest number of tokens that can be asked for.
    static final int MOST = 100_000;

    private final LabSession session;
    private final ObservableValue<Function<String, List<TokenChoice>>> choices;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open", false);

    StopsViewModel(LabSession session, TokenSearch tokens) {
        this.session = session;
        choices =
                tokens.matchesProperty()
                        .map(found ->
                                typed ->
                                        found.apply(typed).stream()
                                                .map(token ->
                                                        new TokenChoice(
                                                                token.id(),
                                                                TokenWords.visible(token),
                                                                Integer.toString(token.id())))
                                                .toList());
        session.modelProperty()
                .subscribe((before, now) -> change(stops -> without(stops, stops.tokens())));
    }

    private static StopConditions without(StopConditions stops, List<Integer> ids) {
        List<Integer> left = new ArrayList<>(stops.tokens());
        left.removeAll(ids);
        return new StopConditions(stops.most(), left, stops.texts());
    }

    /// Whether the editor is open.
    BooleanProperty openProperty() {
        return open;
    }

    ObjectProperty<StopConditions> stopsProperty() {
        return session.stopsProperty();
    }

    /// Finds tokens by what is typed.
    ObservableValue<Function<String, List<TokenChoice>>> choicesProperty() {
        return choices;
    }

    /// What the conditions come to, in a few words.
    ObservableValue<String> sentenceProperty() {
        return session.stopsProperty().map(StopsViewModel::sentence);
    }

    private static String sentence(StopConditions stops) {
        int more = stops.tokens().size() + stops.texts().size();
        String most = Figures.count(stops.most());
        return more == 0
                ? Messages.text("stops.most", most)
                : Messages.text("stops.mostAndMore", most, more);
    }

    /// A token as it is read; its number while there is no model.
    String token(int id) {
        Reading reading = session.readingProperty().get();
        return reading == null
                ? Integer.toString(id)
                : TokenWords.visible(reading.vocabulary().token(id));
    }

    /// A text with its white space visible.
    static String text(String stop) {
        return TokenText.visible(stop);
    }

    /// Sets the number of tokens at most; what is no number from 1 on changes nothing.
    void setMost(String typed) {
        try {
            int most = Integer.parseInt(typed.strip());
            if (most >= 1) {
                change(stops -> stops.withMost(Math.min(MOST, most)));
            }
        } catch (NumberFormatException e) {
            change(stops -> stops);
        }
    }

    void addToken(int id) {
        change(stops -> {
            List<Integer> ids = new ArrayList<>(stops.tokens());
            if (id >= 0 && !ids.contains(id)) {
                ids.add(id);
            }
            return new StopConditions(stops.most(), ids, stops.texts());
        });
    }

    void removeToken(int id) {
        change(stops -> without(stops, List.of(id)));
    }

    /// Adds a stop text; `\n` and `\t` stand for a line end and a tab.
    void addText(String typed) {
        String text = typed.replace("\\n", "\n").replace("\\t", "\t");
        if (!text.isEmpty()) {
            change(stops -> {
                List<String> texts = new ArrayList<>(stops.texts());
                if (!texts.contains(text)) {
                    texts.add(text);
                }
                return new StopConditions(stops.most(), stops.tokens(), texts);
            });
        }
    }

    void removeText(String text) {
        change(stops -> {
            List<String> texts = new ArrayList<>(stops.texts());
            texts.remove(text);
            return new StopConditions(stops.most(), stops.tokens(), texts);
        });
    }

    private void change(UnaryOperator<StopConditions> to) {
        session.stopsProperty().set(to.apply(session.stopsProperty().get()));
    }
}
