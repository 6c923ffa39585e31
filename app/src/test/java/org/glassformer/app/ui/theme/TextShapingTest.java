package org.glassformer.app.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.text.GlyphLayout;
import com.sun.javafx.text.GlyphLayoutManager;
import org.glassformer.app.testing.RobotTest;
import org.junit.jupiter.api.Test;

class TextShapingTest extends RobotTest {

    @Test
    void eachLayoutHasAShaperOfItsOwn() {
        Typefaces.load();
        GlyphLayout first = GlyphLayoutManager.getInstance();
        first.dispose();
        GlyphLayout second = GlyphLayoutManager.getInstance();
        second.dispose();
        assertThat(second).isNotSameAs(first);
    }
}
