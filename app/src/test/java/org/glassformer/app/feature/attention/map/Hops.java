package org.glassformer.app.feature.attention.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/// When each hop of the way from another head to its pixels was reached, from several times that it was gone.
final class Hops {

    /// The hops in their order.
    enum Hop {
        DELIVERED,
        LAYOUT,
        ASKED,
        PAINTING,
        PAINTED,
        SHOWN,
        FRAME
    }

    private final List<Map<Hop, Double>> ways = new ArrayList<>();
    private final Map<Hop, Double> way = new EnumMap<>(Hop.class);
    private long begun;

    /// Watches the view model and the frames.
    void watch(ObservableValue<MapPicture> picture, Scene scene) {
        picture.subscribe((before, now) -> reach(Hop.DELIVERED));
        scene.addPreLayoutPulseListener(() -> reachAfter(Hop.DELIVERED, Hop.LAYOUT));
        scene.addPostLayoutPulseListener(() -> reachAfter(Hop.SHOWN, Hop.FRAME));
    }

    private synchronized void reachAfter(Hop earlier, Hop hop) {
        if (way.containsKey(earlier) && !way.containsKey(hop)) {
            reach(hop);
        }
    }

    /// The same painter, watched.
    Executor painting(Executor painter) {
        return work -> {
            reach(Hop.ASKED);
            painter.execute(() -> {
                reach(Hop.PAINTING);
                work.run();
                reach(Hop.PAINTED);
            });
        };
    }

    /// A head is chosen now.
    synchronized void begin() {
        way.clear();
        begun = System.nanoTime();
    }

    /// A hop is reached now.
    synchronized void reach(Hop hop) {
        way.putIfAbsent(hop, (System.nanoTime() - begun) / 1e6);
        if (hop == Hop.FRAME) {
            ways.add(new EnumMap<>(way));
            notifyAll();
        }
    }

    /// Waits until the renderer has the frame with the chosen head.
    ///
    /// @return milliseconds after the choice
    synchronized double awaitFrame() throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!way.containsKey(Hop.FRAME)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("no frame within 20 s, only " + way);
            }
            wait(left);
        }
        double ms = way.get(Hop.FRAME);
        way.clear();
        return ms;
    }

    /// Prints the smallest and the median time of each hop.
    synchronized void print() {
        for (Hop hop : Hop.values()) {
            double[] ms =
                    ways.stream()
                            .filter(each -> each.containsKey(hop))
                            .mapToDouble(each -> each.get(hop))
                            .toArray();
            Arrays.sort(ms);
            if (ms.length > 0) {
                System.out.printf(
                        "  %s after: smallest %.1f ms, median %.1f ms, 90 %% %.1f ms%n",
                        hop, ms[0], ms[ms.length / 2], ms[ms.length * 9 / 10]);
            }
        }
    }
}
