package org.glassformer.app.feature.attention.embeddings;

import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.session.VocabularyIndex;
import org.glassformer.app.ui.control.ScatterData;
import org.glassformer.app.ui.control.TokenText;

/// The map of one model's embeddings with its tokens' names. Immutable.
///
/// @param model whose embeddings
/// @param shares of the variance along the first and the second axis, 0 to 1
/// @param index finds tokens
/// @param texts the vocabulary
/// @param data the tokens as points
record TokenMap(
        ModelSummary model,
        List<Double> shares,
        VocabularyIndex index,
        TokenTexts texts,
        ScatterData data) {

    /// Names every token; off the JavaFX thread.
    ///
    /// @param places along the first and the second axis
    /// @param shares of the variance along them, 0 to 1
    /// @param breath called often; it may throw to give up
    static TokenMap of(
            ModelSummary model,
            List<float[]> places,
            List<Double> shares,
            TokenTexts texts,
            Runnable breath) {
        String[] names = new String[places.getFirst().length];
        for (int id = 0; id < names.length; id++) {
            names[id] = label(texts.token(id));
            if (id % 4096 == 0) {
                breath.run();
            }
        }
        ScatterData data =
                new ScatterData(
                        places.get(0),
                        places.get(1),
                        id -> names[id],
                        Messages.text("embeddings.axis.1", Figures.percent(shares.get(0))),
                        Messages.text("embeddings.axis.2", Figures.percent(shares.get(1))));
        return new TokenMap(model, List.copyOf(shares), texts.index(), texts, data);
    }

    /// A token with its white space made visible.
    static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// A token's name.
    String name(int id) {
        return data.name(id);
    }

    /// How many tokens there are.
    int size() {
        return data.size();
    }

    /// The part of the variance that an axis shows.
    double share(int axis) {
        return shares.get(axis);
    }
}
