package org.glassformer.engine.backend.vulkan;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers on their way back for which nobody waits yet.
///
/// The device copies them when it gets to it, so that what they were read from may change afterwards; the CPU takes
/// them from there when the device is done.
final class Returns implements AutoCloseable {
    private static final long ROOM = 64L << 20;

    private final Gpu gpu;
    private final Recorder recorder;
    private final List<Piece> pieces = new ArrayList<>();
    private @Nullable Buffer buffer;
    private long end;

    private record Piece(long at, MemorySegment into) {}

    Returns(Gpu gpu, Recorder recorder) {
        this.gpu = gpu;
        this.recorder = recorder;
    }

    /// Whether so many bytes can ever be taken.
    static boolean takes(long bytes) {
        return bytes <= ROOM;
    }

    /// Whether there is room for so many bytes until the next [#deliver].
    boolean hasRoom(long bytes) {
        return end + bytes <= ROOM;
    }

    /// Has the device copy floats, as many as `into` holds.
    ///
    /// @param offset bytes from the start of the memory
    void take(GpuMemory memory, long offset, float[] into) {
        Buffer to = buffer;
        if (to == null) {
            to = new Buffer(gpu, ROOM, gpu.readType(), true);
            buffer = to;
        }
        DeviceHeap.Place place = memory.place();
        long bytes = (long) Float.BYTES * into.length;
        recorder.copy(place.buffer(), place.offset() + offset, to, end, bytes);
        pieces.add(new Piece(end, MemorySegment.ofArray(into)));
        end += bytes;
    }

    /// Whether something is on its way.
    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /// Gives everybody what was copied; the device is done.
    void deliver() {
        Buffer from = buffer;
        if (from != null) {
            for (Piece piece : pieces) {
                MemorySegment into = piece.into();
                MemorySegment.copy(from.mapped(), piece.at(), into, 0, into.byteSize());
            }
        }
        pieces.clear();
        end = 0;
    }

    @Override
    public void close() {
        if (buffer != null) {
            buffer.close();
        }
    }
}
