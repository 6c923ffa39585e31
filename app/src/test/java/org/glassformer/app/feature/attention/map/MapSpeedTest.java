package org.glassformer.app.feature.attention.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Subscription;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.analysis.HeadId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Times what a person waits for at 1,024 tokens on a model of 12 layers with 12 heads: from another head to its pixels,
/// and what one movement of the pointer costs the JavaFX thread. The model is narrow, with random weights: the picture
/// does not know. What the JavaFX thread does is timed in processor time, which a busy machine does not stretch as it
/// stretches the clock's. The limits are wide; the figures are printed.
class MapSpeedTest extends RobotTest {

    private static final int TOKENS = 1024;
    private static final int WIDTH = Integer.getInteger("glassformer.map.width", 192);
    private static final int WARM_UP = 10;
    private static final int EVENTS = 30;
    private static final int HEADS = Integer.getInteger("glassformer.map.heads", 6);

    @TempDir static Path folders;

    private final AtomicReference<MapOnStage> made = new AtomicReference<>();

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("twelve"), 3, 12, 12, WIDTH, TOKENS);
    }

    @AfterEach
    void close() {
        made.get().close();
    }

    private final Hops hops = new Hops();
    private final Random pauses = new Random(1);

    private MapOnStage open() {
        FxTaskRunner runner = new FxTaskRunner();
        show(
                Theme.LIGHT,
                1200,
                1150,
                () -> {
                    MapOnStage lab = new MapOnStage(runner);
                    made.set(lab);
                    PanelExport export =
                            new PanelExport(Runnable::run, Runnable::run, notice -> {});
                    return new MapView(lab.model(), hops.painting(runner.painters()), export);
                });
        MapOnStage lab = made.get();
        onFx(() -> hops.watch(lab.model().pictureProperty(), scene()));
        onFx(() -> lab.open(folders.resolve("twelve"), prompt()));
        Awaitility.await()
                .atMost(120, TimeUnit.SECONDS)
                .until(() -> lab.picture().length() == TOKENS);
        pulses(4);
        return lab;
    }

    /// A text of exactly as many tokens as fit: a token for each letter that no merge knows.
    private static String prompt() {
        return "q".repeat(TOKENS);
    }

    private Heatmap map() {
        return (Heatmap) scene().lookup("#attention-map");
    }

    @Test
    void anotherHeadIsOnScreenSoonAndThePointerIsCheap() throws InterruptedException {
        MapOnStage lab = open();
        double[] pattern = new double[HEADS];
        double[] pixels = new double[HEADS];
        long rendered = renderThread();
        for (int head = 0; head < HEADS; head++) {
            long begin = System.nanoTime();
            lab.reading().attention().pattern(5, head % 12);
            pattern[head] = (System.nanoTime() - begin) / 1e6;
            pixels[head] = headToPixels(lab, head % 12);
        }
        System.out.printf(
                "  renderer for a head %.1f ms of processor time%n",
                (renderThread() - rendered) / 1e6 / HEADS);
        hops.print();
        print("1,024 tokens, one pattern, by the clock", pattern);
        print("1,024 tokens, another head to the frame with its pixels, by the clock", pixels);
        double[] heads = held(frame -> lab.session().headProperty().set((frame + 99) % 12));
        print("1,024 tokens, another head with each frame, JavaFX thread a frame", heads);
        Heatmap map = map();
        double[] hover = held(frame -> move(map, frame, false));
        print("1,024 tokens, hover, JavaFX thread a frame", hover);
        onFx(() -> map.zoomBy(8));
        double[] drag = held(frame -> move(map, frame, true));
        print("1,024 tokens, dragging at zoom 8, JavaFX thread a frame", drag);
        assertThat(pixels[0]).isLessThan(2000);
        assertThat(heads[heads.length / 2]).isLessThan(16);
        assertThat(hover[hover.length / 2]).isLessThan(16);
        assertThat(drag[drag.length / 2]).isLessThan(25);
    }

    @Test
    void thePointerIsCheapOverLinesOfTwelveHeads() throws InterruptedException {
        MapOnStage lab = open();
        onFx(() -> {
            lab.session().mapKindProperty().set(MapKind.LINES);
            lab.session().shownHeadsProperty().set(HeadId.ofLayer(5, 12));
        });
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> lab.picture().lines().heads().size() == 12);
        pulses(3);
        Node lines = scene().lookup("#attention-lines");
        double[] overLines = held(frame -> move(lines, frame, false));
        print("1,024 tokens, hover over lines of 12 heads, JavaFX thread a frame", overLines);
        assertThat(overLines[overLines.length / 2]).isLessThan(25);
    }

    private static void print(String what, double[] ms) {
        Arrays.sort(ms);
        System.out.printf(
                "%s: smallest %.1f ms, median %.1f ms, 90 %% %.1f ms%n",
                what, ms[0], ms[ms.length / 2], ms[ms.length * 9 / 10]);
    }

    /// From the choice on the JavaFX thread until the frame with that head's picture goes to the renderer. A choice comes
    /// at any time between two frames, about as often as a key repeats.
    private double headToPixels(MapOnStage lab, int head) throws InterruptedException {
        Thread.sleep(20 + pauses.nextInt(17));
        Heatmap map = map();
        Platform.runLater(() -> {
            hops.begin();
            AtomicReference<Subscription> once = new AtomicReference<>();
            once.set(
                    map.shownDataProperty()
                            .subscribe((before, now) -> {
                                if (now.equals(lab.picture().data())) {
                                    hops.reach(Hops.Hop.SHOWN);
                                    once.get().unsubscribe();
                                }
                            }));
            lab.session().layerProperty().set(5);
            boolean same = lab.session().headProperty().get() == head;
            lab.session().headProperty().set(same ? (head + 1) % 12 : head);
        });
        return hops.awaitFrame();
    }

    private static void move(Node node, int frame, boolean dragging) {
        double side = Math.min(node.getBoundsInLocal().getWidth(), 1000);
        double x = side * (0.3 + 0.004 * (frame % 100));
        double y = side * (0.9 - 0.003 * (frame % 100));
        if (dragging && frame == 1 - WARM_UP) {
            Event.fireEvent(node, event(MouseEvent.MOUSE_PRESSED, node, x, y, true));
        }
        Event.fireEvent(
                node,
                event(
                        dragging ? MouseEvent.MOUSE_DRAGGED : MouseEvent.MOUSE_MOVED,
                        node,
                        x,
                        y,
                        false));
    }

    private static MouseEvent event(
            EventType<MouseEvent> type, Node node, double x, double y, boolean still) {
        Point2D on = node.localToScene(x, y);
        return new MouseEvent(
                type,
                on.getX(),
                on.getY(),
                on.getX(),
                on.getY(),
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                still,
                null);
    }

    /// What the JavaFX thread computes from one frame to the next while something happens with each, in milliseconds of
    /// processor time.
    private double[] held(IntConsumer event) throws InterruptedException {
        double[] held = new double[EVENTS];
        CountDownLatch done = new CountDownLatch(1);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long rendered = renderThread();
        Platform.runLater(() -> {
            AnimationTimer timer =
                    new AnimationTimer() {
                        private int frame = -WARM_UP;
                        private long before;

                        @Override
                        public void handle(long now) {
                            long cpu = threads.getCurrentThreadCpuTime();
                            if (frame >= 0) {
                                held[frame] = (cpu - before) / 1e6;
                            }
                            before = cpu;
                            if (++frame == EVENTS) {
                                stop();
                                done.countDown();
                                return;
                            }
                            event.accept(frame);
                            Platform.requestNextPulse();
                        }
                    };
            timer.start();
            Platform.requestNextPulse();
        });
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        System.out.printf(
                "  renderer a frame %.1f ms of processor time%n",
                (renderThread() - rendered) / 1e6 / (EVENTS + WARM_UP));
        return held;
    }

    /// Processor time of the thread that renders frames, in nanoseconds.
    private static long renderThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("QuantumRenderer"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
