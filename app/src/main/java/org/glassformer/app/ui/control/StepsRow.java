package org.glassformer.app.ui.control;

/// A row of [MergeSteps] in its place.
///
/// @param kind what it shows
/// @param step the number of merges done, for a [Kind#STATE]
/// @param y its top, in pixels
/// @param height in pixels
record StepsRow(Kind kind, int step, double y, double height) {

    /// What a row shows.
    enum Kind {
        /// The characters before a normaliser changed them.
        ORIGINAL,
        /// What a reader takes for characters.
        CHARACTERS,
        /// Code points.
        CODE_POINTS,
        /// UTF-8 bytes.
        BYTES,
        /// The bits of each byte.
        BITS,
        /// What the pre-tokenizer made.
        WORDS,
        /// The parts after some merges.
        STATE,
        /// The final tokens with their ids.
        TOKENS
    }

    double bottom() {
        return y + height;
    }

    double middle() {
        return y + height / 2;
    }
}
