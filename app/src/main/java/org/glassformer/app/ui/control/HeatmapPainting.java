package org.glassformer.app.ui.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/// Paints heat maps off the JavaFX thread.
///
/// A request replaces the one that waits; a finished picture is picked up by the next pulse. What was painted ahead is
/// shown at once. Use from the JavaFX thread.
final class HeatmapPainting {

    /// Pixels of all pictures painted ahead; 24 MB.
    private static final long MOST_AHEAD = 6L << 20;

    /// A request in its turn.
    private record Wanted(long turn, HeatmapPicture.Request request) {}

    private record Painted(long turn, HeatmapPicture picture) {}

    private final Executor painter;
    private final Consumer<HeatmapPicture> show;
    private final AtomicReference<@Nullable Wanted> wanted = new AtomicReference<>();
    private final AtomicReference<@Nullable Painted> painted = new AtomicReference<>();
    private final AtomicBoolean painting = new AtomicBoolean();
    private final AnimationTimer pickUp =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    showPainted();
                }
            };
    private final Map<HeatmapPicture.Request, Ahead> ahead = new HashMap<>();
    private HeatmapPicture.@Nullable Request requested;
    private long turn;
    private long shownTurn;

    /// A picture that may be asked for, as soon as it is painted.
    private static final class Ahead {
        private volatile @Nullable HeatmapPicture picture;
        private volatile boolean dropped;
    }

    /// @param painter runs the filling of pixels
    /// @param show puts a picture on screen
    HeatmapPainting(Executor painter, Consumer<HeatmapPicture> show) {
        this.painter = painter;
        this.show = show;
    }

    /// Shows a picture as soon as it is painted, unless another is asked for before.
    ///
    /// @return whether it was shown at once
    boolean request(HeatmapPicture.Request request) {
        if (request.equals(requested)) {
            return false;
        }
        requested = request;
        turn++;
        Ahead known = ahead.get(request);
        HeatmapPicture ready = known == null ? null : known.picture;
        if (ready != null) {
            wanted.set(null);
            pickUp.stop();
            shownTurn = turn;
            show.accept(ready);
            return true;
        }
        wanted.set(new Wanted(turn, request));
        pickUp.start();
        if (painting.compareAndSet(false, true)) {
            painter.execute(this::paint);
        }
        return false;
    }

    /// Paints what may be asked for next, the likeliest first and as many as there is room for; drops all others.
    void prepare(List<HeatmapPicture.Request> next) {
        List<HeatmapPicture.Request> kept =
                next.isEmpty()
                        ? next
                        : next.stream().limit(MOST_AHEAD / next.getFirst().pixels()).toList();
        ahead.forEach((request, old) -> old.dropped = !kept.contains(request));
        ahead.keySet().retainAll(kept);
        for (HeatmapPicture.Request request : kept) {
            if (!ahead.containsKey(request)) {
                Ahead made = new Ahead();
                ahead.put(request, made);
                painter.execute(() -> {
                    if (!made.dropped) {
                        made.picture = HeatmapPicture.paint(request);
                    }
                });
            }
        }
    }

    private void paint() {
        do {
            Wanted next = wanted.getAndSet(null);
            if (next != null) {
                painted.set(new Painted(next.turn(), HeatmapPicture.paint(next.request())));
            }
            painting.set(false);
        } while (wanted.get() != null && painting.compareAndSet(false, true));
    }

    private void showPainted() {
        Painted done = painted.getAndSet(null);
        if (done == null || done.turn() <= shownTurn) {
            return;
        }
        shownTurn = done.turn();
        if (shownTurn == turn) {
            pickUp.stop();
        }
        show.accept(done.picture());
    }

    /// Picks up nothing more.
    void stop() {
        pickUp.stop();
        prepare(List.of());
    }
}
