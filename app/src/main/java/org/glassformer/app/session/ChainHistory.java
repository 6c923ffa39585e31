package org.glassformer.app.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.Stage;

/// Remembers every change of the chain, whoever made it, so that it can be taken back: a step for each gesture.
///
/// Values that move in quick succession are one gesture, such as a slider or the cut line being dragged. An order, a
/// switch and a preset are steps of their own. Another model forgets them, and the biases with them: tokens of one mean
/// nothing in another.
public final class ChainHistory {

    private static final long SAME_STAGE_MS = 2000;
    private static final long OTHER_STAGE_MS = 700;

    /// What a change was about.
    ///
    /// @param stages whose values moved
    /// @param whole whether nothing may join it
    private record Gesture(Set<StageKind> stages, boolean whole) {

        static Gesture of(ChainSettings before, ChainSettings now) {
            Set<StageKind> moved = EnumSet.noneOf(StageKind.class);
            for (StageKind kind : StageKind.values()) {
                if (!before.stage(kind).equals(now.stage(kind))) {
                    moved.add(kind);
                }
            }
            boolean preset =
                    moved.size() > 1
                            && (now.equals(before.neutral())
                                    || now.equals(before.greedy())
                                    || now.equals(before.creative()));
            return new Gesture(moved, moved.isEmpty() || preset || !sameOrder(before, now));
        }

        private static boolean sameOrder(ChainSettings before, ChainSettings now) {
            return before.entries().stream()
                    .map(ChainSettings.Entry::kind)
                    .toList()
                    .equals(now.entries().stream().map(ChainSettings.Entry::kind).toList());
        }

        boolean joins(Gesture last, long elapsed) {
            return !whole
                    && !last.whole
                    && elapsed <= (stages.equals(last.stages) ? SAME_STAGE_MS : OTHER_STAGE_MS);
        }
    }

    private final class Change implements History.Step {

        private final ChainSettings before;
        private ChainSettings after;
        private Gesture gesture;
        private long when;
        private boolean open = true;

        Change(ChainSettings before, ChainSettings after, Gesture gesture, long when) {
            this.before = before;
            this.after = after;
            this.gesture = gesture;
            this.when = when;
        }

        boolean takes(Gesture next, long now) {
            return open && next.joins(gesture, now - when);
        }

        void take(ChainSettings chain, Gesture next, long now) {
            after = chain;
            gesture = next;
            when = now;
        }

        @Override
        public void undo() {
            open = false;
            restore(before);
        }

        @Override
        public void redo() {
            restore(after);
        }
    }

    private final LabSession session;
    private final History history;
    private final LongSupplier clock;
    private ChainSettings known;
    private boolean restoring;

    /// Watches the chain of a session.
    ///
    /// @param session has it
    /// @param history remembers the changes
    public ChainHistory(LabSession session, History history) {
        this(session, history, () -> System.nanoTime() / 1_000_000);
    }

    /// @param clock milliseconds since some moment
    ChainHistory(LabSession session, History history, LongSupplier clock) {
        this.session = session;
        this.history = history;
        this.clock = clock;
        known = session.chainProperty().get();
        session.chainProperty().subscribe((before, now) -> changed());
        session.modelProperty().subscribe((before, now) -> forget());
    }

    private void forget() {
        history.forget(Change.class);
        restore(session.chainProperty().get().reset(StageKind.LOGIT_BIAS));
    }

    private void restore(ChainSettings chain) {
        restoring = true;
        session.chainProperty().set(chain);
        restoring = false;
        known = session.chainProperty().get();
    }

    private void changed() {
        ChainSettings before = known;
        ChainSettings now = session.chainProperty().get();
        known = now;
        if (restoring || withoutBreakers(before).equals(withoutBreakers(now))) {
            return;
        }
        long time = clock.getAsLong();
        Gesture gesture = Gesture.of(before, now);
        if (history.last() instanceof Change last && last.takes(gesture, time)) {
            last.take(now, gesture, time);
            if (now.equals(last.before)) {
                history.forgetLast();
            }
        } else {
            history.did(new Change(before, now, gesture, time));
        }
    }

    /// The tokens across which nothing counts as repeated follow from texts and the vocabulary; nobody sets them.
    private static ChainSettings withoutBreakers(ChainSettings chain) {
        return new ChainSettings(
                chain.entries().stream()
                        .map(entry ->
                                entry.stage() instanceof Penalty.Dry dry
                                        ? new ChainSettings.Entry(bare(dry), entry.on())
                                        : entry)
                        .toList());
    }

    private static Stage bare(Penalty.Dry dry) {
        return new Penalty.Dry(
                dry.multiplier(), dry.base(), dry.allowedLength(), dry.lastN(), List.of());
    }
}
