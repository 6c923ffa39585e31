package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Question;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.engine.generate.Answer;
import org.glassformer.engine.generate.AnswerRule;
import org.glassformer.engine.generate.Answers;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.generate.Vote;
import org.jspecify.annotations.Nullable;

/// Counts what the answers say, by a rule for what of a text is its answer. Another rule counts again at once, without
/// the model.
final class VoteViewModel {

    private static final int LONGEST = 60; // shown of an answer, in characters
    private static final BranchCost NOTHING = new BranchCost(0, 0, 0, 0, 0, 0, 0);

    private final NewestWins turns;
    private final ObjectProperty<RuleKind> kind =
            new SimpleObjectProperty<>(this, "kind", RuleKind.WORD);
    private final StringProperty expression =
            new SimpleStringProperty(this, "expression", "^\\W*(\\w+)");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<@Nullable Vote> vote =
            new ReadOnlyObjectWrapper<>(this, "vote");
    private final ReadOnlyStringWrapper without = new ReadOnlyStringWrapper(this, "without", "");
    private List<Answer> answers = List.of();
    private @Nullable Question question;

    VoteViewModel(TaskRunner runner) {
        this.turns = runner.newestWins();
        kind.subscribe((before, now) -> count());
        expression.subscribe((before, now) -> {
            if (kind.get() == RuleKind.EXPRESSION) {
                count();
            }
        });
    }

    /// What of a text is its answer.
    ObjectProperty<RuleKind> kindProperty() {
        return kind;
    }

    /// The expression of [RuleKind#EXPRESSION].
    StringProperty expressionProperty() {
        return expression;
    }

    /// Why there is no vote, in a sentence; empty if there is one, or nothing to count.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was answered how often; null while there is nothing to count.
    ReadOnlyObjectProperty<@Nullable Vote> voteProperty() {
        return vote.getReadOnlyProperty();
    }

    /// A bar for each answer given.
    ObservableValue<SignedBarsData> barsProperty() {
        return vote.map(VoteViewModel::bars).orElse(SignedBarsData.EMPTY);
    }

    /// What most say, in a line; empty if no text has an answer.
    ObservableValue<String> winnerProperty() {
        return vote.map(VoteViewModel::winner).orElse("");
    }

    /// Which texts have no answer, in a sentence; empty if all have one.
    ReadOnlyStringProperty withoutProperty() {
        return without.getReadOnlyProperty();
    }

    /// Counts other answers.
    ///
    /// @param asked what they answer; null for nothing
    /// @param now those that are written
    void show(@Nullable Question asked, List<Answer> now) {
        if (!now.equals(answers) || asked == null) {
            question = asked;
            answers = now;
            count();
        }
    }

    private static AnswerRule rule(RuleKind kind, String expression) {
        return switch (kind) {
            case NUMBER -> new AnswerRule.LastNumber();
            case WORD -> new AnswerRule.LastWord();
            case WHOLE -> new AnswerRule.Whole();
            case EXPRESSION -> new AnswerRule.Expression(expression);
        };
    }

    private void count() {
        if (answers.isEmpty()) {
            turns.cancel();
            clear();
            problem.set("");
            return;
        }
        AnswerRule rule;
        try {
            rule = rule(kind.get(), expression.get());
        } catch (IllegalArgumentException e) {
            turns.cancel();
            failed(e);
            return;
        }
        Answers counted = new Answers(answers, NOTHING);
        turns.submit(
                Job.of("Vote", context -> Vote.over(counted, rule))
                        .whenDone(this::counted)
                        .whenFailed(this::failed));
    }

    private void counted(Vote made) {
        problem.set("");
        vote.set(made);
        without.set(
                made.without().isEmpty()
                        ? ""
                        : Messages.text("answers.vote.without", names(made.without())));
    }

    private void failed(Throwable failure) {
        clear();
        problem.set(Messages.text("answers.vote.problem", Sentences.of(failure)));
    }

    private void clear() {
        vote.set(null);
        without.set("");
    }

    /// The number of the best text that gave an answer.
    ///
    /// @param row of the tallies
    OptionalInt best(int row) {
        Vote counted = vote.get();
        return counted == null || row < 0 || row >= counted.tallies().size()
                ? OptionalInt.empty()
                : OptionalInt.of(counted.tallies().get(row).numbers().getFirst());
    }

    private static SignedBarsData bars(@Nullable Vote vote) {
        if (vote == null) {
            return SignedBarsData.EMPTY;
        }
        return new SignedBarsData(
                vote.tallies().stream()
                        .map(tally ->
                                new SignedBarsData.Row(
                                        shown(tally.answer()),
                                        tally.share(),
                                        Messages.text(
                                                "answers.vote.figure",
                                                tally.numbers().size(),
                                                Figures.percent(tally.share()))))
                        .toList(),
                0,
                false);
    }

    private static String shown(String answer) {
        String line = answer.replaceAll("\\s*\\n\\s*", " \u21b5 ");
        return line.length() <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    private static String winner(@Nullable Vote vote) {
        if (vote == null) {
            return "";
        }
        int without = vote.without().size();
        int all = without + vote.tallies().stream().mapToInt(tally -> tally.numbers().size()).sum();
        return vote.tallies().isEmpty()
                ? ""
                : Messages.text(
                        "answers.vote.winner",
                        shown(vote.tallies().getFirst().answer()),
                        vote.tallies().getFirst().numbers().size(),
                        all);
    }

    /// The names of answers, in their order.
    static String names(List<Integer> numbers) {
        return numbers.stream().map(number -> "#" + (number + 1)).collect(Collectors.joining(", "));
    }

    /// The rule as it is written.
    String rule() {
        return kind.get() == RuleKind.EXPRESSION
                ? expression.get()
                : Messages.text("answers.rule." + kind.get());
    }

    Caption caption() {
        String title = Messages.text("answers.vote.title");
        Question asked = question;
        return (asked == null ? Caption.of(title) : SampledNumbers.caption(asked, title))
                .with(Messages.text("answers.setting.rule"), rule())
                .with(Messages.text("answers.setting.without"), without.get());
    }

    /// A row for each answer given.
    Optional<NumbersTable> numbers() {
        Vote counted = vote.get();
        return counted == null || counted.tallies().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption(),
                                counted.tallies().size(),
                                List.of(
                                        Column.text(
                                                Messages.text("answers.column.answer"),
                                                row -> counted.tallies().get(row).answer()),
                                        Column.whole(
                                                Messages.text("answers.column.votes"),
                                                row -> counted.tallies().get(row).numbers().size()),
                                        Column.float64(
                                                Messages.text("answers.column.share"),
                                                "",
                                                row -> counted.tallies().get(row).share()),
                                        Column.text(
                                                Messages.text("answers.column.givenBy"),
                                                row ->
                                                        names(
                                                                counted.tallies()
                                                                        .get(row)
                                                                        .numbers())))));
    }
}
