package org.glassformer.app.ui.control;

import java.util.Arrays;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.glassformer.app.ui.color.ColorMap;
import org.jspecify.annotations.Nullable;

/// The small pictures of all heads as one image. A head is painted again only when it has another picture, so that
/// pictures can come one by one.
final class HeadPictures {

    /// The colours of a picture.
    ///
    /// @param map of weights
    /// @param masked where a key is later than its query
    /// @param missing where there is no picture yet
    record Colors(ColorMap map, Color masked, Color missing) {}

    private @Nullable WritableImage image;
    private HeadThumbnails painted = HeadThumbnails.EMPTY;
    private int pixels;
    private @Nullable Colors colors;

    /// The image: the picture of a head begins at its column and row times `wanted`.
    ///
    /// @param wanted pixels of a picture's side; where a picture has more cells, a pixel shows the largest of them
    WritableImage of(HeadThumbnails all, int wanted, Colors wantedColors) {
        WritableImage made = image;
        boolean fits =
                made != null
                        && wanted == pixels
                        && wantedColors.equals(colors)
                        && all.layers() == painted.layers()
                        && all.heads() == painted.heads();
        if (!fits || made == null) {
            made = new WritableImage(all.heads() * wanted, all.layers() * wanted);
        }
        for (int layer = 0; layer < all.layers(); layer++) {
            for (int head = 0; head < all.heads(); head++) {
                HeadThumbnails.Picture picture = all.picture(layer, head);
                if (!fits || !same(picture, painted.picture(layer, head))) {
                    int[] argb = paint(picture, wanted, wantedColors);
                    made.getPixelWriter()
                            .setPixels(
                                    head * wanted,
                                    layer * wanted,
                                    wanted,
                                    wanted,
                                    PixelFormat.getIntArgbInstance(),
                                    argb,
                                    0,
                                    wanted);
                }
            }
        }
        image = made;
        painted = all;
        pixels = wanted;
        colors = wantedColors;
        return made;
    }

    @SuppressWarnings("ReferenceEquality") // pictures do not change: the same one needs no look
    private static boolean same(
            HeadThumbnails.@Nullable Picture one, HeadThumbnails.@Nullable Picture other) {
        return one == other;
    }

    private static int[] paint(
            HeadThumbnails.@Nullable Picture picture, int pixels, Colors colors) {
        int[] argb = new int[pixels * pixels];
        if (picture == null) {
            Arrays.fill(argb, argb(colors.missing()));
            return argb;
        }
        int side = picture.side();
        int masked = argb(colors.masked());
        for (int y = 0; y < pixels; y++) {
            int top = y * side / pixels;
            int bottom = Math.max(top + 1, Math.ceilDiv((y + 1) * side, pixels));
            for (int x = 0; x < pixels; x++) {
                int left = x * side / pixels;
                int right = Math.max(left + 1, Math.ceilDiv((x + 1) * side, pixels));
                int most = -1;
                for (int row = top; row < bottom; row++) {
                    for (int column = left; column < Math.min(right, row + 1); column++) {
                        most =
                                Math.max(
                                        most,
                                        Byte.toUnsignedInt(picture.cells()[row * side + column]));
                    }
                }
                argb[y * pixels + x] = most < 0 ? masked : colors.map().argb(most / 255.0);
            }
        }
        return argb;
    }

    private static int argb(Color color) {
        return 0xff000000
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }
}
