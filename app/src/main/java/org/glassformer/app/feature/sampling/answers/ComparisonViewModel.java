package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Question;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.generate.Answer;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.Generation;
import org.jspecify.annotations.Nullable;

/// Two answers side by side, cut where they first differ: the chosen one, and another one or else the best of the
/// others.
final class ComparisonViewModel {

    /// The number that means no answer.
    static final int NONE = -1;

    /// Two answers.
    ///
    /// @param left the chosen one
    /// @param leftPassage what it says
    /// @param right the other one; null where there is no other
    /// @param rightPassage what that says
    /// @param sentence where they differ; empty without two
    record Pair(
            AnswerRow left,
            Passage leftPassage,
            @Nullable AnswerRow right,
            Passage rightPassage,
            String sentence) {}

    private final IntegerProperty chosen = new SimpleIntegerProperty(this, "chosen", NONE);
    private final IntegerProperty other = new SimpleIntegerProperty(this, "other", NONE);
    private final ReadOnlyObjectWrapper<@Nullable Pair> pair =
            new ReadOnlyObjectWrapper<>(this, "pair");
    private List<AnswerRow> rows = List.of();
    private Map<Integer, Generation> texts = Map.of();
    private @Nullable Question question;

    ComparisonViewModel() {
        chosen.subscribe((before, now) -> compare());
        other.subscribe((before, now) -> compare());
    }

    /// The number of the answer looked at; [#NONE] for the best.
    IntegerProperty chosenProperty() {
        return chosen;
    }

    /// The number of the answer that it is compared with; [#NONE] for the best of the others.
    IntegerProperty otherProperty() {
        return other;
    }

    /// The two; null while there is no answer.
    ReadOnlyObjectProperty<@Nullable Pair> pairProperty() {
        return pair.getReadOnlyProperty();
    }

    /// Compares other answers.
    ///
    /// @param asked what they answer; null for nothing
    /// @param now the best first
    /// @param written those of them that are written
    void show(@Nullable Question asked, List<AnswerRow> now, List<Answer> written) {
        question = asked;
        rows = now;
        texts = written.stream().collect(Collectors.toMap(Answer::number, Answer::generation));
        compare();
    }

    /// Chooses an answer.
    void choose(int number) {
        if (other.get() == number) {
            other.set(NONE);
        }
        chosen.set(number);
    }

    /// Compares the chosen answer with another one; the same one again compares it with the best.
    void compareWith(int number) {
        Pair now = pair.get();
        if (now != null && now.left().number() == number) {
            return;
        }
        other.set(other.get() == number ? NONE : number);
    }

    private void compare() {
        AnswerRow left = row(chosen.get()).or(() -> rows.stream().findFirst()).orElse(null);
        if (left == null) {
            pair.set(null);
            return;
        }
        AnswerRow right =
                row(other.get())
                        .filter(row -> row.number() != left.number())
                        .or(() ->
                                rows.stream()
                                        .filter(row -> row.number() != left.number())
                                        .findFirst())
                        .orElse(null);
        Generation a = texts.get(left.number());
        Generation b = right == null ? null : texts.get(right.number());
        if (right == null || a == null || b == null) {
            pair.set(new Pair(left, new Passage(left.text(), "", ""), null, Passage.NONE, ""));
            return;
        }
        int same = common(a, b);
        pair.set(
                new Pair(
                        left,
                        passage(a, same),
                        right,
                        passage(b, same),
                        sentence(left.name(), a, right.name(), b, same)));
    }

    /// How many tokens two answers have in common at their beginning.
    private static int common(Generation a, Generation b) {
        int least = Math.min(a.tokens().size(), b.tokens().size());
        int same = 0;
        while (same < least && a.tokens().get(same).id() == b.tokens().get(same).id()) {
            same++;
        }
        return same;
    }

    /// An answer cut at a token; its text may end before its tokens do.
    private static Passage passage(Generation answer, int at) {
        StringBuilder all = new StringBuilder();
        int from = Integer.MAX_VALUE;
        int to = Integer.MAX_VALUE;
        for (int i = 0; i < answer.tokens().size() && i <= at; i++) {
            from = i == at ? all.length() : from;
            all.append(answer.tokens().get(i).text());
            to = i == at ? all.length() : to;
        }
        String text = answer.text();
        int start = Math.min(from, text.length());
        int end = Math.min(to, text.length());
        return new Passage(
                text.substring(0, start), text.substring(start, end), text.substring(end));
    }

    private Optional<AnswerRow> row(int number) {
        return rows.stream().filter(row -> row.number() == number).findFirst();
    }

    private static String sentence(
            String left, Generation a, String right, Generation b, int same) {
        String first = token(a, same);
        String second = token(b, same);
        if (first.isEmpty() && second.isEmpty()) {
            return Messages.text("answers.compare.equal", left, right);
        }
        String end = Messages.text("answers.compare.end");
        return Messages.text(
                same == 0
                        ? "answers.compare.atOnce"
                        : same == 1 ? "answers.compare.afterOne" : "answers.compare.sentence",
                same,
                left,
                first.isEmpty() ? end : first,
                right,
                second.isEmpty() ? end : second);
    }

    /// A token and how likely it was; empty where the text ends before.
    private static String token(Generation generation, int at) {
        if (at >= generation.tokens().size()) {
            return "";
        }
        GeneratedToken token = generation.tokens().get(at);
        return Messages.text(
                "answers.compare.token",
                TokenText.visible(token.text()),
                Figures.percent(Math.exp(token.drawn().logprob())),
                token.drawn().rank());
    }

    Caption caption() {
        Pair now = pair.get();
        String title = Messages.text("answers.compare.title");
        Question asked = question;
        return (asked == null ? Caption.of(title) : SampledNumbers.caption(asked, title))
                .with(
                        Messages.text("answers.setting.difference"),
                        now == null ? "" : now.sentence());
    }

    /// A row for each token of the longer one.
    Optional<NumbersTable> numbers() {
        Pair now = pair.get();
        AnswerRow other = now == null ? null : now.right();
        Generation a = now == null ? null : texts.get(now.left().number());
        Generation b = other == null ? null : texts.get(other.number());
        if (now == null || a == null) {
            return Optional.empty();
        }
        List<GeneratedToken> left = a.tokens();
        List<GeneratedToken> right = b == null ? List.of() : b.tokens();
        String leftName = now.left().name();
        String rightName = other == null ? "–" : other.name();
        return Optional.of(
                new NumbersTable(
                        caption(),
                        Math.max(left.size(), right.size()),
                        List.of(
                                Column.whole(Messages.text("answers.column.step"), row -> row + 1L),
                                Column.text(leftName, row -> text(left, row)),
                                Column.float64(
                                        Messages.text("answers.column.logprobOf", leftName),
                                        "",
                                        row -> logprob(left, row)),
                                Column.text(rightName, row -> text(right, row)),
                                Column.float64(
                                        Messages.text("answers.column.logprobOf", rightName),
                                        "",
                                        row -> logprob(right, row)))));
    }

    private static @Nullable String text(List<GeneratedToken> tokens, int row) {
        return row < tokens.size() ? tokens.get(row).text() : null;
    }

    private static double logprob(List<GeneratedToken> tokens, int row) {
        return row < tokens.size() ? tokens.get(row).drawn().logprob() : Double.NaN;
    }
}
