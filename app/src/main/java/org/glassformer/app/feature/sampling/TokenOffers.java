package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.ui.control.TokenChoice;

/// What the fields for a token offer.
final class TokenOffers {

    private TokenOffers() {}

    static ObservableValue<Function<String, List<TokenChoice>>> of(TokenSearch tokens) {
        return tokens.matchesProperty()
                .map(found ->
                        typed ->
                                found.apply(typed).stream()
                                        .map(token ->
                                                new TokenChoice(
                                                        token.id(),
                                                        NextTokenViewModel.text(token),
                                                        Integer.toString(token.id())))
                                        .toList());
    }
}
