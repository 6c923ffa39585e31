package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The width of the vectors, and native memory seen by address.
///
/// Everything is `static final` so that the compiler folds it. Kernels address memory through one
/// segment that spans it all: its bounds and its scope are constants, so that a load is one
/// instruction. What makes that safe are the checks of [VectorBackend], which turns tensors into
/// addresses and never lets a kernel start on sizes that do not fit. [#load] and [#store] are below
/// the 35 bytecodes that the compiler always inlines; the one method too large for even that
/// ([GemmTile]) spells them out.
final class Lanes {
    /// The system property that forces a width in bits: 128, 256 or 512.
    static final String PROPERTY = "glassformer.vector.bits";

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /// The float vectors of every kernel.
    static final VectorSpecies<Float> F = choose();

    /// Integer vectors of the same width.
    static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, F.vectorShape());

    /// Floats in a vector.
    static final int V = F.length();

    /// Bytes of a vector.
    static final long VB = F.vectorByteSize();

    /// All memory; the offset is the address.
    static final MemorySegment ALL = everything();

    /// The order in which this machine stores bytes.
    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private Lanes() {}

    @SuppressWarnings("restricted")
    private static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    private static VectorSpecies<Float> choose() {
        VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
        Integer asked = Integer.getInteger(PROPERTY);
        if (asked == null) {
            LOG.info(
                    "{} bit vectors: the widest this processor and JVM offer",
                    preferred.vectorBitSize());
            return preferred;
        }
        if (asked != 128 && asked != 256 && asked != 512) {
            LOG.warn(
                    "{} bit vectors: {} is {}, neither 128, 256 nor 512",
                    preferred.vectorBitSize(),
                    PROPERTY,
                    asked);
            return preferred;
        }
        if (asked > preferred.vectorBitSize()) {
            LOG.warn(
                    "{} bit vectors asked for by {}, wider than the {} of this machine: slow",
                    asked,
                    PROPERTY,
                    preferred.vectorBitSize());
        } else {
            LOG.info("{} bit vectors: asked for by {}", asked, PROPERTY);
        }
        return VectorSpecies.of(float.class, VectorShape.forBitSize(asked));
    }

    /// The vector at an address.
    static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(F, ALL, address, ORDER);
    }

    /// Stores a vector at an address.
    static void store(long address, FloatVector value) {
        value.intoMemorySegment(ALL, address, ORDER);
    }

    /// The integer vector at an address.
    static IntVector loadInts(long address) {
        return IntVector.fromMemorySegment(I, ALL, address, ORDER);
    }

    /// The float at an address.
    static float get(long address) {
        return ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address);
    }

    /// Stores a float at an address.
    static void set(long address, float value) {
        ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, address, value);
    }

    /// The largest multiple of the vector length up to `n`.
    static int bound(int n) {
        return n & -V;
    }
}
