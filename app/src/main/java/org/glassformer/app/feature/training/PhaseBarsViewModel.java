package org.glassformer.app.feature.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.engine.train.live.StepView;

/// What each phase of a step computes, as bars.
///
/// @param now the run
/// @param view its step
/// @param row the window in view, from 0
/// @param tensors whether each tensor has a bar, in place of each layer
record PhaseBarsViewModel(TrainingMoment now, StepView view, int row, boolean tensors) {
    private static final int MOST_CHARACTERS = 80;
    private static final double WHOLE = 1e-6;
    private static final Set<String> PARTS =
            Set.of("wte", "wpe", "attn", "mlp", "lnf", "wq", "wk", "wv", "wo", "w1", "w2", "w3");
    private static final SignedBarsData NO_BARS = SignedBarsData.EMPTY;

    /// The bars of a phase; none if it was not done.
    SignedBarsData bars(Phase phase) {
        return switch (phase) {
            case WINDOWS -> windows(now, view);
            case FORWARD -> forward(now, view, row);
            case LOSS -> losses(now, view);
            case BACKWARD -> backward(view);
            case UPDATE -> update(view);
            case AGAIN -> again(now, view, row);
        };
    }

    /// The windows as texts, with how many of their tokens are to be predicted.
    private static SignedBarsData windows(TrainingMoment now, StepView view) {
        StepView.Windows windows = view.windows();
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (int i = 0; i < windows.batch(); i++) {
            int counted = 0;
            for (int n = i * windows.time(); n < (i + 1) * windows.time(); n++) {
                counted += windows.targets()[n] >= 0 ? 1 : 0;
            }
            String text = numbered(i, windows.batch()) + text(now, windows, i);
            String figure = Messages.text("training.targets", counted);
            rows.add(new SignedBarsData.Row(text, 0, figure));
        }
        return new SignedBarsData(rows, 0, true);
    }

    /// The number of a window or a position, as wide as the widest.
    private static String numbered(int at, int rows) {
        String number = Integer.toString(at + 1);
        return " ".repeat(Integer.toString(rows).length() - number.length()) + number + "  ";
    }

    private static String text(TrainingMoment now, StepView.Windows windows, int row) {
        StringBuilder text = new StringBuilder();
        for (int n = row * windows.time(); n < (row + 1) * windows.time(); n++) {
            if (text.length() < MOST_CHARACTERS) {
                text.append(PanelsViewModel.label(now, windows.inputs()[n]));
            }
        }
        return text.toString();
    }

    private static SignedBarsData forward(TrainingMoment now, StepView view, int row) {
        StepView.Forward forward = view.forward();
        return forward == null
                ? NO_BARS
                : positions(now, view, row, forward::probability, Figures::percent, 1);
    }

    private static SignedBarsData again(TrainingMoment now, StepView view, int row) {
        StepView.Again again = view.again();
        return again == null
                ? NO_BARS
                : positions(
                        now,
                        view,
                        row,
                        n -> again.probabilityAfter(n) - again.probabilityBefore(n),
                        change -> (change > 0 ? "+" : "") + Figures.fixed(100 * change, 3) + " pp",
                        0);
    }

    private static SignedBarsData positions(
            TrainingMoment now,
            StepView view,
            int row,
            IntToDoubleFunction value,
            DoubleFunction<String> printed,
            double end) {
        StepView.Windows windows = view.windows();
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (int n = row * windows.time(); n < (row + 1) * windows.time(); n++) {
            if (windows.targets()[n] >= 0) {
                String name =
                        "%s%s → %s"
                                .formatted(
                                        numbered(n - row * windows.time(), windows.time()),
                                        PanelsViewModel.label(now, windows.inputs()[n]),
                                        PanelsViewModel.label(now, windows.targets()[n]));
                double at = value.applyAsDouble(n);
                rows.add(new SignedBarsData.Row(name, at, printed.apply(at)));
            }
        }
        return new SignedBarsData(rows, end, true);
    }

    private static SignedBarsData losses(TrainingMoment now, StepView view) {
        StepView.Forward forward = view.forward();
        if (forward == null || view.loss() == null) {
            return NO_BARS;
        }
        StepView.Windows windows = view.windows();
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (int i = 0; i < windows.batch(); i++) {
            double sum = 0;
            int counted = 0;
            for (int n = i * windows.time(); n < (i + 1) * windows.time(); n++) {
                if (windows.targets()[n] >= 0) {
                    sum += forward.losses()[n];
                    counted++;
                }
            }
            double mean = counted == 0 ? 0 : sum / counted;
            String text = numbered(i, windows.batch()) + text(now, windows, i);
            rows.add(new SignedBarsData.Row(text, mean, Figures.fixed(mean, 3)));
        }
        return new SignedBarsData(rows, 0, true);
    }

    private SignedBarsData backward(StepView view) {
        StepView.Backward backward = view.backward();
        if (backward == null) {
            return NO_BARS;
        }
        List<SignedBarsData.Row> rows =
                tensors
                        ? backward.tensors().stream()
                                .map(t -> norm(t.name(), t.gradient()))
                                .toList()
                        : backward.groups().stream()
                                .map(g -> norm(name(g.group()), g.norm()))
                                .toList();
        return new SignedBarsData(rows, 0, false);
    }

    private SignedBarsData update(StepView view) {
        StepView.Update update = view.update();
        if (update == null) {
            return NO_BARS;
        }
        List<SignedBarsData.Row> rows =
                tensors
                        ? update.tensors().stream()
                                .map(t -> changed(t.name(), t.change(), t.before()))
                                .toList()
                        : update.groups().stream()
                                .map(g ->
                                        changed(
                                                name(g.group()),
                                                g.norm(),
                                                before(update, g.group())))
                                .toList();
        return new SignedBarsData(rows, 0, false);
    }

    /// The norm of a group's weights before the update.
    private static double before(StepView.Update update, String group) {
        return Math.sqrt(
                update.tensors().stream()
                        .filter(t -> t.group().equals(group))
                        .mapToDouble(t -> t.before() * t.before())
                        .sum());
    }

    private static SignedBarsData.Row changed(String name, double change, double before) {
        String share = before == 0 ? "–" : Figures.percent(change / before);
        String printed = Messages.text("training.changed", change, before, share);
        return new SignedBarsData.Row(name, change, printed);
    }

    private static SignedBarsData.Row norm(String name, double norm) {
        return new SignedBarsData.Row(name, norm, Figures.value(norm));
    }

    /// `block 0 attn` for `blocks.0.attn`.
    private static String name(String group) {
        return group.startsWith("blocks.")
                ? group.replace("blocks.", "block ").replace('.', ' ')
                : group;
    }

    /// What a tensor or a part of the model does; empty where its name says all.
    static String meaning(String name) {
        String part = name.substring(Math.max(name.lastIndexOf(' '), name.lastIndexOf('.')) + 1);
        if (PARTS.contains(part)) {
            return Messages.text("training.meaning." + part);
        }
        boolean norm = part.startsWith("ln");
        return norm || part.startsWith("b")
                ? Messages.text(norm ? "training.meaning.norm" : "training.meaning.bias")
                : "";
    }

    /// What a phase comes to; empty if it was not done.
    static String note(TrainingMoment now, StepView view, Phase phase) {
        StepView.Loss loss = view.loss();
        StepView.Backward backward = view.backward();
        StepView.Clip clip = view.clip();
        StepView.Update update = view.update();
        StepView.Again again = view.again();
        return switch (phase) {
            case WINDOWS -> Messages.text("training.note.windows", view.windows().time());
            case FORWARD -> view.forward() == null ? "" : Messages.text("training.note.forward");
            case LOSS ->
                    loss == null
                            ? ""
                            : Messages.text(
                                    "training.note.loss",
                                    Figures.fixed(loss.mean(), 4),
                                    loss.counted());
            case BACKWARD ->
                    backward == null || clip == null ? "" : clipped(backward.total(), clip);
            case UPDATE -> update == null ? "" : rate(update.learningRate(), now);
            case AGAIN ->
                    again == null
                            ? ""
                            : Messages.text(
                                    "training.note.again",
                                    Figures.fixed(again.meanBefore(), 4),
                                    Figures.fixed(again.meanAfter(), 4));
        };
    }

    /// The number that a phase comes to; empty where the note is short.
    static String shortNote(StepView view, Phase phase) {
        StepView.Loss loss = view.loss();
        StepView.Backward backward = view.backward();
        StepView.Update update = view.update();
        return switch (phase) {
            case WINDOWS, FORWARD, AGAIN -> "";
            case LOSS ->
                    loss == null
                            ? ""
                            : Messages.text(
                                    "training.note.loss.short", Figures.fixed(loss.mean(), 4));
            case BACKWARD ->
                    backward == null
                            ? ""
                            : Messages.text("training.note.backward.short", backward.total());
            case UPDATE ->
                    update == null
                            ? ""
                            : Messages.text("training.note.update.short", update.learningRate());
        };
    }

    /// The rate of a step, and what the schedule makes it of the highest one.
    private static String rate(double rate, TrainingMoment now) {
        String optimiser =
                Messages.text(
                        "training.optimiser." + now.run().settings().optimiser().kind().name());
        double share = rate / now.peakRate();
        return Math.abs(share - 1) < WHOLE
                ? Messages.text("training.note.update", optimiser, rate)
                : Messages.text(
                        "training.note.scheduled",
                        optimiser,
                        rate,
                        Figures.percent(share),
                        now.peakRate());
    }

    private static String clipped(double total, StepView.Clip clip) {
        if (clip.limit() == 0) {
            return Messages.text("training.note.unclipped", total);
        }
        return clip.factor() < 1
                ? Messages.text("training.note.clipped", total, clip.limit(), clip.factor())
                : Messages.text("training.note.short", total, clip.limit());
    }
}
