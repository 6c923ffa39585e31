package org.glassformer.app.feature.sampling.answers;

import org.jspecify.annotations.Nullable;

/// One of several answers as it stands.
///
/// @param number from 0, in the order of being written
/// @param rank from 1, by the mean logprob; 0 until all are written
/// @param text what it says so far
/// @param tokens how many were written, the stop token not counted
/// @param total the natural logarithm of its probability so far
/// @param mean that for each token, the stop token counted
/// @param stop the name of the reason why it ended; null while it is being written
/// @param ms time for writing it, in milliseconds; not a number while it is being written
record AnswerRow(
        int number,
        int rank,
        String text,
        int tokens,
        double total,
        double mean,
        @Nullable String stop,
        double ms) {

    /// An answer of which nothing is written yet.
    static AnswerRow begun(int number) {
        return new AnswerRow(number, 0, "", 0, 0, Double.NaN, null, Double.NaN);
    }

    /// The same with one more token.
    ///
    /// @param shown what it adds to the text
    /// @param logprob of the token
    AnswerRow with(String shown, double logprob) {
        double sum = total + logprob;
        int count = tokens + 1;
        return new AnswerRow(number, 0, text + shown, count, sum, sum / count, null, Double.NaN);
    }

    /// Whether all of it is written.
    boolean isWritten() {
        return stop != null;
    }

    /// How it is called: numbers count from 1 on screen.
    String name() {
        return "#" + (number + 1);
    }
}
