package org.glassformer.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final TaskRunnerTest.Steps threads = new TaskRunnerTest.Steps();
    private final List<Object> seen = new ArrayList<>();

    @Test
    void whatWaitsHoldsNoThread() {
        AtomicInteger lent = new AtomicInteger();
        OneAtATime turns =
                new OneAtATime(work -> {
                    lent.incrementAndGet();
                    threads.execute(work);
                });
        for (int i = 0; i < 50; i++) {
            int number = i;
            turns.execute(() -> seen.add(number));
        }
        assertThat(lent).hasValue(1);
        threads.runAll();
        assertThat(seen).hasSize(50).startsWith(0, 1, 2).endsWith(49);
        turns.execute(() -> seen.add("later"));
        assertThat(lent).hasValue(2);
        threads.runAll();
        assertThat(seen).endsWith("later");
    }

    @Test
    void workInsideWorkOnOneThreadDoesNotWaitForIt() {
        OneAtATime turns = new OneAtATime(Runnable::run);
        turns.execute(() -> {
            turns.execute(() -> seen.add("inside"));
            seen.add("outside");
        });
        assertThat(seen).containsExactly("inside", "outside");
    }

    @Test
    void failingWorkDoesNotEndTheOthers() {
        OneAtATime turns = new OneAtATime(Runnable::run);
        assertThatThrownBy(() ->
                        turns.execute(() -> {
                            throw new IllegalStateException("on purpose");
                        }))
                .isInstanceOf(IllegalStateException.class);
        turns.execute(() -> seen.add("after"));
        assertThat(seen).containsExactly("after");
    }
}
