package org.glassformer.app.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javax.imageio.ImageIO;

/// Pictures of scenes as PNG files.
public final class Snapshots {

    private Snapshots() {}

    /// Writes an image.
    ///
    /// @param image any
    /// @param file its folder is made if need be
    public static void write(Image image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage buffered = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        buffered.setRGB(0, 0, width, height, pixels(image), 0, width);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(buffered, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many different colours an image has; a picture of something has many.
    public static long colors(Image image) {
        BitSet seen = new BitSet(1 << 24);
        for (int argb : pixels(image)) {
            seen.set(argb & 0xFFFFFF);
        }
        return seen.cardinality();
    }

    /// Whether two images of one size show the same.
    public static boolean same(Image one, Image other) {
        return Arrays.equals(pixels(one), pixels(other));
    }

    private static int[] pixels(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return argb;
    }
}
