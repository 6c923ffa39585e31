package org.glassformer.app.ui.theme;

import com.sun.javafx.text.GlyphLayout;
import com.sun.javafx.text.GlyphLayoutManager;

/// Keeps JavaFX's shared text shaper out of use, so that two threads never have it at once.
///
/// On Linux the shaper goes back into the pool before it has freed its texts: the JavaFX thread and the renderer can then
/// free the same memory, and the process ends. While one is taken for good, each layout has a shaper of its own. See ADR
/// 24.
final class TextShaping {

    /// Never given back.
    private static final GlyphLayout TAKEN = GlyphLayoutManager.getInstance();

    private TextShaping() {}

    /// Takes the shared shaper, once; returns whether it is taken.
    static boolean takeSharedShaper() {
        return TAKEN != null;
    }
}
