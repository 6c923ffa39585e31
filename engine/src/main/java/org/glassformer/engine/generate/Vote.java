package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A majority vote over several answers (self-consistency, Wang et al. 2023,
/// <https://arxiv.org/abs/2203.11171>). It can be counted again with another rule at once.
///
/// @param tallies what was answered, the most frequent first; of equally frequent ones that with the
///     larger mean logprob of its best text
/// @param without the numbers of the texts in which the rule finds no answer
public record Vote(List<Tally> tallies, List<Integer> without) {
    /// Copies the lists.
    public Vote {
        tallies = List.copyOf(tallies);
        without = List.copyOf(without);
    }

    /// One answer and who gave it.
    ///
    /// @param answer what the rule found
    /// @param numbers the numbers of the texts that say so, the best first
    /// @param share their part of all texts, those without an answer counted, 0 to 1
    public record Tally(String answer, List<Integer> numbers, double share) {
        /// Copies the list.
        public Tally {
            numbers = List.copyOf(numbers);
        }
    }

    /// Counts the answers.
    public static Vote over(Answers answers, AnswerRule rule) {
        Map<String, List<Answer>> byText = new TreeMap<>();
        List<Integer> without = new ArrayList<>();
        for (Answer answer : answers.ranked()) {
            Optional<String> found = rule.find(answer.generation().text());
            if (found.isPresent()) {
                byText.computeIfAbsent(found.get(), it -> new ArrayList<>()).add(answer);
            } else {
                without.add(answer.number());
            }
        }
        List<Map.Entry<String, List<Answer>>> sorted = new ArrayList<>(byText.entrySet());
        sorted.sort(
                Comparator.comparingInt(
                                (Map.Entry<String, List<Answer>> entry) -> -entry.getValue().size())
                        .thenComparingDouble(entry ->
                                -entry.getValue().getFirst().generation().averageLogprob()));
        int all = answers.ranked().size();
        List<Tally> tallies =
                sorted.stream()
                        .map(entry ->
                                new Tally(
                                        entry.getKey(),
                                        entry.getValue().stream().map(Answer::number).toList(),
                                        (double) entry.getValue().size() / all))
                        .toList();
        return new Vote(tallies, without);
    }

    /// What most say; empty if no text has an answer.
    public Optional<String> winner() {
        return tallies.isEmpty() ? Optional.empty() : Optional.of(tallies.getFirst().answer());
    }
}
