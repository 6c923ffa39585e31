package org.glassformer.app.ui.control;

/// A cell of a row of [MergeSteps] that stands above or below the bytes it is made of.
///
/// @param from the first byte
/// @param to one past the last byte
/// @param text what the cell says
/// @param note a second, smaller line, such as a token's id; may be empty
/// @param detail what hovering says
/// @param kind how the cell is drawn
public record StepCell(int from, int to, String text, String note, String detail, Kind kind) {

    /// How a cell is drawn.
    public enum Kind {
        /// As it is.
        PLAIN,
        /// In a frame: several code points that make one character.
        FRAMED,
        /// As a special token, whose bytes never merge.
        SPECIAL
    }

    /// A plain cell of one line.
    public static StepCell plain(int from, int to, String text, String detail) {
        return new StepCell(from, to, text, "", detail, Kind.PLAIN);
    }
}
