package org.glassformer.app.ui.theme;

/// Names of the lab's style classes, so that no screen spells one by hand.
public final class StyleClass {

    /// Titled panel.
    public static final String CARD = "gf-card";

    /// Title line of a panel.
    public static final String TITLE = "gf-title";

    /// Secondary text.
    public static final String MUTED = "gf-muted";

    /// Small secondary text.
    public static final String SMALL = "gf-small";

    /// Figures, tokens and code.
    public static final String MONO = "gf-mono";

    /// A figure that matters, in the accent colour.
    public static final String ACCENT = "gf-accent";

    /// Emphasis by weight.
    public static final String STRONG = "gf-strong";

    /// Small rounded note of a state.
    public static final String STATUS_CHIP = "gf-status-chip";

    /// Compact button in the header or foot of a panel.
    public static final String TOOL_BUTTON = "gf-tool-button";

    /// The window's background, behind the panels.
    public static final String BACKDROP = "gf-backdrop";

    /// Content that is out of date, dimmed.
    public static final String STALE = "gf-stale";

    private StyleClass() {}

    /// The class of a token's hue.
    ///
    /// @param index position of the token in its text; hues repeat every seven
    public static String token(int index) {
        return "gf-token-" + (Math.floorMod(index, 7) + 1);
    }
}
