package org.glassformer.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.glassformer.app.testing.RobotTest;
import org.junit.jupiter.api.Test;

class FxTaskRunnerTest extends RobotTest {

    @Test
    void worksOnADaemonThreadAndDeliversOnTheJavaFxThread() throws Exception {
        CompletableFuture<String> delivered = new CompletableFuture<>();
        try (FxTaskRunner runner = new FxTaskRunner()) {
            onFx(() ->
                    runner.submit(
                            Job.of(
                                            "where",
                                            context ->
                                                    Thread.currentThread().getName()
                                                            + Thread.currentThread().isDaemon()
                                                            + Platform.isFxApplicationThread())
                                    .whenDone(name ->
                                            delivered.complete(
                                                    name + Platform.isFxApplicationThread()))));
            assertThat(delivered.get(10, TimeUnit.SECONDS)).isEqualTo("lab-worker-1truefalsetrue");
        }
    }
}
