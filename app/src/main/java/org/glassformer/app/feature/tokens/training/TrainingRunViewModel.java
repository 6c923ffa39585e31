package org.glassformer.app.feature.tokens.training;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.PairBar;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.BpeTraining;
import org.glassformer.engine.tokenizer.LearnedMerge;
import org.glassformer.engine.tokenizer.PairCount;
import org.glassformer.engine.tokenizer.SplitPattern;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.TrainedBpe;

/// One vocabulary that is learned, and every moment of it so far.
///
/// Of the first merges all the counts on screen are kept, of later ones only where learning paused. Safe for several
/// threads, one at a time.
final class TrainingRunViewModel {

    /// How many pairs are listed.
    static final int LISTED = 12;

    /// Up to here the counts before every merge are kept: some 400 bytes each.
    private static final int COUNTS_KEPT = 5_000;

    private static final int LEAST_COUNT = 2;

    private final BpeTraining training;
    private final StretchViewModel stretch;
    private final Map<Integer, List<PairCount>> counts = new HashMap<>(); // by merges done before
    private PlotData curve = PlotData.EMPTY;
    private int curveMerges = -1;
    private volatile int learned;

    private TrainingRunViewModel(String text, BpeTraining training) {
        this.training = training;
        this.stretch = new StretchViewModel(text, training);
        counts.put(0, training.candidates(LISTED));
    }

    /// Counts the pairs of a text.
    ///
    /// @param cancelled asked now and then
    static TrainingRunViewModel start(String text, WordSplit split, BooleanSupplier cancelled) {
        SplitPattern pattern =
                switch (split) {
                    case GPT2 -> SplitPattern.GPT2;
                    case GPT4 -> SplitPattern.CL100K;
                    case NONE -> SplitPattern.NONE;
                };
        BpeTrainer trainer = new BpeTrainer(Integer.MAX_VALUE, List.of(), LEAST_COUNT, pattern);
        return new TrainingRunViewModel(text, trainer.start(List.of(text), cancelled));
    }

    /// How many merges are known; waits for nothing.
    int learned() {
        return learned;
    }

    /// Learns until so many merges are known, or the vocabulary is full, or nothing frequent is left.
    ///
    /// @param merges how many to know
    /// @param vocabSize the tokens of a full vocabulary
    /// @param cancelled asked before each merge
    /// @param progress hears the number of merges known after each
    void learn(int merges, int vocabSize, BooleanSupplier cancelled, IntConsumer progress) {
        while (!cancelled.getAsBoolean()) {
            synchronized (this) {
                int known = training.mergeCount();
                if (known >= merges || training.vocabSize(known) >= vocabSize) {
                    return;
                }
                if (known < COUNTS_KEPT || known == merges - 1) {
                    counts.computeIfAbsent(known, _ -> training.candidates(LISTED));
                }
                if (training.step().isEmpty()) {
                    return;
                }
                learned = training.mergeCount();
            }
            progress.accept(learned());
        }
    }

    /// What there is to see after so many merges, or after all that are known if they are fewer.
    ///
    /// @param merges how many
    /// @param vocabSize the tokens of a full vocabulary
    synchronized Moment moment(int merges, int vocabSize) {
        int known = training.mergeCount();
        int shown = Math.min(merges, known);
        List<PairCount> before = counts.get(Math.max(0, shown - 1));
        boolean winnerOnly = before == null;
        if (before == null) {
            LearnedMerge winner = training.merge(shown);
            before = List.of(new PairCount(winner.left(), winner.right(), winner.count()));
        }
        return new Moment(
                shown,
                known,
                training.vocabSize(shown),
                training.sequenceLength(shown),
                training.sequenceLength(0),
                before.stream().map(this::bar).toList(),
                winnerOnly,
                stretch.groups(shown),
                shown == 0 ? beginning() : what(training.merge(shown)),
                shown == 0 ? "" : why(training.merge(shown), before),
                curve(),
                end(vocabSize));
    }

    private Moment.End end(int vocabSize) {
        if (training.end().isPresent()) {
            return Moment.End.NOTHING_FREQUENT;
        }
        return training.vocabSize(training.mergeCount()) >= vocabSize
                ? Moment.End.FULL
                : Moment.End.NONE;
    }

    private PairBar bar(PairCount pair) {
        return new PairBar(token(pair.left()), token(pair.right()), pair.count());
    }

    private FlowToken token(int id) {
        return FlowToken.ofBytes(id, training.bytes(id));
    }

    private synchronized String label(int id) {
        return StretchViewModel.label(token(id));
    }

    private String beginning() {
        return Messages.text(
                training.sequenceLength(0) == 1 ? "ownbpe.what.oneByte" : "ownbpe.what.bytes",
                training.sequenceLength(0));
    }

    private String what(LearnedMerge merge) {
        return Messages.text(
                "ownbpe.what.merge",
                label(merge.left()),
                label(merge.right()),
                label(merge.token()),
                Integer.toString(merge.token()),
                merge.tokensBefore() - merge.tokensAfter());
    }

    private static String why(LearnedMerge merge, List<PairCount> before) {
        if (before.size() < 2) {
            return Messages.text("ownbpe.why.alone", merge.count());
        }
        long equals = before.stream().filter(pair -> pair.count() == merge.count()).count();
        if (equals == 1) {
            return Messages.text("ownbpe.why.most", merge.count(), before.get(1).count());
        }
        boolean more = equals == LISTED; // the list may end among them
        return Messages.text(more ? "ownbpe.why.ties" : "ownbpe.why.tie", equals, merge.count());
    }

    private PlotData curve() {
        int known = training.mergeCount();
        if (curveMerges != known) {
            double[] sizes = new double[known + 1];
            double[] tokens = new double[known + 1];
            for (int i = 0; i <= known; i++) {
                sizes[i] = training.vocabSize(i);
                tokens[i] = training.sequenceLength(i);
            }
            curveMerges = known;
            curve =
                    new PlotData(
                            PlotAxis.of(Messages.text("ownbpe.axis.vocabulary")).ofCounts(),
                            PlotAxis.of(Messages.text("ownbpe.axis.tokens")).ofCounts().fromZero(),
                            List.of(
                                    PlotSeries.line(
                                            Messages.text("ownbpe.axis.tokens"), sizes, tokens)));
        }
        return curve;
    }

    /// Every merge known so far, for export; the cells stay the same while more are learned. Waits for nothing.
    ///
    /// @param caption title and settings
    NumbersTable table(Caption caption) {
        return new NumbersTable(
                caption,
                learned,
                List.of(
                        Column.whole(heading("merge"), row -> row + 1L),
                        Column.text(heading("left"), row -> label(merge(row).left())),
                        Column.text(heading("right"), row -> label(merge(row).right())),
                        Column.text(heading("token"), row -> label(merge(row).token())),
                        Column.whole(heading("id"), row -> merge(row).token()),
                        Column.whole(heading("count"), row -> merge(row).count()),
                        Column.whole(heading("vocabulary"), row -> merge(row).vocabSize()),
                        Column.whole(heading("tokens"), row -> merge(row).tokensAfter())));
    }

    private static String heading(String name) {
        return Messages.text("ownbpe.column." + name);
    }

    private synchronized LearnedMerge merge(int row) {
        return training.merge(row + 1);
    }

    /// The vocabulary after so many merges, ready for use.
    synchronized Tokenizer tokenizer(int merges) {
        String name = Messages.text("ownbpe.name", training.vocabSize(merges));
        return training.trained(merges).tokenizer(name);
    }

    /// Writes the vocabulary after so many merges as a `tokenizer.json`.
    void save(int merges, Path file) {
        trained(merges).writeTokenizerJson(file);
    }

    private synchronized TrainedBpe trained(int merges) {
        return training.trained(merges);
    }
}
