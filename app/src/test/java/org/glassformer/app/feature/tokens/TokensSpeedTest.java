package org.glassformer.app.feature.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Times what a person waits for: from a key to its chips, and how long one key holds the JavaFX thread.
class TokensSpeedTest extends RobotTest {

    private static final int KEYS = 60;
    private static final int WARM_UP = 60;
    private static final String[] WORDS = {
        "the",
        "quick",
        "brown",
        "fox",
        "jumps",
        "over",
        "13",
        "lazy",
        "dogs",
        "while",
        "tokenizers",
        "unbelievably",
        "split",
        "naïve",
        "words",
        "(i++)",
        "into",
        "pieces,"
    };

    private final AtomicReference<TokensOnStage> made = new AtomicReference<>();

    @AfterEach
    void close() {
        made.get().close();
    }

    private static String prose(int length, boolean lines) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder(length + 20);
        int line = 0;
        while (text.length() < length) {
            String word = WORDS[random.nextInt(WORDS.length)];
            line += word.length() + 1;
            text.append(word).append(lines && line > 70 ? '\n' : ' ');
            line = line > 70 ? 0 : line;
        }
        return text.substring(0, length);
    }

    private TokensOnStage open(String text) {
        show(
                Theme.LIGHT,
                1290,
                700,
                () -> {
                    made.set(new TokensOnStage());
                    return made.get().view();
                });
        TokensOnStage stage = made.get();
        onFx(() -> stage.model().textProperty().set(text));
        stage.awaitTokens();
        pulses(4);
        return stage;
    }

    private static KeyEvent key(String character) {
        return new KeyEvent(
                KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false);
    }

    @Test
    void tenThousandCharactersAreChipsWithinAFrame() throws InterruptedException {
        TokensOnStage stage = open(prose(10_000, true));
        onFx(() -> stage.model().comparingProperty().set(false));
        double[] ms = new double[KEYS];
        for (int i = 0; i < WARM_UP; i++) {
            keyToTokens(stage, "y");
        }
        for (int i = 0; i < KEYS; i++) {
            ms[i] = keyToTokens(stage, i % 2 == 0 ? "x" : " ");
            Thread.sleep(12);
        }
        Arrays.sort(ms);
        System.out.printf(
                "10,000 characters, key to chips: smallest %.1f, median %.1f ms, largest %.1f ms%n",
                ms[0], ms[KEYS / 2], ms[KEYS - 1]);
        assertThat(ms[KEYS / 4]).isLessThan(60);
    }

    /// From the key on the JavaFX thread until the first pane's new tokens are laid out as chips there.
    private double keyToTokens(TokensOnStage stage, String character) throws InterruptedException {
        CountDownLatch shown = new CountDownLatch(1);
        AtomicReference<Double> ms = new AtomicReference<>(0.0);
        Node editor = scene().lookup("#tokens-text");
        Node flow = scene().lookup("#tokens-first");
        Platform.runLater(() -> {
            long start = System.nanoTime();
            TokenizedText before = stage.model().first().tokens();
            AtomicReference<javafx.util.Subscription> once = new AtomicReference<>();
            once.set(
                    stage.model()
                            .first()
                            .tokensProperty()
                            .subscribe((old, now) -> {
                                if (!now.equals(before)) {
                                    once.get().unsubscribe();
                                    ((javafx.scene.Parent) flow).layout();
                                    ms.set((System.nanoTime() - start) / 1e6);
                                    shown.countDown();
                                }
                            }));
            Event.fireEvent(editor, key(character));
        });
        assertThat(shown.await(20, TimeUnit.SECONDS)).isTrue();
        return ms.get();
    }

    @Test
    void typingInAHundredThousandCharactersNeverWaits() throws InterruptedException {
        for (boolean lines : new boolean[] {true, false}) {
            if (made.get() != null) {
                made.get().close();
            }
            TokensOnStage stage = open(prose(100_000, lines));
            double[] held = heldByTyping();
            stage.awaitTokens();
            Arrays.sort(held);
            System.out.printf(
                    "100,000 characters in %s, a key a frame: the JavaFX thread computes %.1f ms at the"
                            + " median, %.1f ms at the 90th percentile, %.1f ms at most%n",
                    lines ? "lines" : "one line",
                    held[held.length / 2],
                    held[held.length * 9 / 10],
                    held[held.length - 1]);
            assertThat(held[held.length / 2]).isLessThan(30);
        }
    }

    /// What the JavaFX thread computes from one frame to the next while a key comes with each: the key, new tokens, style,
    /// layout; in milliseconds of processor time, which a busy machine does not stretch as it stretches the clock's.
    private double[] heldByTyping() throws InterruptedException {
        Node editor = scene().lookup("#tokens-text");
        double[] held = new double[KEYS];
        CountDownLatch done = new CountDownLatch(1);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
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
                            if (++frame == KEYS) {
                                stop();
                                done.countDown();
                                return;
                            }
                            Event.fireEvent(editor, key("x"));
                            Platform.requestNextPulse();
                        }
                    };
            timer.start();
            Platform.requestNextPulse();
        });
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        return held;
    }
}
