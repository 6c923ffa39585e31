package org.glassformer.engine.generate;

/// Hears of the tokens of several answers.
@FunctionalInterface
public interface AnswerListener {
    /// Called on the generating thread.
    ///
    /// @param answer the number of the answer, from 0
    /// @return false to stop: what was written counts
    boolean onToken(int answer, GeneratedToken token);

    /// Called on the generating thread when an answer is written.
    default void onAnswer(Answer answer) {}
}
