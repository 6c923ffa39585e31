package org.glassformer.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final TaskRunnerTest.Steps threads = new TaskRunnerTest.Steps();
    private final List<Object> seen = new ArrayList<>();

    @Test
    void whatWaitsHoldsNoThread() {
        AtomicInteger lent = new AtomicInteger();
        OneAtATime turns = new OneAtATime();
        Executor lending =
                work -> {
                    lent.incrementAndGet();
                    threads.execute(work);
                };
        for (int i = 0; i < 50; i++) {
            int number = i;
            turns.execute(() -> seen.add(number), lending);
        }
        assertThat(lent).hasValue(1);
        threads.runAll();
        assertThat(seen).hasSize(50).startsWith(0, 1, 2).endsWith(49);
        turns.execute(() -> seen.add("later"), lending);
        assertThat(lent).hasValue(2);
        threads.runAll();
        assertThat(seen).endsWith("later");
    }

    @Test
    void workInsideWorkOnOneThreadDoesNotWaitForIt() {
        OneAtATime turns = new OneAtATime();
        turns.execute(
                () -> {
                    turns.execute(() -> seen.add("inside"), Runnable::run);
                    seen.add("outside");
                },
                Runnable::run);
        assertThat(seen).containsExactly("inside", "outside");
    }

    @Test
    void failingWorkDoesNotEndTheOthers() {
        OneAtATime turns = new OneAtATime();
        assertThatThrownBy(() ->
                        turns.execute(
                                () -> {
                                    throw new IllegalStateException("on purpose");
                                },
                                Runnable::run))
                .isInstanceOf(IllegalStateException.class);
        turns.execute(() -> seen.add("after"), Runnable::run);
        assertThat(seen).containsExactly("after");
    }
}
