package org.glassformer.app.export;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A picture as plain numbers, so that any thread can write it.
///
/// @param width in pixels
/// @param height in pixels
/// @param argb (height, width), row by row, colours not multiplied by their opacity
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pixels(int width, int height, int[] argb) {

    /// A part of an image, read at once.
    static Pixels of(Image image, int x, int y, int width, int height) {
        int[] argb = new int[width * height];
        PixelReader reader = image.getPixelReader();
        if (reader != null) {
            reader.getPixels(x, y, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        }
        return new Pixels(width, height, argb);
    }

    /// A whole image, read at once.
    static Pixels of(Image image) {
        return of(image, 0, 0, (int) image.getWidth(), (int) image.getHeight());
    }

    /// A page of one colour.
    static Pixels filled(int width, int height, int color) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, color);
        return new Pixels(width, height, argb);
    }

    /// Puts an opaque picture at a place; what would stand outside is left out.
    void put(Pixels other, int x, int y) {
        int columns = Math.min(other.width, width - x);
        int rows = Math.min(other.height, height - y);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(other.argb, row * other.width, argb, (y + row) * width + x, columns);
        }
    }

    /// The picture in another size, every pixel of it a copy of the nearest one.
    Pixels nearest(int newWidth, int newHeight) {
        int[] made = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int row = ((int) ((y + 0.5) * height / newHeight)) * width;
            for (int x = 0; x < newWidth; x++) {
                made[y * newWidth + x] = argb[row + (int) ((x + 0.5) * width / newWidth)];
            }
        }
        return new Pixels(newWidth, newHeight, made);
    }

    /// The picture for the clipboard.
    Image toImage() {
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        width,
                        height,
                        PixelFormat.getIntArgbInstance(),
                        IntBuffer.wrap(argb),
                        width);
        return image;
    }

    /// Writes the picture as PNG and leaves the stream open; without transparency where there is none.
    void writePng(OutputStream out) throws IOException {
        boolean opaque = true;
        for (int pixel : argb) {
            opaque &= pixel >>> 24 == 0xff;
        }
        int type = opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage image = new BufferedImage(width, height, type);
        int[] data = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(argb, 0, data, 0, argb.length);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } finally {
            writer.dispose();
        }
    }
}
