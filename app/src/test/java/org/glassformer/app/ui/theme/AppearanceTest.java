package org.glassformer.app.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.assertj.core.data.Offset;
import org.glassformer.app.testing.RobotTest;
import org.junit.jupiter.api.Test;

class AppearanceTest extends RobotTest {

    @Test
    void managedSceneFollowsThemeAndZoom() {
        Label label = show(Theme.LIGHT, 300, 100, () -> new Label("text"));
        Scene scene = label.getScene();
        Appearance[] holder = new Appearance[1];
        onFx(() -> {
            holder[0] = new Appearance(Theme.DARK, 1);
            holder[0].manage(scene);
        });
        assertThat(label.getFont().getSize()).isEqualTo(13);
        assertThat(label.getFont().getFamily()).isEqualTo(Typefaces.TEXT);
        onFx(holder[0]::zoomIn);
        assertThat(label.getFont().getSize()).isCloseTo(14.3, Offset.offset(1e-6));
        onFx(() -> holder[0].themeProperty().set(Theme.PROJECTOR));
        assertThat(label.getFont().getSize()).isEqualTo(22);
        onFx(holder[0]::resetZoom);
        assertThat(label.getFont().getSize()).isEqualTo(20);
    }

    @Test
    void zoomStaysInItsRange() {
        Appearance appearance = new Appearance(Theme.LIGHT, 99);
        assertThat(appearance.zoomProperty().get()).isEqualTo(Appearance.MAX_ZOOM);
        assertThat(new Appearance(Theme.LIGHT, Double.NaN).zoomProperty().get()).isEqualTo(1);
    }

    @Test
    void bothTypefacesAreThere() {
        onFx(Typefaces::load);
        assertThat(Stream.of(Typefaces.TEXT, Typefaces.MONO, "Inter SemiBold"))
                .allMatch(Typefaces::known);
    }
}
