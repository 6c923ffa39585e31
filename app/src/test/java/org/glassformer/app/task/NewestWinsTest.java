package org.glassformer.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NewestWinsTest {

    private final TaskRunnerTest.Steps background = new TaskRunnerTest.Steps();
    private final TaskRunnerTest.Steps ui = new TaskRunnerTest.Steps();
    private final TaskRunner runner = new ExecutorTaskRunner(background, ui);
    private final NewestWins slot = runner.newestWins();
    private final List<Object> seen = new ArrayList<>();

    @Test
    void olderSubmissionNeverStartsWhenOvertakenWhileWaiting() {
        slot.submit(Job.of("old", context -> seen.add("old ran")));
        slot.submit(Job.of("new", context -> "new").whenDone(seen::add));
        background.runAll();
        ui.runAll();
        assertThat(seen).containsExactly("new");
    }

    @Test
    void finishedButUndeliveredResultOfAnOlderSubmissionIsDropped() {
        slot.submit(Job.of("old", context -> "old").whenDone(seen::add));
        background.runAll();
        slot.submit(Job.of("new", context -> "new").whenDone(seen::add));
        background.runAll();
        ui.runAll();
        assertThat(seen).containsExactly("new");
    }

    @Test
    void failureOfAnOlderSubmissionIsDropped() {
        slot.submit(
                Job.of(
                                "old",
                                context -> {
                                    throw new IllegalStateException("on purpose");
                                })
                        .whenFailed(seen::add));
        background.runAll();
        slot.submit(Job.of("new", context -> "new").whenDone(seen::add));
        background.runAll();
        ui.runAll();
        assertThat(seen).containsExactly("new");
    }

    @Test
    void slotsDoNotDisturbEachOther() {
        slot.submit(Job.of("one", context -> "one").whenDone(seen::add));
        runner.newestWins().submit(Job.of("two", context -> "two").whenDone(seen::add));
        background.runAll();
        ui.runAll();
        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void busyUntilTheNewestIsDelivered() {
        assertThat(slot.isBusy()).isFalse();
        slot.submit(Job.of("one", context -> "one"));
        assertThat(slot.isBusy()).isTrue();
        background.runAll();
        ui.runAll();
        assertThat(slot.isBusy()).isFalse();
    }

    @Test
    void workOfOneSlotNeverOverlaps() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch delivered = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            TaskRunner threaded = new ExecutorTaskRunner(threads, Runnable::run);
            NewestWins busy = threaded.newestWins();
            for (int i = 0; i < 20; i++) {
                boolean last = i == 19;
                busy.submit(
                        Job.of(
                                        "stubborn",
                                        context -> {
                                            most.accumulateAndGet(
                                                    inside.incrementAndGet(), Math::max);
                                            Thread.sleep(5);
                                            return inside.decrementAndGet();
                                        })
                                .whenDone(ignored -> {
                                    assertThat(last).isTrue();
                                    delivered.countDown();
                                }));
                Thread.sleep(2);
            }
            assertThat(delivered.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most.get()).isEqualTo(1);
    }
}
