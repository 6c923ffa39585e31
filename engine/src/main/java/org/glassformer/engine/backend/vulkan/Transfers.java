package org.glassformer.engine.backend.vulkan;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.tensor.DType;

/// Brings numbers to the device and back.
///
/// What goes there passes through a ring that both sides see: it is copied there at once, and by the
/// device when it gets to it. What comes back is read in place where the CPU sees the tensor, and
/// else copied by the device into memory that the CPU sees.
final class Transfers implements AutoCloseable {
    private static final long RING = 16L << 20;
    private static final long RETURN = 8L << 20;
    private static final long ALIGNMENT = 16;

    private final Gpu gpu;
    private final Recorder recorder;
    private Buffer ring;
    private long head;
    private final Buffer back;
    private final Returns returns;

    Transfers(Gpu gpu, Recorder recorder) {
        this.gpu = gpu;
        this.recorder = recorder;
        this.ring = new Buffer(gpu, RING, gpu.uploadType(), true);
        this.back = new Buffer(gpu, gpu.mapped() ? 4 : RETURN, gpu.readType(), true);
        this.returns = new Returns(gpu, recorder);
    }

    /// A place in the ring, which stays as it is until the device has read it.
    private long reserve(long bytes) {
        long at = (head + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (at + bytes > ring.size()) {
            recorder.finish();
            at = 0;
            if (bytes > ring.size()) {
                Buffer larger = new Buffer(gpu, bytes, gpu.uploadType(), true);
                ring.close();
                ring = larger;
            }
        }
        head = at + bytes;
        recorder.traffic().there(bytes);
        return at;
    }

    /// Whole numbers for the next kernel, all of them together.
    ///
    /// @return the address of the first of each
    long[] upload(int[]... numbers) {
        long bytes = 0;
        for (int[] list : numbers) {
            bytes += (long) list.length * Integer.BYTES;
        }
        long at = reserve(bytes);
        long[] addresses = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            addresses[i] = ring.address() + at;
            MemorySegment.copy(
                    numbers[i], 0, ring.mapped(), ValueLayout.JAVA_INT, at, numbers[i].length);
            at += (long) numbers[i].length * Integer.BYTES;
        }
        return addresses;
    }

    /// Writes floats.
    ///
    /// @param offset bytes from the start of the memory
    void write(GpuMemory memory, long offset, float[] values, int from, int count) {
        int done = 0;
        while (done < count) {
            int now = (int) Math.min(count - done, RING / 4 / Float.BYTES);
            long at = reserve((long) now * Float.BYTES);
            MemorySegment.copy(values, from + done, ring.mapped(), ValueLayout.JAVA_FLOAT, at, now);
            copy(at, memory, offset + (long) done * Float.BYTES, (long) now * Float.BYTES);
            done += now;
        }
    }

    /// Writes a whole tensor as a file has it, and rearranges what is quantised.
    void load(GpuMemory memory, MemorySegment source) {
        DType dtype = memory.dtype();
        Planes planes = memory.planes();
        if (!planes.split()) {
            long bytes = dtype.byteSize(memory.elements());
            for (long done = 0; done < bytes; ) {
                long now = Math.min(bytes - done, RING / 4);
                long at = reserve(now);
                MemorySegment.copy(source, done, ring.mapped(), at, now);
                copy(at, memory, done, now);
                done += now;
            }
            return;
        }
        long blocks = memory.elements() / dtype.blockSize();
        int numbers = planes.numbers();
        for (long done = 0; done < blocks; ) {
            long now = Math.min(blocks - done, RING / 4 / dtype.blockBytes());
            long at = reserve(now * dtype.blockBytes());
            long scales = at + now * numbers;
            MemorySegment to = ring.mapped();
            for (long block = 0; block < now; block++) {
                long of = (done + block) * dtype.blockBytes();
                long scale = scales + block * Short.BYTES;
                MemorySegment.copy(source, of + planes.scaleAt(), to, scale, Short.BYTES);
                MemorySegment.copy(
                        source, of + planes.numbersAt(), to, at + block * numbers, numbers);
            }
            copy(at, memory, done * numbers, now * numbers);
            copy(scales, memory, memory.scales() + done * Short.BYTES, now * Short.BYTES);
            done += now;
        }
    }

    private void copy(long at, GpuMemory memory, long offset, long bytes) {
        DeviceHeap.Place place = memory.place();
        recorder.copy(ring, at, place.buffer(), place.offset() + offset, bytes);
    }

    /// Reads bytes once everything before is done.
    ///
    /// @param offset from the start of the memory
    void read(GpuMemory memory, long offset, MemorySegment to) {
        DeviceHeap.Place place = memory.place();
        recorder.traffic().back(to.byteSize());
        if (gpu.mapped()) {
            finish();
            MemorySegment.copy(
                    place.buffer().mapped(), place.offset() + offset, to, 0, to.byteSize());
            return;
        }
        for (long done = 0; done < to.byteSize(); ) {
            long now = Math.min(to.byteSize() - done, RETURN);
            recorder.copy(place.buffer(), place.offset() + offset + done, back, 0, now);
            finish();
            MemorySegment.copy(back.mapped(), 0, to, done, now);
            done += now;
        }
    }

    /// Reads floats as they are when the device gets there: they stand in `into` after the next [#finish].
    ///
    /// @param offset from the start of the memory
    void readLater(GpuMemory memory, long offset, float[] into) {
        long bytes = (long) Float.BYTES * into.length;
        if (!Returns.takes(bytes)) {
            read(memory, offset, MemorySegment.ofArray(into));
            return;
        }
        if (!returns.hasRoom(bytes)) {
            finish();
        }
        recorder.traffic().back(bytes);
        returns.take(memory, offset, into);
    }

    /// Waits for what is on its way.
    void settle() {
        if (!returns.isEmpty()) {
            finish();
        }
    }

    /// Reads quantised blocks, or numbers of 16 bits, as a file has them.
    ///
    /// @param block the first one
    /// @param to takes as many as fit
    void readBlocks(GpuMemory memory, long block, MemorySegment to) {
        DType dtype = memory.dtype();
        Planes planes = memory.planes();
        if (!planes.split()) {
            read(memory, block * dtype.blockBytes(), to);
            return;
        }
        int bytes = dtype.blockBytes();
        int own = planes.numbers();
        int count = Math.toIntExact(to.byteSize() / bytes);
        MemorySegment numbers = MemorySegment.ofArray(new byte[count * own]);
        MemorySegment scales = MemorySegment.ofArray(new short[count]);
        read(memory, block * own, numbers);
        read(memory, memory.scales() + block * Short.BYTES, scales);
        for (int i = 0; i < count; i++) {
            long at = (long) i * bytes;
            long scale = (long) i * Short.BYTES;
            MemorySegment.copy(scales, scale, to, at + planes.scaleAt(), Short.BYTES);
            MemorySegment.copy(numbers, (long) i * own, to, at + planes.numbersAt(), own);
        }
    }

    /// Waits until the device has done everything.
    void finish() {
        recorder.finish();
        returns.deliver();
        head = 0;
    }

    @Override
    public void close() {
        ring.close();
        back.close();
        returns.close();
    }
}
