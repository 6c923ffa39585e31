package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class FootedScrollTest extends RobotTest {

    private Region footBelow(double height) {
        Label foot = new Label("foot");
        show(
                Theme.LIGHT,
                300,
                200,
                () -> {
                    Region content = new Region();
                    content.setMinHeight(height);
                    content.setPrefHeight(height);
                    return new FootedScroll(content, foot);
                });
        return foot;
    }

    @Test
    void theFootIsInViewBelowContentThatIsHigherThanThePlace() {
        assertThat(footBelow(2000).getBoundsInParent().getMaxY()).isBetween(150.0, 200.0);
    }

    @Test
    void theFootFollowsContentThatHasRoom() {
        assertThat(footBelow(50).getBoundsInParent().getMinY()).isBetween(50.0, 80.0);
    }
}
