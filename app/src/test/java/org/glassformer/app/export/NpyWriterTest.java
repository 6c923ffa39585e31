package org.glassformer.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The bytes are those of the format's description; `numpy.save` of the same array writes the same file.
class NpyWriterTest {

    private static byte[] bytes(Matrix matrix) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(matrix, out);
        return out.toByteArray();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void theFileIsTheOneThatNumpyWrites() throws IOException {
        byte[] file = bytes(Matrix.of(2, 3, new float[] {0, 1, 0.5f, -2, 0.25f, 1e-3f}));
        String header =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
                        + " ".repeat(58)
                        + "\n";
        assertThat(HexFormat.of().formatHex(file, 0, 10)).isEqualTo("934e554d505901007600");
        assertThat(new String(file, 10, 118, StandardCharsets.US_ASCII)).isEqualTo(header);
        assertThat(HexFormat.of().formatHex(file, 128, file.length))
                .isEqualTo("000000000000803f0000003f000000c00000803e6f12833a");
    }

    @Test
    void numbersBeginAtAMultipleOfSixtyFourBytes() throws IOException {
        for (int columns : new int[] {1, 10, 100, 1_000, 10_000, 100_000}) {
            byte[] file = bytes(new Matrix(1, columns, (row, column) -> column));
            int header = little(file).getShort(8);
            assertThat((10 + header) % 64).isZero();
            assertThat(file).hasSize(10 + header + 4 * columns);
            assertThat(file[9 + header]).isEqualTo((byte) '\n');
            assertThat(little(file).getFloat(file.length - 4)).isEqualTo(columns - 1f);
        }
    }

    @Test
    void rowsStandOneAfterTheOther() throws IOException {
        byte[] file = bytes(new Matrix(3, 2, (row, column) -> 10 * row + column));
        ByteBuffer numbers = little(file).position(file.length - 24);
        assertThat(numbers.getFloat()).isEqualTo(0f);
        assertThat(numbers.getFloat()).isEqualTo(1f);
        assertThat(numbers.getFloat()).isEqualTo(10f);
    }

    @Test
    void anEmptyMatrixIsAFileWithoutNumbers() throws IOException {
        byte[] file = bytes(Matrix.of(0, 0, new float[0]));
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("'shape': (0, 0), }");
        assertThat(file.length % 64).isZero();
    }

    @Test
    void anArrayOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> Matrix.of(2, 2, new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 2 numbers, but 3 values");
    }
}
