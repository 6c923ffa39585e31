package org.glassformer.app.feature.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.session.VocabularyIndex;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.BarSource;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.BarsData.Bar;
import org.glassformer.app.ui.control.BarsData.Others;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.StepView;
import org.jspecify.annotations.Nullable;

/// What the model holds likely to come next at one position of the batch: all tokens of the vocabulary.
///
/// The backward pass overwrites the logits with their gradients. What was read before it stays in view until another
/// position is chosen or another step begins.
final class DistributionViewModel {

    /// The position that means none.
    static final int NONE = -1;

    private static final int FOUND = 12;

    private final TrainingDesk desk;
    private final NewestWins sorting;
    private final NewestWins indexing;
    private final IntegerProperty position = new SimpleIntegerProperty(this, "position", NONE);
    private final ReadOnlyObjectWrapper<BarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", BarsData.EMPTY);
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper(this, "missing", "");
    private final ReadOnlyObjectWrapper<Function<String, List<TokenChoice>>> matches =
            new ReadOnlyObjectWrapper<>(this, "matches", _ -> List.of());
    private @Nullable TrainingMoment moment;
    private int row;
    private @Nullable Asked asked;
    private @Nullable Ranking ranking;
    private @Nullable TokenTexts indexed;
    private @Nullable VocabularyIndex index;

    /// What was asked last.
    private record Asked(TrainingMoment.Run run, int step, boolean again, int place) {}

    /// The tokens of a vocabulary by their logits. The arrays do not change.
    ///
    /// @param asked what it answers
    /// @param texts of the vocabulary
    /// @param logits by token
    /// @param probabilities by token
    /// @param order the tokens, the likeliest first
    /// @param ranks of the tokens, from 0
    /// @param right the token that comes next in the text; -1 where nothing is learned
    @SuppressWarnings("ArrayRecordComponent") // large, and never compared
    private record Ranking(
            Asked asked,
            TokenTexts texts,
            float[] logits,
            double[] probabilities,
            int[] order,
            int[] ranks,
            int right)
            implements BarSource {

        static Ranking of(Asked asked, TokenTexts texts, float[] logits, int right) {
            double most = Double.NEGATIVE_INFINITY;
            for (float z : logits) {
                most = Math.max(most, z);
            }
            double[] p = new double[logits.length];
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                p[i] = Math.exp(logits[i] - most);
                sum += p[i];
            }
            for (int i = 0; i < p.length; i++) {
                p[i] /= sum;
            }
            int[] order =
                    IntStream.range(0, p.length)
                            .boxed()
                            .sorted(Comparator.comparingDouble((Integer id) -> -logits[id]))
                            .mapToInt(id -> id)
                            .toArray();
            int[] ranks = new int[order.length];
            for (int rank = 0; rank < order.length; rank++) {
                ranks[order[rank]] = rank;
            }
            return new Ranking(asked, texts, logits, p, order, ranks, right);
        }

        @Override
        public int size() {
            return order.length;
        }

        @Override
        public Bar bar(int row) {
            int id = order[row];
            String text = texts.token(id).text();
            return new Bar(
                    id,
                    id == right ? Messages.text("training.next.right", text) : text,
                    logits[id],
                    Double.NaN,
                    probabilities[id],
                    probabilities[id],
                    null);
        }

        @Override
        public Others from(int row) {
            double above = 0;
            for (int i = 0; i < row; i++) {
                above += probabilities[order[i]];
            }
            double rest = Math.max(0, 1 - above);
            return new Others(order.length - row, rest, rest, null);
        }

        @Override
        public int cutIndex() {
            return order.length;
        }
    }

    DistributionViewModel(TrainingDesk desk, TaskRunner runner) {
        this.desk = desk;
        this.sorting = runner.newestWins();
        this.indexing = runner.newestWins();
        position.subscribe((_, _) -> ask());
    }

    /// The position of the window in view whose next token is in view, or [#NONE].
    IntegerProperty positionProperty() {
        return position;
    }

    /// All tokens, the likeliest first.
    ReadOnlyObjectProperty<BarsData> barsProperty() {
        return bars.getReadOnlyProperty();
    }

    /// What came of the right token, in a sentence.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// One sentence why there are no probabilities; empty if there are.
    ReadOnlyStringProperty missingProperty() {
        return missing.getReadOnlyProperty();
    }

    /// Gives for what is typed the tokens that fit it, and for nothing the likeliest.
    ReadOnlyObjectProperty<Function<String, List<TokenChoice>>> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    /// The row of the right token, or of another one.
    OptionalInt row(int id) {
        Ranking now = ranking;
        return now == null || id < 0 || id >= now.ranks().length
                ? OptionalInt.empty()
                : OptionalInt.of(now.ranks()[id]);
    }

    /// The row of the token that comes next in the text.
    OptionalInt rightRow() {
        Ranking now = ranking;
        return now == null ? OptionalInt.empty() : row(now.right());
    }

    /// Tells of another moment, or of another window of the batch.
    ///
    /// @param window in view, from 0
    void show(@Nullable TrainingMoment now, int window) {
        if (window != row) {
            row = window;
            position.set(NONE);
        }
        moment = now;
        StepView view = now == null ? null : now.view();
        if (view == null || position.get() >= view.windows().time()) {
            position.set(NONE);
        }
        ask();
    }

    private void ask() {
        TrainingMoment now = moment;
        StepView view = now == null ? null : now.view();
        if (now == null || view == null || position.get() == NONE) {
            forget("");
            return;
        }
        int place = row * view.windows().time() + position.get();
        LivePhase phase = now.phase();
        boolean again = phase == LivePhase.AGAIN;
        Asked next = new Asked(now.run(), view.step(), again, place);
        if (next.equals(asked)) {
            return;
        }
        boolean there = phase == LivePhase.FORWARD || phase == LivePhase.LOSS || again;
        if (!there) {
            boolean same =
                    ranking != null
                            && ranking.asked()
                                    .equals(new Asked(now.run(), view.step(), false, place));
            if (!same || phase == LivePhase.WINDOWS) {
                forget(
                        Messages.text(
                                phase == LivePhase.WINDOWS
                                        ? "training.next.before"
                                        : phase == null
                                                ? "training.next.whole"
                                                : "training.next.overwritten"));
            }
            return;
        }
        asked = next;
        int right = view.windows().targets()[place];
        TokenTexts texts = now.run().texts();
        desk.look(
                run -> run.logits(place),
                read -> rank(next, texts, read.orElse(null), right),
                missing::set);
        learn(texts);
    }

    private void forget(String why) {
        sorting.cancel();
        asked = null;
        ranking = null;
        bars.set(BarsData.EMPTY);
        note.set("");
        missing.set(why);
    }

    private void rank(Asked of, TokenTexts texts, float @Nullable [] logits, int right) {
        if (!of.equals(asked)) {
            return;
        }
        if (logits == null) {
            forget(Messages.text("training.next.overwritten"));
            return;
        }
        sorting.submit(
                Job.of(
                                Messages.text("training.task.next"),
                                _ -> Ranking.of(of, texts, logits, right))
                        .whenDone(this::show));
    }

    private void show(Ranking made) {
        ranking = made;
        missing.set("");
        note.set(sentence(made));
        bars.set(BarsData.of(made, made.size(), 1));
        offer();
    }

    private static String sentence(Ranking made) {
        if (made.right() < 0) {
            return Messages.text("training.next.none");
        }
        double p = made.probabilities()[made.right()];
        return Messages.text(
                "training.next.note",
                label(made.texts().token(made.right())),
                Figures.percent(p),
                made.ranks()[made.right()] + 1,
                made.size(),
                Figures.fixed(-Math.log(p), 3));
    }

    private static String label(SessionToken token) {
        return PanelsViewModel.label(token);
    }

    private void learn(TokenTexts texts) {
        if (!texts.equals(indexed)) {
            indexed = texts;
            index = null;
            indexing.submit(
                    Job.of(Messages.text("training.task.next"), _ -> texts.index())
                            .whenDone(made -> {
                                index = made;
                                offer();
                            }));
        }
    }

    private void offer() {
        Ranking now = ranking;
        VocabularyIndex all = index;
        if (now != null) {
            matches.set(typed -> find(now, all, typed));
        }
    }

    private static List<TokenChoice> find(
            Ranking now, @Nullable VocabularyIndex all, String typed) {
        List<SessionToken> found =
                typed.isEmpty() || all == null
                        ? IntStream.range(0, Math.min(FOUND, now.size()))
                                .mapToObj(rank -> now.texts().token(now.order()[rank]))
                                .toList()
                        : all.find(typed, FOUND);
        return found.stream()
                .filter(token -> token.id() < now.size())
                .map(token ->
                        new TokenChoice(
                                token.id(),
                                label(token),
                                Figures.percent(now.probabilities()[token.id()])))
                .toList();
    }

    /// All tokens with logit and probability, the likeliest first.
    Optional<NumbersTable> numbers(Caption caption) {
        Ranking now = ranking;
        return now == null
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption.with(Messages.text("training.caption.note"), note.get()),
                                now.size(),
                                List.of(
                                        Column.whole(
                                                Messages.text("training.column.id"),
                                                i -> now.order()[i]),
                                        Column.text(
                                                Messages.text("training.column.token"),
                                                i -> now.texts().token(now.order()[i]).text()),
                                        Column.float32(
                                                Messages.text("training.column.logit"),
                                                "",
                                                i -> now.logits()[now.order()[i]]),
                                        Column.float64(
                                                Messages.text("training.column.probability"),
                                                "",
                                                i -> now.probabilities()[now.order()[i]]))));
    }
}
