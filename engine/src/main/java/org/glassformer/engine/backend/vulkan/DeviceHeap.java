package org.glassformer.engine.backend.vulkan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.glassformer.engine.backend.DeviceException;

/// Gives out pieces of the device's memory from large blocks, because a driver allows few allocations
/// and takes long for each.
///
/// The first gap that is large enough is taken; neighbouring gaps become one. A piece may be given
/// back by any thread and while commands still use it: commands run in order, so that whoever gets it
/// next comes after them. A block goes back to the driver only when there is no room for another,
/// after the device is done.
final class DeviceHeap implements AutoCloseable {
    private static final long BLOCK = 64L << 20;
    private static final long ALIGNMENT = 256;

    private final Gpu gpu;
    private final Runnable finish;
    private final List<Block> blocks = new ArrayList<>();
    private boolean closed;

    /// @param finish waits until the device is done
    DeviceHeap(Gpu gpu, Runnable finish) {
        this.gpu = gpu;
        this.finish = finish;
    }

    /// A buffer and its gaps, by their first byte.
    static final class Block {
        private final Buffer buffer;
        private final TreeMap<Long, Long> gaps = new TreeMap<>();

        Block(Buffer buffer) {
            this.buffer = buffer;
            gaps.put(0L, buffer.size());
        }

        boolean isEmpty() {
            return gaps.size() == 1 && gaps.firstEntry().getValue() == buffer.size();
        }

        /// The first byte of a piece, or -1.
        long take(long size) {
            long at = -1;
            for (Map.Entry<Long, Long> gap : gaps.entrySet()) {
                if (gap.getValue() >= size) {
                    at = gap.getKey();
                    break;
                }
            }
            Long length = at < 0 ? null : gaps.remove(at);
            if (length != null && length > size) {
                gaps.put(at + size, length - size);
            }
            return at;
        }

        void giveBack(long at, long size) {
            long from = at;
            long length = size;
            Map.Entry<Long, Long> before = gaps.lowerEntry(at);
            if (before != null && before.getKey() + before.getValue() == at) {
                from = before.getKey();
                length += before.getValue();
            }
            Long behind = gaps.remove(at + size);
            gaps.put(from, behind == null ? length : length + behind);
        }
    }

    /// A piece of a block.
    ///
    /// @param block whose piece it is
    /// @param offset its first byte
    /// @param size its bytes
    record Place(Block block, Buffer buffer, long offset, long size) {
        /// The first byte's address on the device.
        long address() {
            return buffer.address() + offset;
        }
    }

    /// A piece of at least `bytes` bytes.
    ///
    /// @throws DeviceException if there is no room
    synchronized Place take(long bytes) {
        if (closed) {
            throw new IllegalStateException("the device is closed");
        }
        long size = (Math.max(1, bytes) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        for (Block block : blocks) {
            long at = block.take(size);
            if (at >= 0) {
                return new Place(block, block.buffer, at, size);
            }
        }
        Block block = new Block(newBuffer(size));
        blocks.add(block);
        return new Place(block, block.buffer, block.take(size), size);
    }

    private Buffer newBuffer(long size) {
        Candidate device = gpu.candidate();
        if (size > device.largest()) {
            throw new DeviceException(
                    "%s gives at most %s at once, and %s are needed"
                            .formatted(
                                    device.name(),
                                    Failures.size(device.largest()),
                                    Failures.size(size)));
        }
        if (taken() + size > device.memory()) {
            releaseEmptyBlocks();
        }
        long taken = taken();
        if (taken + size > device.memory()) {
            throw new DeviceException(
                    "%s has no room for %s: %s of its %s are taken"
                            .formatted(
                                    device.name(),
                                    Failures.size(size),
                                    Failures.size(taken),
                                    Failures.size(device.memory())));
        }
        long wanted =
                Math.min(
                        Math.max(size, BLOCK), Math.min(device.largest(), device.memory() - taken));
        try {
            return new Buffer(gpu, wanted, gpu.localType(), gpu.mapped());
        } catch (DeviceException full) {
            releaseEmptyBlocks();
            return new Buffer(gpu, size, gpu.localType(), gpu.mapped());
        }
    }

    private long taken() {
        return blocks.stream().mapToLong(block -> block.buffer.size()).sum();
    }

    private void releaseEmptyBlocks() {
        if (blocks.stream().anyMatch(Block::isEmpty)) {
            finish.run();
            blocks.removeIf(block -> {
                if (block.isEmpty()) {
                    block.buffer.close();
                    return true;
                }
                return false;
            });
        }
    }

    /// Takes a piece back; harmless when the device is closed.
    synchronized void giveBack(Place place) {
        if (!closed) {
            place.block().giveBack(place.offset(), place.size());
        }
    }

    /// Whether everything went back.
    synchronized boolean isClosed() {
        return closed;
    }

    /// Closes it and leaves to the driver what a lost device held.
    synchronized void abandon() {
        closed = true;
        blocks.clear();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            blocks.forEach(block -> block.buffer.close());
            blocks.clear();
        }
    }
}
