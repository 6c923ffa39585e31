package org.glassformer.engine.tokenizer;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether the work of this thread is still wanted.
///
/// The question belongs to a call, not to a tokenizer, and every stage below it may ask: normalisers,
/// split patterns, merges. A scoped value carries it there without a parameter in each.
final class Cancellation {
    private static final ScopedValue<BooleanSupplier> CANCELLED = ScopedValue.newInstance();
    private static final int INTERVAL = 4096;

    private final BooleanSupplier cancelled;
    private int left = INTERVAL;

    private Cancellation(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /// Runs `work`, in which [#current()] asks `cancelled`.
    static <T> T call(BooleanSupplier cancelled, Supplier<T> work) {
        return ScopedValue.where(CANCELLED, cancelled).call(work::get);
    }

    /// The question of the call that this thread is in.
    static Cancellation current() {
        return new Cancellation(CANCELLED.orElse(() -> false));
    }

    /// Counts some work done, such as characters, and asks after every few thousand.
    ///
    /// @throws CancellationException if the call was cancelled
    void count(int work) {
        left -= work;
        if (left < 0) {
            left = INTERVAL;
            check();
        }
    }

    /// Asks now.
    ///
    /// @throws CancellationException if the call was cancelled
    void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("tokenizing was cancelled");
        }
    }
}
