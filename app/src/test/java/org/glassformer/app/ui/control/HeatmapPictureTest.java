package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;
import org.junit.jupiter.api.Test;

class HeatmapPictureTest {

    private static final int MASKED = 0xff123456;

    private static HeatmapPicture paint(HeatmapData data, int width, int height) {
        return HeatmapPicture.paint(
                new HeatmapPicture.Request(
                        data,
                        width,
                        height,
                        HeatmapZoom.NONE,
                        ColorScale.UNIT,
                        ColorMap.BLUE_ON_LIGHT,
                        MASKED));
    }

    @Test
    void cellsBecomeBlocksOfPixels() {
        HeatmapPicture picture = paint(HeatmapData.of(2, 2, new float[] {0, 0.5f, 1, 0.25f}), 6, 4);
        int[] table = ColorMap.BLUE_ON_LIGHT.table();
        int a = table[0];
        int b = table[128];
        int c = table[255];
        int d = table[64];
        assertThat(picture.argb())
                .containsExactly(
                        a, a, a, b, b, b, a, a, a, b, b, b, c, c, c, d, d, d, c, c, c, d, d, d);
        assertThat(picture.largest()).isEqualTo(1f);
        assertThat(picture.smallest()).isEqualTo(0f);
    }

    @Test
    void maskedCellsHaveTheirOwnColorAndNoPartInTheLargest() {
        HeatmapData data = HeatmapData.causal(2, 2, new float[] {1, 9, 0.5f, 0.5f});
        HeatmapPicture picture = paint(data, 2, 2);
        assertThat(picture.argb()[1]).isEqualTo(MASKED);
        assertThat(picture.largest()).isEqualTo(1f);
    }

    @Test
    void pixelOfManyCellsShowsTheLargest() {
        float[] values = new float[64 * 64];
        values[17 * 64 + 5] = 1;
        HeatmapPicture picture = paint(HeatmapData.of(64, 64, values), 4, 4);
        int[] table = ColorMap.BLUE_ON_LIGHT.table();
        assertThat(picture.argb()[4]).isEqualTo(table[255]);
        assertThat(Arrays.stream(picture.argb()).filter(argb -> argb == table[0]).count())
                .isEqualTo(15);
    }

    @Test
    void notANumberIsMasked() {
        HeatmapPicture picture = paint(HeatmapData.of(1, 1, new float[] {Float.NaN}), 3, 1);
        assertThat(picture.argb()).containsOnly(MASKED);
        assertThat(picture.largest()).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void lastQueryOfACachedPatternSeesEveryKey() {
        HeatmapData data = HeatmapData.causal(2, 4, new float[8]);
        assertThat(data.isMasked(0, 2)).isFalse();
        assertThat(data.isMasked(0, 3)).isTrue();
        assertThat(data.isMasked(1, 3)).isFalse();
    }

    @Test
    void aZoomedPictureShowsItsPart() {
        float[] values = new float[16];
        values[2 * 4 + 3] = 1;
        HeatmapPicture picture =
                HeatmapPicture.paint(
                        new HeatmapPicture.Request(
                                HeatmapData.of(4, 4, values),
                                4,
                                4,
                                new HeatmapZoom(2, 2, 2),
                                ColorScale.UNIT,
                                ColorMap.BLUE_ON_LIGHT,
                                MASKED));
        int[] table = ColorMap.BLUE_ON_LIGHT.table();
        int a = table[0];
        int b = table[255];
        assertThat(picture.argb()).containsExactly(a, a, b, b, a, a, b, b, a, a, a, a, a, a, a, a);
        assertThat(picture.largest()).isEqualTo(1f);
    }

    @Test
    void aWindowMasksTheKeysBeforeIt() {
        HeatmapData data = HeatmapData.causal(3, 3, new float[9], query -> query - 1);
        assertThat(data.isMasked(2, 0)).isTrue();
        assertThat(data.isMasked(2, 1)).isFalse();
        assertThat(data.isMasked(0, 1)).isTrue();
    }
}
