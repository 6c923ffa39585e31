package org.glassformer.app.feature.models.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.feature.models.devices.DevicesViewModel.Compared;
import org.glassformer.app.session.DeviceSummary;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesViewModelTest {

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final DevicesViewModel model =
            new DevicesViewModel(
                    bench.session(),
                    bench.engine(),
                    new ModelOpening(bench.session(), bench.engine(), bench.runner()),
                    bench.runner());

    @BeforeEach
    void open() {
        bench.session().devicesProperty().set(bench.engine().devices());
        bench.open(TinyModels.write(folder.resolve("tiny"), 3), "Once upon a time");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Compared compared(String device) {
        model.otherProperty().set(device);
        model.compare();
        assertThat(model.failureProperty().get()).isEmpty();
        return Objects.requireNonNull(model.comparedProperty().get());
    }

    private static String device(SessionBench bench) {
        return Objects.requireNonNull(bench.session().modelProperty().get()).device();
    }

    private String another() {
        return device(bench).equals("scalar") ? "vector" : "scalar";
    }

    @Test
    void deviceInUseIsNotOfferedBesideItself() {
        assertThat(model.others()).contains(another()).doesNotContain(device(bench));
        assertThat(model.otherProperty().get()).isNotNull();
    }

    @Test
    void devicesMayBeKnownAfterTheModel() {
        List<DeviceSummary> known = bench.session().devicesProperty().get();
        model.otherProperty().set(null);
        bench.session().devicesProperty().set(List.of());
        bench.session().devicesProperty().set(known);
        assertThat(model.otherProperty().get()).isEqualTo(another());
    }

    @Test
    void everyPositionOfTheTextAndTwentyMoreAreCompared() {
        Compared now = compared(another());
        int prompt = bench.session().tokensProperty().get().size();
        assertThat(now.report().prompt()).isEqualTo(prompt);
        assertThat(now.rows()).hasSize(now.report().positions().size());
        assertThat(now.rows().size()).isGreaterThan(prompt);
        assertThat(now.rows().getFirst().prompt()).isTrue();
        assertThat(now.rows().getLast().prompt()).isFalse();
        assertThat(now.report().worst().largest()).isLessThan(1e-3);
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void sentenceNamesTheLargestDifference() {
        Compared now = compared(another());
        assertThat(DevicesViewModel.sentence(now))
                .containsAnyOf("Logits differ by", "All logits are equal")
                .contains("The most likely next token is the same everywhere.");
        assertThat(DevicesViewModel.times(now)).contains(device(bench), another());
    }

    @Test
    void numbersHaveARowForEachPosition() {
        Compared now = compared(another());
        assertThat(model.numbers().orElseThrow().rows()).isEqualTo(now.rows().size());
    }

    @Test
    void deviceThatCannotBeOpenedIsToldInASentence() {
        model.otherProperty().set("no such device");
        model.compare();
        assertThat(model.comparedProperty().get()).isNull();
        assertThat(model.failureProperty().get()).contains("no such device").endsWith(".");
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void anotherModelLeavesNothingOfTheOldComparison() {
        compared(another());
        bench.open(TinyModels.write(folder.resolve("other"), 5), "Once");
        assertThat(model.comparedProperty().get()).isNull();
    }
}
