package org.glassformer.engine.analysis;

/// Patterns that heads of language models are known to show.
///
/// Each has a score from 0 to 1 for a head with weights A[i, j] of query i and key j on the current
/// text. Scores are means over the queries for which the pattern can be seen at all; [HeadScores]
/// says how many those were. One head can score high on several.
public enum NamedPattern {
    /// The mean over i >= 1 of A[i, i - 1].
    PREVIOUS_TOKEN,
    /// The mean over i >= 1 of A[i, 0].
    FIRST_TOKEN,
    /// After "a b ... a", b is looked at (Olsson et al. 2022): the mean, over the queries i that have
    /// some j with 1 <= j < i whose token before it is the query's token, of the sum of A[i, j] over
    /// these j.
    INDUCTION,
    /// The mean, over the queries i whose token stands earlier in the text, of the sum of A[i, j] over
    /// these earlier places j.
    DUPLICATE_TOKEN,
    /// As [#DUPLICATE_TOKEN], for tokens whose text is the same without surrounding space and case,
    /// and has a letter or digit. Equal tokens count too.
    SAME_WORD,
    /// How much of the pattern follows from the distance i - j alone: 1 - sum (A[i, j] - m)^2 / sum
    /// (A[i, j] - 1 / n)^2 over i >= 1, not below 0, where m is the mean weight at that distance over
    /// all other queries and n the number of keys that i sees. Distances that only one query has are
    /// left out. A head that attends evenly has no pattern to explain and scores 0.
    POSITION,
    /// The mean over i >= 1 of the row's entropy divided by the largest possible, -sum A ln A / ln n,
    /// with n the number of keys that i sees.
    BROAD
}
