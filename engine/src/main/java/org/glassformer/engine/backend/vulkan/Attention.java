package org.glassformer.engine.backend.vulkan;

import java.util.HashMap;
import java.util.Map;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.vulkan.Kernels.Variant;
import org.glassformer.engine.backend.vulkan.Products.Ending;
import org.glassformer.engine.backend.vulkan.Products.Factor;
import org.glassformer.engine.backend.vulkan.Products.Mask;
import org.glassformer.engine.backend.vulkan.Products.Sizes;
import org.glassformer.engine.tensor.DType;
import org.jspecify.annotations.Nullable;

/// Attention: its steps are products over heads, the fused one is a kernel of its own.
///
/// The backward pass of the fused one makes scores and slopes again in scratch memory, some sequences
/// at a time, and is then the products of the steps: these reach more of the device than a kernel
/// that keeps nothing.
final class Attention {
    private static final int THREADS = 128;
    private static final int QUERIES = 8;
    private static final int KEYS = 32;
    private static final int ALONE_KEYS = 128;
    private static final long SHARED = 16_384;
    private static final long SCRATCH = 256L << 20;

    private final Call call;
    private final Products products;
    private final DeviceHeap heap;
    private final Map<Kind, Variant> kinds = new HashMap<>();

    /// The choices compiled into `attention.comp`, whose text is written once, not for each command.
    ///
    /// @param size of a head
    /// @param queries that a work group takes
    /// @param fours whether four elements are read at once
    /// @param parts whether a query's keys are shared out
    private record Kind(int size, int queries, boolean fours, boolean parts) {
        Variant variant() {
            String defines =
                    """
                    #define HS %d
                    #define QT %d
                    #define KT %d
                    #define OWN %d
                    #define VEC %d
                    #define PARTS %d
                    """
                            .formatted(
                                    size,
                                    queries,
                                    queries == 1 ? ALONE_KEYS : KEYS,
                                    (queries * size + THREADS - 1) / THREADS,
                                    fours ? 1 : 0,
                                    parts ? 1 : 0);
            return new Variant("attention", defines, THREADS);
        }
    }

    Attention(Call call, Products products, DeviceHeap heap) {
        this.call = call;
        this.products = products;
        this.heap = heap;
    }

    private static int wide(AttentionShape at) {
        return at.nHead() * at.headSize();
    }

    private static int narrow(AttentionShape at) {
        return at.nKvHead() * at.headSize();
    }

    private static Ending ending(float alpha, boolean add, Mask mask, AttentionShape at) {
        return new Ending(alpha, add, mask, at.keys() - at.queries(), at.window());
    }

    /// (B, NH, T, S) out of (B T, NH HS) and (B S, NKV HS): c = alpha a b^T per head.
    void queriesByKeys(
            Operand c,
            Operand a,
            Operand b,
            float alpha,
            boolean add,
            Mask mask,
            AttentionShape at) {
        int square = at.queries() * at.keys();
        products.run(
                c,
                at.keys(),
                at.nHead() * square,
                square,
                new Factor(a, wide(at), false, at.queries() * wide(at), at.headSize(), 0),
                new Factor(b, narrow(at), false, at.keys() * narrow(at), at.headSize(), 0),
                null,
                new Sizes(
                        at.queries(),
                        at.keys(),
                        at.headSize(),
                        at.batch(),
                        at.nHead(),
                        at.groupSize(),
                        1),
                ending(alpha, add, mask, at));
    }

    /// (B T, NH HS) out of (B, NH, T, S) and (B S, NKV HS): c = alpha a b per head.
    void overKeys(Operand c, Operand a, Operand b, float alpha, boolean add, AttentionShape at) {
        int square = at.queries() * at.keys();
        products.run(
                c,
                wide(at),
                at.queries() * wide(at),
                at.headSize(),
                new Factor(a, at.keys(), false, at.nHead() * square, square, 0),
                new Factor(b, narrow(at), true, at.keys() * narrow(at), at.headSize(), 0),
                null,
                new Sizes(
                        at.queries(),
                        at.headSize(),
                        at.keys(),
                        at.batch(),
                        at.nHead(),
                        at.groupSize(),
                        1),
                ending(alpha, add, Mask.ZERO, at));
    }

    /// (B S, NKV HS) out of (B, NH, T, S) and (B T, NH HS): c += alpha a^T b, over the heads that share
    /// keys.
    void overQueries(Operand c, Operand a, Operand b, float alpha, AttentionShape at) {
        int square = at.queries() * at.keys();
        int group = at.groupSize();
        products.run(
                c,
                narrow(at),
                at.keys() * narrow(at),
                at.headSize(),
                new Factor(a, at.keys(), true, at.nHead() * square, group * square, square),
                new Factor(
                        b,
                        wide(at),
                        true,
                        at.queries() * wide(at),
                        group * at.headSize(),
                        at.headSize()),
                null,
                new Sizes(
                        at.keys(), at.headSize(), at.queries(), at.batch(), at.nKvHead(), 1, group),
                ending(alpha, true, Mask.ZERO, at));
    }

    /// z = softmax(scale q k^T, masked) v.
    void fused(
            Operand z,
            @Nullable Operand logSumExp,
            Operand q,
            Operand k,
            Operand v,
            AttentionShape at) {
        int size = at.headSize();
        if (4L * (size + KEYS + ALONE_KEYS + THREADS + 3) > SHARED) {
            throw new IllegalArgumentException("heads of " + size + " are too large");
        }
        if (at.queries() > 1) {
            int queries = QUERIES;
            while (queries > 2 && 4L * queries * (size + KEYS + 3) > SHARED - 4 * THREADS) {
                queries /= 2;
            }
            int groups = (at.queries() + queries - 1) / queries;
            tiles(z, logSumExp, q, k, v, at, queries, groups, false);
            return;
        }
        int seen = at.endKey(0) - at.firstKey(0) / ALONE_KEYS * ALONE_KEYS;
        int parts = (seen + ALONE_KEYS - 1) / ALONE_KEYS;
        if (parts == 1) {
            tiles(z, logSumExp, q, k, v, at, 1, 1, false);
        } else {
            inParts(z, logSumExp, q, k, v, at, parts);
        }
    }

    /// A single query, whose heads alone would leave most of the device idle: its keys are shared out.
    private void inParts(
            Operand z,
            @Nullable Operand logSumExp,
            Operand q,
            Operand k,
            Operand v,
            AttentionShape at,
            int parts) {
        int rows = at.batch() * at.nHead();
        int width = parts * (at.headSize() + 2);
        try (GpuMemory memory = new GpuMemory(heap, DType.F32, (long) rows * width)) {
            Operand sums = plain(memory.address(heap), rows, width);
            tiles(sums, null, q, k, v, at, 1, parts, true);
            call.start().writes(z);
            mayWrite(logSumExp);
            call.reads(sums).of(rows, parts, at.headSize(), logSumExp == null ? 0 : 1);
            call.overGroups(new Variant("attentionJoin", "", 64), rows, 4.0 * sums.size());
        }
    }

    private void mayWrite(@Nullable Operand operand) {
        if (operand == null) {
            call.nothing();
        } else {
            call.writes(operand);
        }
    }

    private void tiles(
            Operand z,
            @Nullable Operand logSumExp,
            Operand q,
            Operand k,
            Operand v,
            AttentionShape at,
            int queries,
            int groups,
            boolean parts) {
        int size = at.headSize();
        Kind kind = new Kind(size, queries, size % 4 == 0 && k.fours(), parts);
        call.start().writes(z);
        mayWrite(logSumExp);
        call.reads(q).reads(k).reads(v);
        call.of(at.queries(), at.keys(), at.nHead(), at.groupSize()).of(at.scale());
        call.of(at.window(), logSumExp == null ? 0 : 1);
        call.run(
                kinds.computeIfAbsent(kind, Kind::variant),
                groups,
                at.nHead(),
                at.batch(),
                4.0 * at.batch() * at.nHead() * at.queries() * at.keys() * size);
    }

    private static Operand plain(long start, int rows, int cols) {
        return new Operand(start, 0, 0, start, start + 4L * rows * cols, rows, cols, DType.F32);
    }

    /// The gradients of [#fused].
    void fusedBackward(
            Operand dq,
            Operand dk,
            Operand dv,
            Operand dz,
            Operand q,
            Operand k,
            Operand v,
            Operand z,
            Operand logSumExp,
            AttentionShape at) {
        long sequence = (long) at.nHead() * at.queries() * at.keys();
        int most = Math.clamp(SCRATCH / (8 * sequence), 1, at.batch());
        try (GpuMemory first = new GpuMemory(heap, DType.F32, most * sequence);
                GpuMemory second = new GpuMemory(heap, DType.F32, most * sequence)) {
            for (int from = 0; from < at.batch(); from += most) {
                int count = Math.min(most, at.batch() - from);
                AttentionShape part =
                        new AttentionShape(
                                count,
                                at.queries(),
                                at.keys(),
                                at.nHead(),
                                at.nKvHead(),
                                at.headSize(),
                                at.scale(),
                                at.window());
                int tFrom = from * at.queries();
                int ts = count * at.queries();
                int sFrom = from * at.keys();
                int ss = count * at.keys();
                backwardPart(
                        scratch(first, part),
                        scratch(second, part),
                        dq.slice(tFrom, ts),
                        dk.slice(sFrom, ss),
                        dv.slice(sFrom, ss),
                        dz.slice(tFrom, ts),
                        q.slice(tFrom, ts),
                        k.slice(sFrom, ss),
                        v.slice(sFrom, ss),
                        z.slice(tFrom, ts),
                        new Operand(
                                        logSumExp.address(),
                                        0,
                                        0,
                                        logSumExp.start(),
                                        logSumExp.end(),
                                        at.batch() * at.queries(),
                                        at.nHead(),
                                        DType.F32)
                                .slice(tFrom, ts),
                        part);
            }
        }
    }

    private Operand scratch(GpuMemory memory, AttentionShape at) {
        int rows = at.batch() * at.nHead() * at.queries();
        return plain(memory.address(heap), rows, at.keys());
    }

    private void backwardPart(
            Operand pattern,
            Operand slopes,
            Operand dq,
            Operand dk,
            Operand dv,
            Operand dz,
            Operand q,
            Operand k,
            Operand v,
            Operand z,
            Operand logSumExp,
            AttentionShape at) {
        queriesByKeys(pattern, q, k, at.scale(), false, Mask.NONE, at);
        queriesByKeys(slopes, dz, v, 1, false, Mask.NONE, at);
        call.start().writes(pattern).writes(slopes).reads(dz).reads(z).reads(logSumExp);
        call.of(pattern.rows(), at.queries(), at.keys(), at.nHead(), at.headSize());
        call.of(at.keys() - at.queries(), at.window());
        call.overGroups(
                new Variant("attentionSlope", "", 64), pattern.rows(), 10.0 * pattern.size());
        overQueries(dv, pattern, dz, 1, at);
        overKeys(dq, slopes, k, at.scale(), true, at);
        overQueries(dk, slopes, q, at.scale(), at);
    }
}
