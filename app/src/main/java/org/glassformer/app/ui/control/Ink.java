package org.glassformer.app.ui.control;

import java.util.Locale;

/// The colours that canvas controls draw with; each is the CSS property `-gf-ink-NAME` of a [CanvasPalette].
enum Ink {
    TEXT,
    MUTED,
    SURFACE,
    BORDER,
    ACCENT,
    BAR,
    BAR_REJECTED,
    BAR_BEFORE,
    MASKED,
    MASKED_HATCH,
    GRID,
    DIM,
    VEIL,
    LOCK,
    ROW_HOVER,
    ROW_SELECTED,
    STRUCK,
    GAIN,
    LOSS,
    PLOT_GRID,
    SERIES_1,
    SERIES_2,
    SERIES_3,
    SERIES_4,
    SERIES_5,
    SERIES_6,
    WASH_1,
    WASH_2,
    WASH_3,
    WASH_4,
    WASH_5,
    WASH_6,
    WASH_7,
    TOKEN_1,
    TOKEN_2,
    TOKEN_3,
    TOKEN_4,
    TOKEN_5,
    TOKEN_6,
    TOKEN_7,
    TOKEN_TEXT,
    TOKEN_ID;

    /// The hue of a token; hues repeat every seven.
    static Ink token(int index) {
        return switch (Math.floorMod(index, 7)) {
            case 0 -> TOKEN_1;
            case 1 -> TOKEN_2;
            case 2 -> TOKEN_3;
            case 3 -> TOKEN_4;
            case 4 -> TOKEN_5;
            case 5 -> TOKEN_6;
            default -> TOKEN_7;
        };
    }

    String cssName() {
        return "-gf-ink-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
