package org.glassformer.app.feature.sampling;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.BarSource;
import org.glassformer.app.ui.control.BarsData.Bar;
import org.glassformer.app.ui.control.BarsData.Others;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// A trace as bars, a token a row, in the order of the raw logits.
///
/// Sums from a row on are what is missing from 1 before it, so that the first rows of a vocabulary cost nothing.
final class VocabularyBars implements BarSource {

    private final SamplingTrace trace;
    private final TokenTexts vocabulary;
    private final int cut;

    VocabularyBars(SamplingTrace trace, TokenTexts vocabulary) {
        this.trace = trace;
        this.vocabulary = vocabulary;
        this.cut = cut(trace);
    }

    private static int cut(SamplingTrace trace) {
        int first = 0;
        while (first < trace.size() && trace.removedBy(first) == SamplingTrace.NOT_REMOVED) {
            first++;
        }
        return first == trace.kept() ? first : -1;
    }

    @Override
    public int size() {
        return trace.size();
    }

    @Override
    public Bar bar(int row) {
        int id = trace.id(row);
        return new Bar(
                id,
                vocabulary.token(id).text(),
                trace.logit(row),
                trace.value(row),
                trace.rawProbability(row),
                trace.probability(row),
                reason(trace, row));
    }

    @Override
    public Others from(int row) {
        if (row >= trace.size()) {
            return new Others(0, 0, 0, null);
        }
        double raw = 0;
        double after = 0;
        for (int rank = 0; rank < row; rank++) {
            raw += trace.rawProbability(rank);
            after += trace.probability(rank);
        }
        int by = trace.removedBy(row);
        boolean same = by != SamplingTrace.NOT_REMOVED;
        boolean anyLeft = !same;
        for (int rank = row; rank < trace.size() && !(anyLeft && !same); rank++) {
            anyLeft |= trace.removedBy(rank) == SamplingTrace.NOT_REMOVED;
            same &= trace.removedBy(rank) == by;
        }
        return new Others(
                trace.size() - row,
                Math.max(0, 1 - raw),
                anyLeft ? Math.max(0, 1 - after) : 0,
                same ? reason(trace, row) : null);
    }

    @Override
    public int cutIndex() {
        return cut;
    }

    /// The stage that removed a token, null for none; its value stands on its card.
    static @Nullable String reason(SamplingTrace trace, int rank) {
        int by = trace.removedBy(rank);
        if (by == SamplingTrace.NOT_REMOVED) {
            return null;
        }
        return by >= 0 ? trace.stages().get(by).name() : Messages.text("next.impossible");
    }
}
