package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values by their number, from 0. Immutable; a changed table shares all but a few values with the one before, so that
/// many states of a large table can be kept.
///
/// @param <T> what is kept
final class NumberTable<T> {

    private static final int CHUNK = 32;
    private static final Object NOTHING = new Object();

    private final Object[][] chunks;

    private NumberTable(Object[][] chunks) {
        this.chunks = chunks;
    }

    /// A table with one value.
    static <T> NumberTable<T> of(int number, T value) {
        return new NumberTable<T>(new Object[0][]).with(number, value);
    }

    /// The value of a number; null if there is none.
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // only values of the type are put in
    @Nullable T get(int number) {
        int chunk = number / CHUNK;
        if (number < 0 || chunk >= chunks.length) {
            return null;
        }
        Object value = chunks[chunk][number % CHUNK];
        return value == NOTHING ? null : (T) value;
    }

    /// The table with another value for a number.
    ///
    /// @param value null for none
    NumberTable<T> with(int number, @Nullable T value) {
        int chunk = number / CHUNK;
        Object[][] changed = Arrays.copyOf(chunks, Math.max(chunks.length, chunk + 1));
        for (int i = chunks.length; i <= chunk; i++) {
            changed[i] = new Object[CHUNK];
            Arrays.fill(changed[i], NOTHING);
        }
        changed[chunk] = changed[chunk].clone();
        changed[chunk][number % CHUNK] = value == null ? NOTHING : value;
        return new NumberTable<>(changed);
    }

    /// All values by their number.
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // only values of the type are put in
    List<T> values() {
        List<T> values = new ArrayList<>();
        for (Object[] chunk : chunks) {
            for (Object value : chunk) {
                if (value != NOTHING) {
                    values.add((T) value);
                }
            }
        }
        return values;
    }

    /// Whether another table has the same values.
    boolean isLike(NumberTable<T> other) {
        return Arrays.deepEquals(chunks, other.chunks);
    }
}
