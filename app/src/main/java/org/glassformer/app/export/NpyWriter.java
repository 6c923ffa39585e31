package org.glassformer.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes a matrix as NumPy's `.npy`, version 1.0: little-endian float32 in C order.
///
/// `\x93NUMPY`, the version, the length of the header as 16 bits, the header (a Python literal, padded with spaces and
/// ended by a line feed so that the numbers begin at a multiple of 64 bytes), the numbers. See the format's
/// description at numpy.org, `numpy.lib.format`.
final class NpyWriter {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int BEFORE_HEADER = MAGIC.length + 2;
    private static final int ALIGNMENT = 64;

    private NpyWriter() {}

    /// Writes a matrix. The stream stays open.
    static void write(Matrix matrix, OutputStream out) throws IOException {
        out.write(MAGIC);
        byte[] header = header(matrix.rows(), matrix.columns());
        out.write(header.length & 0xff);
        out.write(header.length >> 8);
        out.write(header);
        ByteBuffer row =
                ByteBuffer.allocate(Math.multiplyExact(matrix.columns(), Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < matrix.columns(); c++) {
                row.putFloat(c * Float.BYTES, matrix.source().at(r, c));
            }
            out.write(row.array());
        }
    }

    private static byte[] header(int rows, int columns) {
        String dictionary =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
                        .formatted(rows, columns);
        int bare = BEFORE_HEADER + dictionary.length() + 1;
        int padding = Math.floorMod(-bare, ALIGNMENT);
        return (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
