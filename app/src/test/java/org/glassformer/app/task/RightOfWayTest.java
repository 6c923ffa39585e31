package org.glassformer.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RightOfWayTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void aPatientJobStandsStillWhileAPressingOneRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch pressed = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            TaskRunner runner =
                    new ExecutorTaskRunner(threads, Runnable::run, new RightOfWay(60_000));
            runner.submit(
                    Job.of(
                                    "patient",
                                    context -> {
                                        begun.countDown();
                                        pressed.await();
                                        context.checkCancelled();
                                        return seen.add("patient");
                                    })
                            .with(Urgency.PATIENT));
            begun.await();
            runner.submit(
                    Job.of(
                                    "pressing",
                                    context -> {
                                        pressed.countDown();
                                        TimeUnit.MILLISECONDS.sleep(5);
                                        return seen.add("pressing");
                                    })
                            .with(Urgency.PRESSING));
        }
        assertThat(seen).containsExactly("pressing", "patient");
    }

    @Test
    void patientWorkGoesOnEvenIfPressingWorkNeverEnds() {
        RightOfWay way = new RightOfWay(1);
        way.enter();
        way.giveWay();
        seen.add("went on");
        way.leave();
        way.giveWay();
        assertThat(seen).containsExactly("went on");
    }
}
