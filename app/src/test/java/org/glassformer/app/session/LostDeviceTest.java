package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.DriverFault;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.backend.Backend;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.util.WaitForAsyncUtils;

/// A graphics card whose driver fails while the lab reads a prompt, from the driver's answer to the words in the window.
class LostDeviceTest extends RobotTest {

    private static final String CARD = "vulkan";

    @TempDir private Path folder;

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
    }

    private static String device(SessionBench bench) {
        ModelSummary model = bench.session().modelProperty().get();
        return model == null ? "" : model.device();
    }

    private static String notice(SessionBench bench) {
        Notice notice = bench.session().noticeProperty().get();
        return notice == null ? "" : notice.text();
    }

    private void type(SessionBench bench, String text) {
        onFx(() -> bench.session().promptProperty().set(text));
    }

    private static void assumeThereIsACard(SessionBench bench) {
        DeviceSummary card =
                bench.engine().devices().stream()
                        .filter(device -> device.name().equals(CARD))
                        .findFirst()
                        .orElseThrow();
        Assumptions.assumeTrue(card.available(), "no Vulkan device: " + card);
    }

    @ParameterizedTest
    @CsvSource({
        "vkQueueSubmit, -4, was lost: its driver gave up.",
        "vkWaitForFences, 2, did not answer for",
        "vkQueueSubmit, -2, has no memory left to begin."
    })
    void theModelGoesOnOnTheCpuAndTheTextIsRead(String function, int result, String words) {
        try (SessionBench bench =
                WaitForAsyncUtils.waitForAsyncFx(20_000, SessionBench::threaded)) {
            assumeThereIsACard(bench);
            ModelOpening opening =
                    WaitForAsyncUtils.waitForAsyncFx(
                            20_000,
                            () ->
                                    new ModelOpening(
                                            bench.session(), bench.engine(), bench.runner()));
            Path model = TinyModels.write(folder.resolve("tiny"), 1);
            onFx(() -> bench.open(model, "Once upon a time"));
            bench.awaitReading();
            onFx(() -> opening.moveTo(CARD));
            await(() -> device(bench).equals(CARD));
            bench.awaitReading();
            Backend card =
                    bench.engine().study(bench.reading().model(), (open, breath) -> open.backend());
            try (DriverFault fault = new DriverFault(card, function, result)) {
                assertThat(fault).isNotNull();
                type(bench, "Once upon a time, there was");
                await(() -> notice(bench).contains("The model goes on here: CPU"));
            }
            assertThat(notice(bench)).contains(words);
            assertThat(device(bench)).isNotEqualTo(CARD);
            bench.awaitReading();
            assertThat(bench.reading().model().device()).isNotEqualTo(CARD);
            onFx(() -> opening.moveTo(CARD));
            await(() -> device(bench).equals(CARD));
            type(bench, "Once upon a time, there was a dog");
            bench.awaitReading();
            assertThat(bench.reading().model().device()).isEqualTo(CARD);
        }
    }
}
