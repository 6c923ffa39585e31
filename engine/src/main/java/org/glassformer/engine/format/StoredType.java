package org.glassformer.engine.format;

import java.util.Map;
import java.util.Optional;
import org.glassformer.engine.tensor.DType;
import org.jspecify.annotations.Nullable;

/// An element type by its safetensors name: the size is needed for all, a [DType] exists for some.
record StoredType(String name, int bits, @Nullable DType dtype) {
    private static final Map<String, StoredType> BY_NAME =
            Map.ofEntries(
                    entry("F64", 64, DType.F64),
                    entry("F32", 32, DType.F32),
                    entry("F16", 16, DType.F16),
                    entry("BF16", 16, DType.BF16),
                    entry("I64", 64, null),
                    entry("I32", 32, null),
                    entry("I16", 16, null),
                    entry("I8", 8, null),
                    entry("U64", 64, null),
                    entry("U32", 32, null),
                    entry("U16", 16, null),
                    entry("U8", 8, null),
                    entry("BOOL", 8, null),
                    entry("C64", 64, null),
                    entry("F8_E4M3", 8, null),
                    entry("F8_E5M2", 8, null),
                    entry("F8_E8M0", 8, null),
                    entry("F6_E2M3", 6, null),
                    entry("F6_E3M2", 6, null),
                    entry("F4", 4, null));

    private static Map.Entry<String, StoredType> entry(
            String name, int bits, @Nullable DType dtype) {
        return Map.entry(name, new StoredType(name, bits, dtype));
    }

    static Optional<StoredType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
