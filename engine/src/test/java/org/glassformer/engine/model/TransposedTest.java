package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.format.StoredTensor;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TransposedTest {

    private static final int IN = 131;
    private static final int OUT = 7;
    private static final int PARTS = 3;

    @ParameterizedTest
    @EnumSource(names = {"F64", "F32", "F16", "BF16"})
    void everyElementOfAPartFindsItsPlace(DType dtype) {
        long bytes = dtype.byteSize(1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(IN * PARTS * OUT * bytes);
            for (long at = 0; at < data.byteSize(); at++) {
                data.set(ValueLayout.JAVA_BYTE, at, (byte) (at * 31 + at / 251));
            }
            StoredTensor stored = new StoredTensor("w", dtype, Shape.of(IN, PARTS * OUT), data);
            for (int part = 0; part < PARTS; part++) {
                MemorySegment rows = Transposed.rows(arena, stored, Shape.of(OUT, IN), part * OUT);
                assertThat(rows.byteSize()).isEqualTo(IN * OUT * bytes);
                for (int o = 0; o < OUT; o++) {
                    for (int i = 0; i < IN; i++) {
                        long from = ((i * PARTS + part) * OUT + o) * bytes;
                        long to = (o * IN + i) * bytes;
                        assertThat(rows.asSlice(to, bytes).mismatch(data.asSlice(from, bytes)))
                                .isEqualTo(-1);
                    }
                }
            }
        }
    }
}
