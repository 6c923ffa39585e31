package org.glassformer.app.feature.models.files;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.tensor.DType;
import org.jspecify.annotations.Nullable;

/// The model as it is, or rounded to a type, as people read it. Immutable.
///
/// @param type of the matrices; null for a model as it is with none of those that are written
/// @param name of the type, or of those that the model has
/// @param bytes of the weights
/// @param bitsPerWeight on average
/// @param fit what rounding to the type does to this model
/// @param measured what it costs; null before it was measured
record TypeRowViewModel(
        @Nullable DType type,
        String name,
        long bytes,
        double bitsPerWeight,
        Fit fit,
        @Nullable MeasuredViewModel measured) {

    private static final String NOTHING = "";

    /// What rounding to a type does.
    enum Fit {
        /// The model as it is.
        SAME,
        /// The weights get smaller, or stay as large.
        SMALLER,
        /// The model is packed smaller already: nothing comes back.
        LARGER,
        /// Some matrices have rows that are not whole blocks of the type and stay wide.
        PARTLY,
        /// No matrix has rows of whole blocks of the type.
        NOTHING
    }

    /// The same with what was measured.
    TypeRowViewModel with(@Nullable MeasuredViewModel other) {
        return new TypeRowViewModel(type, name, bytes, bitsPerWeight, fit, other);
    }

    /// Whether a file of it can be written.
    boolean isWritten() {
        return type != null && fit != Fit.NOTHING;
    }

    /// Whether there is anything to lose by it.
    boolean isMeasured() {
        return fit == Fit.SMALLER || fit == Fit.PARTLY;
    }

    private @Nullable MeasuredViewModel loss() {
        return fit == Fit.SAME ? null : measured;
    }

    /// The size of the weights.
    String size() {
        return Figures.bytes(bytes);
    }

    /// Bits of a weight.
    String bits() {
        return Figures.fixed(bitsPerWeight, 1);
    }

    /// The mean divergence in bits.
    String kl() {
        MeasuredViewModel loss = loss();
        return loss == null ? NOTHING : Figures.value(loss.klBits());
    }

    /// The largest divergence in bits, and the token for which it is.
    String largest() {
        MeasuredViewModel loss = loss();
        if (loss == null || loss.largestBits() == 0) {
            return loss == null ? NOTHING : "0";
        }
        return Messages.text(
                "quantise.largest.at",
                Figures.value(loss.largestBits()),
                TokenText.visible(loss.worst()),
                loss.loss().largestAt().token());
    }

    /// The loss over the bytes of the text.
    String bitsPerByte() {
        return measured == null ? NOTHING : Figures.fixed(measured.loss().changedBitsPerByte(), 4);
    }

    /// How much the loss grew; the model as it is has nothing to grow from.
    String change() {
        MeasuredViewModel loss = loss();
        if (loss == null) {
            return NOTHING;
        }
        double more = loss.loss().changedBitsPerByte() - loss.loss().originalBitsPerByte();
        String printed = Figures.fixed(more, 4);
        return more > 0 && !printed.matches("[0.]*") ? "+" + printed : printed;
    }

    /// The share of positions with the same most likely token.
    String same() {
        MeasuredViewModel loss = loss();
        return loss == null ? NOTHING : Figures.percent(loss.loss().sameFirst());
    }

    /// Tokens per second, one after the other.
    String speed() {
        return measured == null ? NOTHING : Figures.value(measured.tokensPerSecond());
    }
}
