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
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.generate.InStep;
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

    /// Two devices of which the second says something else after position 1.
    private Compared disagreement() {
        InStep.Position same = new InStep.Position(0, 5, 0.25, 7, 1, 1.25, 9, 9, 0, 0.5);
        InStep.Position other = new InStep.Position(1, 6, 2.5, 8, 1, 3.5, 9, 10, 4, 0.75);
        return new Compared(
                Objects.requireNonNull(bench.session().modelProperty().get()),
                "card",
                new InStep.Report(List.of(same, other), 2, 0.5, 0.25),
                compared(another()).vocabulary());
    }

    @Test
    void aDisagreementIsToldWithItsPlaceRanksAndBothTokens() {
        Compared now = disagreement();
        String here = TokenText.visible(now.vocabulary().token(9).text());
        String there = TokenText.visible(now.vocabulary().token(10).text());
        String most = TokenText.visible(now.vocabulary().token(8).text());
        assertThat(DevicesViewModel.sentence(now))
                .isEqualTo(
                        "Logits differ by 2.5 at most, for “%s” after position 1. The most likely next token differs first after position 1: “%s” here, “%s” there."
                                .formatted(most, here, there));
        assertThat(DevicesViewModel.times(now))
                .isEqualTo(
                        "%s took 500 ms, card took 250 ms. A rank among the first 20 changed at 1 of 2 positions."
                                .formatted(device(bench)));
        RowViewModel row = now.rows().getLast();
        assertThat(row.next()).isEqualTo(here + " / " + there);
        assertThat(row.moved()).isEqualTo("4");
        assertThat(now.rows().getFirst().next()).isEqualTo(here);
    }

    @Test
    void whiteSpaceOfTokensCanBeSeen() {
        InStep.Position at = new InStep.Position(0, 5, 0.25, 7, 1, 1.25, 9, 9, 0, 0.5);
        RowViewModel row = new RowViewModel(at, " a", "\n", " b", " b", true);
        assertThat(List.of(row.read(), row.farthest(), row.next()))
                .containsExactly("·a", "↵", "·b");
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
