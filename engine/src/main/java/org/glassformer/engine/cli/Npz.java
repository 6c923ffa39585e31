package org.glassformer.engine.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes arrays as NumPy's `.npz`: a zip of `.npy` members (format 1.0,
/// <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>).
final class Npz implements AutoCloseable {
    private static final int ALIGNMENT = 64;
    private static final int CHUNK = 1 << 14;

    private final ZipOutputStream zip;

    /// Writes to `out` and closes it in the end.
    Npz(OutputStream out) {
        zip = new ZipOutputStream(new BufferedOutputStream(out));
    }

    /// An array of F32.
    void add(String name, int[] shape, float[] values) throws IOException {
        begin(name, "<f4", shape);
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            bytes.clear().asFloatBuffer().put(values, from, count);
            zip.write(bytes.array(), 0, count * Float.BYTES);
        }
        zip.closeEntry();
    }

    /// A list of 32-bit whole numbers.
    void add(String name, int[] values) throws IOException {
        begin(name, "<i4", new int[] {values.length});
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        zip.write(bytes.array());
        zip.closeEntry();
    }

    private void begin(String name, String type, int[] shape) throws IOException {
        String sizes =
                Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String text =
                "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + sizes + "), }";
        int start = 10; // magic, version and the header's length
        int used = start + text.length() + 1;
        int padding = (ALIGNMENT - used % ALIGNMENT) % ALIGNMENT;
        byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer front = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
        front.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        front.put((byte) 1).put((byte) 0).putShort((short) header.length);
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(front.array());
        zip.write(header);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
