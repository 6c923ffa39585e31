package org.glassformer.app.shell;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.ui.control.FlowToken;
import org.jspecify.annotations.Nullable;

/// The prompt and its tokens.
public final class PromptBarViewModel {

    /// The longest prompt that is taken, in UTF-16 units; far above what a model reads.
    static final int MOST_CHARACTERS = 1_000_000;

    private final LabSession session;
    private @Nullable TokenPlaces places;
    private final ReadOnlyObjectWrapper<List<FlowToken>> chips =
            new ReadOnlyObjectWrapper<>(this, "chips", List.of());

    /// The prompt of a session.
    ///
    /// @param session what all screens share
    public PromptBarViewModel(LabSession session) {
        this.session = session;
        session.tokensProperty()
                .subscribe(tokens -> {
                    places = null;
                    chips.set(tokens.stream().map(PromptBarViewModel::chip).toList());
                });
    }

    /// The token in which a caret is, or after which it stands; negative where there are no tokens.
    ///
    /// @param caret in UTF-16 units from the prompt's start
    int tokenAt(int caret) {
        TokenPlaces known = places;
        if (known == null) {
            known = TokenPlaces.of(session.promptProperty().get(), session.tokensProperty().get());
            places = known;
        }
        return known.at(caret);
    }

    private static FlowToken chip(SessionToken token) {
        FlowToken.Kind kind =
                switch (token.kind()) {
                    case TEXT -> FlowToken.Kind.TEXT;
                    case BYTES -> FlowToken.Kind.BYTES;
                    case SPECIAL -> FlowToken.Kind.SPECIAL;
                };
        return new FlowToken(token.id(), token.text(), kind);
    }

    /// Tells that a text was too long for the prompt.
    ///
    /// @param length of the text that would have been
    void refuse(int length) {
        session.tell(Notice.Tone.WARNING, Messages.text("prompt.refused", length, MOST_CHARACTERS));
    }

    StringProperty promptProperty() {
        return session.promptProperty();
    }

    ReadOnlyObjectProperty<List<FlowToken>> chipsProperty() {
        return chips.getReadOnlyProperty();
    }

    IntegerProperty selectedTokenProperty() {
        return session.selectedTokenProperty();
    }

    IntegerProperty hoveredTokenProperty() {
        return session.hoveredTokenProperty();
    }
}
