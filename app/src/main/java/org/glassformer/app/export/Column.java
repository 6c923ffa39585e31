package org.glassformer.app.export;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// A column of a table: what it is called, and its cell in each row. Cells are asked for when the table is written, on
/// another thread: they must stand on data that does not change any more.
public sealed interface Column {

    /// The name with the unit in parentheses, where there is one.
    String heading();

    /// Gives a 32-bit number for a row.
    @FunctionalInterface
    interface IntToFloat {

        /// The number in a row.
        float at(int row);
    }

    /// Texts.
    ///
    /// @param heading the name
    /// @param at text of a row, null for none
    record Texts(String heading, IntFunction<@Nullable String> at) implements Column {}

    /// Whole numbers.
    ///
    /// @param heading the name
    /// @param at number of a row
    record Wholes(String heading, IntToLongFunction at) implements Column {}

    /// 32-bit numbers, as models give them.
    ///
    /// @param heading the name
    /// @param at number of a row, NaN for none
    record Floats(String heading, IntToFloat at) implements Column {}

    /// 64-bit numbers.
    ///
    /// @param heading the name
    /// @param at number of a row, NaN for none
    record Doubles(String heading, IntToDoubleFunction at) implements Column {}

    /// A column of texts.
    ///
    /// @param name what they are
    /// @param at text of a row, null for none
    static Column text(String name, IntFunction<@Nullable String> at) {
        return new Texts(name, at);
    }

    /// A column of whole numbers.
    ///
    /// @param name what they are
    /// @param at number of a row
    static Column whole(String name, IntToLongFunction at) {
        return new Wholes(name, at);
    }

    /// A column of 32-bit numbers.
    ///
    /// @param name what they are
    /// @param unit of the numbers; empty for none
    /// @param at number of a row, NaN for none
    static Column float32(String name, String unit, IntToFloat at) {
        return new Floats(heading(name, unit), at);
    }

    /// A column of 64-bit numbers.
    ///
    /// @param name what they are
    /// @param unit of the numbers; empty for none
    /// @param at number of a row, NaN for none
    static Column float64(String name, String unit, IntToDoubleFunction at) {
        return new Doubles(heading(name, unit), at);
    }

    private static String heading(String name, String unit) {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
}
