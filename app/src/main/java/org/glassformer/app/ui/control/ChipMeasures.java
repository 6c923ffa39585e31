package org.glassformer.app.ui.control;

import java.util.IdentityHashMap;
import java.util.List;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// How large the chips of tokens are. Measuring is what takes time, and the same tokens come again and again: what was
/// measured stands as long as the fonts are the same.
final class ChipMeasures {
    private static final int MOST_WIDTHS = 300_000;

    private final IdentityHashMap<FlowToken, Double> known = new IdentityHashMap<>();
    private @Nullable TextRuler textRuler;
    private TextRuler smallRuler = new TextRuler(Font.getDefault());
    private double em = 13;
    private double height;

    /// Forgets what was measured: the chips look otherwise.
    void forget() {
        known.clear();
        textRuler = null;
    }

    /// The size of the font, 13 before anything was measured.
    double em() {
        return em;
    }

    /// The height of a chip, 0 before anything was measured.
    double height() {
        return height;
    }

    /// The width of each token's chip.
    ///
    /// @param whitespace whether it can be seen
    /// @param ids whether they stand below the text
    double[] widths(
            List<FlowToken> tokens, CanvasPalette palette, boolean whitespace, boolean ids) {
        TextRuler text = textRuler;
        if (text == null || !text.font().equals(palette.font())) {
            text = new TextRuler(palette.font());
            smallRuler = new TextRuler(palette.captionFont());
            textRuler = text;
            known.clear();
        }
        if (known.size() > MOST_WIDTHS) {
            known.clear();
        }
        em = palette.font().getSize();
        height = Math.ceil(text.lineHeight() + (ids ? smallRuler.lineHeight() : 0) + 0.4 * em);
        double[] widths = new double[tokens.size()];
        for (int i = 0; i < widths.length; i++) {
            FlowToken token = tokens.get(i);
            Double width = known.get(token);
            if (width == null) {
                width = width(token, text, whitespace, ids);
                known.put(token, width);
            }
            widths[i] = width;
        }
        return widths;
    }

    private double width(FlowToken token, TextRuler text, boolean whitespace, boolean ids) {
        double label = text.width(token.label(whitespace));
        double id = ids && token.id() >= 0 ? smallRuler.width(Integer.toString(token.id())) : 0;
        return Math.ceil(Math.max(label, id)) + 2 * Math.ceil(0.42 * em) + 2;
    }
}
