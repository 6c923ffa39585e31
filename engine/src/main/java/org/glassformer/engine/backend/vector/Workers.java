package org.glassformer.engine.backend.vector;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The threads of one backend: the caller and N - 1 daemon workers.
///
/// Work is a range of independent items, cut into contiguous bands that the threads take in turn,
/// shorter ones towards the end, so that no thread waits long for another's last. Kernels compute an
/// item the same way whatever band it lies in, so results do not depend on how the bands fall. A
/// worker spins for a while after its last band, because the next operation of a model follows
/// within microseconds, then parks.
final class Workers implements AutoCloseable {
    /// Computes a band of items.
    interface Body {
        /// Items `from` (inclusive) to `to` (exclusive), with the scratch memory of the thread.
        void run(int from, int to, Scratch scratch);
    }

    private static final long SPIN_NANOS = 100_000;
    private static final double ALONE_NANOS = 3_000;
    private static final int BANDS_PER_THREAD = 4;

    private final Worker[] workers;
    private final Scratch scratch = new Scratch();
    private volatile @Nullable Job job;
    private volatile boolean closed;

    /// @param count threads in all, the caller included
    Workers(int count) {
        workers = new Worker[count - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker();
        }
        for (int i = 0; i < workers.length; i++) {
            workers[i].thread.setName("glassformer-vector-" + (i + 1));
            workers[i].thread.start();
        }
    }

    /// Threads in all, the caller included.
    int count() {
        return workers.length + 1;
    }

    /// The scratch memory of the calling thread.
    Scratch scratch() {
        return scratch;
    }

    /// Computes items 0 to `count` and returns when all are done.
    ///
    /// @param grain how many items are too few to share with another thread
    void run(int count, int grain, Body body) {
        if (count <= grain || workers.length == 0) {
            if (count > 0) {
                body.run(0, count, scratch);
            }
            return;
        }
        int bands = count() * BANDS_PER_THREAD;
        int band = Math.max(grain, (count + bands - 1) / bands);
        Job next = new Job(body, count, band, grain, 2 * count());
        job = next;
        int helpers = Math.min(workers.length, (count + next.band - 1) / next.band - 1);
        for (int i = 0; i < helpers; i++) {
            if (workers[i].parked) {
                LockSupport.unpark(workers[i].thread);
            }
        }
        next.work(scratch);
        next.await();
    }

    /// The items of about `nanos` each that are too few to share.
    static int grain(double nanos) {
        return (int) Math.max(1, Math.min(1 << 30, ALONE_NANOS / nanos));
    }

    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            LockSupport.unpark(worker.thread);
        }
        scratch.close();
    }

    /// One call of [#run].
    private static final class Job {
        private final Body body;
        private final int count;
        private final int band;
        private final int least;
        private final int parts;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        /// @param band the most items of a band
        /// @param least the fewest, but for the last
        /// @param parts a band is at most this part of what is left
        Job(Body body, int count, int band, int least, int parts) {
            this.body = body;
            this.count = count;
            this.band = band;
            this.least = least;
            this.parts = parts;
        }

        /// Takes bands until none is left.
        void work(Scratch scratch) {
            for (int from = next.get(); from < count; from = next.get()) {
                int size = Math.max(least, Math.min(band, (count - from) / parts));
                int to = Math.min(count - from, size) + from;
                if (!next.compareAndSet(from, to)) {
                    continue;
                }
                try {
                    body.run(from, to, scratch);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    done.addAndGet(to - from);
                }
            }
        }

        /// Waits for the bands that others took; it yields in the end because the core may be the
        /// very one that the other thread needs.
        @SuppressWarnings("ThreadPriorityCheck")
        void await() {
            for (int spins = 0; done.get() < count; spins++) {
                if (spins < 20_000) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            switch (failure.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }

    /// One of the daemon threads.
    private final class Worker implements Runnable {
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this);
        private final Scratch own = new Scratch();
        private volatile boolean parked;

        @Override
        public void run() {
            Job last = null;
            while (!closed) {
                Job current = await(last);
                if (current != null && current != last) {
                    current.work(own);
                    last = current;
                }
            }
            own.close();
        }

        /// The job after `last`; null or `last` when there is none yet.
        private @Nullable Job await(@Nullable Job last) {
            long start = System.nanoTime();
            do {
                for (int i = 0; i < 64; i++) {
                    Job current = job;
                    if (current != last) {
                        return current;
                    }
                    Thread.onSpinWait();
                }
            } while (System.nanoTime() - start < SPIN_NANOS);
            parked = true;
            if (job == last && !closed) {
                LockSupport.park(Workers.this);
            }
            parked = false;
            return job;
        }
    }
}
