package org.glassformer.app.feature.models.overview;

import java.util.List;
import java.util.Map;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.ui.control.SignedBarsData;
import org.jspecify.annotations.Nullable;

/// What there is to say about a model. Immutable.
///
/// @param model the model
/// @param facts what it is
/// @param parts how many parameters are where
/// @param memory what the weights would take, by type
/// @param weightBytes what they take as they are
/// @param costs what a token costs
/// @param card the text of its card in Markdown; null where it has none
record Overview(
        ModelSummary model,
        List<Map.Entry<String, String>> facts,
        SignedBarsData parts,
        SignedBarsData memory,
        long weightBytes,
        List<Map.Entry<String, String>> costs,
        @Nullable String card) {

    Overview {
        facts = List.copyOf(facts);
        costs = List.copyOf(costs);
    }
}
