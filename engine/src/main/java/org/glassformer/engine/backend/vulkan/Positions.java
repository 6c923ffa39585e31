package org.glassformer.engine.backend.vulkan;

import java.util.Arrays;
import org.glassformer.engine.backend.vulkan.Kernels.Variant;

/// Rows looked up by their ids, and rotary positions.
final class Positions {
    private static final int THREADS = 64;

    private final Call call;
    private final Transfers transfers;

    Positions(Call call, Transfers transfers) {
        this.call = call;
        this.transfers = transfers;
    }

    /// out[n] = table[ids[n]].
    void embed(Operand out, Operand table, int[] ids) {
        long[] uploaded = transfers.upload(ids);
        call.start().writes(out).weight(table).constant(uploaded[0]);
        call.of(table.first(), ids.length, table.cols());
        call.overElements(weights(table), out.size(), THREADS);
    }

    /// out = table, whatever its type.
    void widen(Operand out, Operand table) {
        long[] uploaded = transfers.upload(new int[] {0});
        call.start().writes(out).weight(table).constant(uploaded[0]);
        call.of(table.first(), 1, table.size());
        call.overElements(weights(table), out.size(), THREADS);
    }

    private static Variant weights(Operand table) {
        return new Variant("embed", "#define W " + table.code() + "\n", THREADS);
    }

    /// dTable[ids[n]] += dOut[n], the places of each id in order.
    void embedBackward(Operand dTable, Operand dOut, int[] ids) {
        long[] sorted = new long[ids.length];
        for (int n = 0; n < ids.length; n++) {
            sorted[n] = (long) ids[n] << 32 | n;
        }
        Arrays.sort(sorted);
        int[] places = new int[ids.length];
        int[] different = new int[ids.length];
        int[] starts = new int[ids.length + 1];
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            int id = (int) (sorted[i] >> 32);
            if (count == 0 || different[count - 1] != id) {
                different[count] = id;
                starts[count] = i;
                count++;
            }
            places[i] = (int) sorted[i];
        }
        starts[count] = ids.length;
        long[] uploaded =
                transfers.upload(
                        Arrays.copyOf(different, count), Arrays.copyOf(starts, count + 1), places);
        call.start().writes(dTable).reads(dOut);
        call.constant(uploaded[0]).constant(uploaded[1]).constant(uploaded[2]);
        call.of(count, dTable.cols());
        call.overElements(
                new Variant("embedBackward", "", THREADS), (long) count * dTable.cols(), THREADS);
    }

    /// Turns pairs of channels by the angle of the row's position.
    ///
    /// @param direction 1, or -1 to turn back
    void rope(
            Operand x,
            Operand cosines,
            Operand sines,
            int[] positions,
            int headSize,
            float direction) {
        int heads = x.cols() / headSize;
        int pairs = cosines.cols();
        long[] uploaded = transfers.upload(positions);
        call.start().writes(x).reads(cosines).reads(sines).constant(uploaded[0]);
        call.of(positions.length, heads, headSize, pairs).of(direction);
        call.overElements(
                new Variant("rope", "", THREADS), (long) positions.length * heads * pairs, THREADS);
    }
}
