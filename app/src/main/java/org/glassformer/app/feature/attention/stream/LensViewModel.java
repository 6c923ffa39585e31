package org.glassformer.app.feature.attention.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.analysis.LensGrid;
import org.glassformer.engine.analysis.LogitLens;
import org.glassformer.engine.analysis.StreamNorms;
import org.glassformer.engine.analysis.StreamPoint;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.model.Readout;
import org.glassformer.engine.model.Transformer;
import org.jspecify.annotations.Nullable;

/// Reads the stream of a text off the JavaFX thread, the positions that are looked at first; the newest text wins.
///
/// A text is read in stretches of positions whose logits are at most 24 MB, and each stretch is shown when it is there.
/// What is kept of a position is its best tokens, ranks and norms, about 2 KB: 2 MB for 1,024 positions and 25 points.
final class LensViewModel {

    /// How many of the likeliest tokens a cell keeps.
    static final int TOP = 10;

    private static final long STRETCH_BYTES = 24L << 20;
    private static final long LONG_WORK = 400L << 20;

    private final EngineService engine;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<@Nullable StreamNumbers> numbers =
            new ReadOnlyObjectWrapper<>(this, "numbers");
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private final long stretchBytes;
    private volatile int wanted;

    LensViewModel(EngineService engine, TaskRunner runner) {
        this(engine, runner, STRETCH_BYTES);
    }

    /// Reads stretches of positions whose logits take a number of bytes at most, or one position at a time.
    LensViewModel(EngineService engine, TaskRunner runner, long stretchBytes) {
        this.engine = engine;
        this.stretchBytes = stretchBytes;
        this.turns = runner.newestWins();
    }

    /// What is known, of the text that was read last; null before the first.
    ReadOnlyObjectProperty<@Nullable StreamNumbers> numbersProperty() {
        return numbers.getReadOnlyProperty();
    }

    /// Whether the numbers are those of the text that was asked for.
    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The position next to which reading goes on.
    void want(int position) {
        wanted = position;
    }

    /// Stops reading.
    void stop() {
        turns.cancel();
        if (state.get() == LabState.BUSY) {
            state.set(numbers.get() == null ? LabState.EMPTY : LabState.STALE);
        }
    }

    /// Reads a text.
    ///
    /// @param target the token followed everywhere, or negative for each position's likeliest
    void read(Reading reading, int target) {
        state.set(LabState.BUSY);
        Job<StreamNumbers> job =
                Job.of(Messages.text("stream.task"), context -> inspect(reading, target, context))
                        .whenDone(all -> {
                            numbers.set(all);
                            state.set(LabState.READY);
                        })
                        .whenFailed(failure -> state.set(LabState.FAILED));
        long work = 4L * reading.model().vocabSize() * (2L * reading.model().nLayer() + 1);
        turns.submit(work * reading.tokens().size() > LONG_WORK ? job.asShown() : job);
    }

    private StreamNumbers inspect(Reading reading, int target, TaskContext context) {
        HookFilter filter =
                StreamPoint.filter(reading.model().nLayer())
                        .or(HookFilter.of(List.of(HookNames.EMBED, HookNames.POS_EMBED)));
        return engine.inspect(
                reading,
                filter,
                (model, cache, breath) -> {
                    context.checkCancelled();
                    StreamNumbers all = begin(reading, target, model, cache);
                    int index = all.nextStretch(wanted);
                    while (index >= 0) {
                        context.checkCancelled();
                        breath.run();
                        all =
                                all.with(
                                        stretch(
                                                model,
                                                cache,
                                                all.firstOf(index),
                                                all.lengthOf(index),
                                                target,
                                                context));
                        StreamNumbers partial = all;
                        context.progress((double) all.read() / all.positions(), "");
                        if (!all.isComplete()) {
                            context.deliver(() -> numbers.set(partial));
                        }
                        index = all.nextStretch(wanted);
                    }
                    return all;
                });
    }

    private StreamNumbers begin(
            Reading reading, int target, Transformer model, ActivationCache cache) {
        StreamNorms norms = new StreamNorms(model.config(), cache);
        List<Point> points = norms.points().stream().map(LensViewModel::point).toList();
        double[][] lengths = new double[points.size()][norms.positions()];
        for (int p = 0; p < lengths.length; p++) {
            for (int t = 0; t < lengths[p].length; t++) {
                lengths[p][t] = norms.norm(p, t);
            }
        }
        List<StreamNumbers.Share> shares = new ArrayList<>();
        for (int t = 0; t < norms.positions(); t++) {
            norms.positionShare(t)
                    .map(share ->
                            new StreamNumbers.Share(
                                    share.token(), share.added(), share.sum(), share.cosine()))
                    .ifPresent(shares::add);
        }
        long bytes = 4L * points.size() * model.config().vocabSize();
        int stretch = Math.clamp(stretchBytes / bytes, 1, Math.max(1, norms.positions()));
        return new StreamNumbers(reading, target, points, lengths, List.copyOf(shares), stretch);
    }

    private static Point point(StreamPoint point) {
        Point.Kind kind =
                switch (point.place()) {
                    case PRE -> Point.Kind.EMBEDDING;
                    case ATTN_OUT, MID -> Point.Kind.ATTENTION;
                    case MLP_OUT, POST -> Point.Kind.MLP;
                };
        return new Point(point.layer(), kind);
    }

    private static LensStretch stretch(
            Transformer model,
            ActivationCache cache,
            int first,
            int count,
            int target,
            TaskContext context) {
        int[] followed = new int[count];
        if (target >= 0 && target < model.config().vocabSize()) {
            Arrays.fill(followed, target);
        } else {
            followed = likeliest(model, cache, first, count);
        }
        LensGrid grid =
                new LogitLens(model)
                        .read(cache, first, TOP, followed, done -> context.checkCancelled());
        int points = grid.points().size();
        int top = grid.top();
        int[] ids = new int[points * count * top];
        float[] probabilities = new float[ids.length];
        int[] ranks = new int[points * count];
        float[] chosen = new float[ranks.length];
        float[] divergences = new float[ranks.length];
        for (int cell = 0; cell < ranks.length; cell++) {
            int point = cell / count;
            int position = cell % count;
            for (int n = 0; n < top; n++) {
                ids[cell * top + n] = grid.token(point, position, n);
                probabilities[cell * top + n] = grid.probability(point, position, n);
            }
            ranks[cell] = grid.rank(point, position);
            chosen[cell] = grid.chosenProbability(point, position);
            divergences[cell] = (float) (grid.divergence(point, position) / Math.log(2));
        }
        return new LensStretch(
                first, count, top, ids, probabilities, followed, ranks, chosen, divergences);
    }

    /// The model's own likeliest token at each position; of equal ones the lower id.
    private static int[] likeliest(Transformer model, ActivationCache cache, int first, int count) {
        int c = model.config().nEmbd();
        String last = ResidualPlace.POST.hookName(model.config().nLayer() - 1);
        float[] streams = cache.get(last).data();
        float[] logits = new float[model.config().vocabSize()];
        int[] best = new int[count];
        try (Readout readout = new Readout(model, count)) {
            readout.read(Arrays.copyOfRange(streams, first * c, (first + count) * c), count);
            for (int t = 0; t < count; t++) {
                readout.logits(t, logits);
                for (int id = 1; id < logits.length; id++) {
                    if (logits[id] > logits[best[t]]) {
                        best[t] = id;
                    }
                }
            }
        }
        return best;
    }
}
