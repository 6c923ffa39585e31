package org.glassformer.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javax.imageio.ImageIO;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class PanelPictureTest extends RobotTest {

    private static BufferedImage read(PanelPicture picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        picture.writePng(out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private static PanelPicture take(Region panel, Caption caption) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> PanelPicture.of(panel, caption));
    }

    @Test
    void aPanelIsDrawnThreeTimesAsLargeWithItsCaptionBelow() throws IOException {
        Card card = show(Theme.DARK, 860, 420, Panels::everything);
        BufferedImage without = read(take(card, Caption.of("")));
        BufferedImage image = read(take(card, Panels.CAPTION));
        assertThat(image.getWidth()).isEqualTo(3 * (860 + 32));
        assertThat(image.getHeight()).isGreaterThan(without.getHeight() + 3 * 20);
        assertThat(image.getRGB(3, 3)).isEqualTo(0xff0d1117);
        assertThat(image.getColorModel().hasAlpha()).isFalse();
        boolean written = false;
        for (int x = 50; x < 1200; x++) {
            for (int y = without.getHeight(); y < image.getHeight() - 48; y++) {
                written |= image.getRGB(x, y) != 0xff0d1117;
            }
        }
        assertThat(written).isTrue();
    }

    @Test
    void aHugePanelIsDrawnSmaller() {
        Pane pane =
                show(
                        Theme.LIGHT,
                        400,
                        300,
                        () -> {
                            Region wide = new Region();
                            wide.setMinSize(5000, 40);
                            return new Pane(wide);
                        });
        PanelPicture picture = take((Region) pane.getChildren().getFirst(), Caption.of("wide"));
        assertThat(picture.width()).isEqualTo(PanelPicture.LONGEST_SIDE);
        assertThat(picture.height()).isLessThan(400);
    }
}
