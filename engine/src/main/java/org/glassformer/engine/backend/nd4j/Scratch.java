package org.glassformer.engine.backend.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Lends arrays for the duration of one operation, and keeps them for the next.
///
/// Sizes are rounded up to powers of two, so that a text that grows by a token does not need new ones
/// each time. At most [#KEPT] bytes wait.
final class Scratch {
    private static final long KEPT = 256L << 20;
    private static final long SMALLEST = 1024;

    private final Store store;
    private final Map<Long, Deque<ArrayMemory>> free = new HashMap<>();
    private long kept;

    Scratch(Store store) {
        this.store = store;
    }

    /// Begins an operation; what it borrows goes back when it is closed.
    Loan open() {
        return new Loan();
    }

    /// What one operation has borrowed. The arrays hold anything at first.
    final class Loan implements AutoCloseable {
        private final List<ArrayMemory> taken = new ArrayList<>();

        private Loan() {}

        /// Memory for at least `elements` floats.
        ArrayMemory memory(long elements) {
            long size = SMALLEST;
            while (size < elements) {
                size *= 2;
            }
            Deque<ArrayMemory> waiting = free.get(size);
            ArrayMemory memory;
            if (waiting == null || waiting.isEmpty()) {
                memory = store.allocate(size);
            } else {
                memory = waiting.pop();
                kept -= memory.byteSize();
            }
            taken.add(memory);
            return memory;
        }

        /// A vector of `count` elements.
        INDArray vector(long count) {
            return memory(count).vector(0, count);
        }

        /// A matrix of (rows, cols).
        INDArray matrix(long rows, long cols) {
            return memory(rows * cols).matrix(0, rows, cols, cols);
        }

        /// An array of (d0, d1, d2).
        INDArray cube(long d0, long d1, long d2) {
            return memory(d0 * d1 * d2).cube(0, d0, d1, d2, d1 * d2, d2);
        }

        /// An array of the shape of `other`.
        INDArray like(INDArray other) {
            return switch (other.rank()) {
                case 1 -> vector(other.size(0));
                case 2 -> matrix(other.size(0), other.size(1));
                default -> cube(other.size(0), other.size(1), other.size(2));
            };
        }

        @Override
        public void close() {
            for (ArrayMemory memory : taken) {
                if (kept + memory.byteSize() <= KEPT) {
                    free.computeIfAbsent(memory.elements(), size -> new ArrayDeque<>())
                            .push(memory);
                    kept += memory.byteSize();
                } else {
                    memory.close();
                }
            }
        }
    }
}
