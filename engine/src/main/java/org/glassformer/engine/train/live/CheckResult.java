package org.glassformer.engine.train.live;

import java.util.List;
import org.glassformer.engine.train.Evaluation;

/// How well a task has been learned.
///
/// @param step steps completed
/// @param measure what the value is
/// @param value the measured value: a share of 0 to 1, or bits per byte
/// @param goal what counts as learned: at least this share, or at most these bits per byte; not a number
///     where nothing can be said beforehand
/// @param cases how many cases were asked
/// @param right how many were right, where answers are right or wrong
/// @param unseen whether they were held apart from training; if not, the text itself was asked
/// @param evaluation the loss on them
/// @param shown some of the cases, with what the model writes
public record CheckResult(
        int step,
        Measure measure,
        double value,
        double goal,
        int cases,
        int right,
        boolean unseen,
        Evaluation evaluation,
        List<Case> shown) {

    /// What is measured.
    public enum Measure {
        /// The share of cases whose whole answer is right.
        EXACT,
        /// Bits per byte of text; fewer are better.
        BITS_PER_BYTE
    }

    /// A case.
    ///
    /// @param prompt what was given
    /// @param expected the right answer
    /// @param written what the model writes, taking the most probable tokens
    /// @param right whether they are the same
    public record Case(String prompt, String expected, String written, boolean right) {}

    /// Keeps its own list.
    public CheckResult {
        shown = List.copyOf(shown);
    }

    /// Whether the goal is reached; never where there is none.
    public boolean passed() {
        return measure == Measure.EXACT ? value >= goal : value <= goal;
    }
}
