package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.glassformer.app.session.Baseline;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.train.story.StoryGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The Attention screen: the map with something taken out, and the inside of the model.
class AttentionScreenshotTest extends ScreenPictures {

    private static final int WARM_RUNS = 16;
    private static final String TEXT = new StoryGenerator(5).story(3) + " ";

    @ParameterizedTest
    @MethodSource("windows")
    void theAttentionScreenIsDrawn(Theme theme, int width, int height) {
        open(theme, width, height);
        String end = in(theme, width, height);
        if (width == 1366) {
            for (String section : List.of("STREAM", "CONTRIBUTIONS", "NEURONS", "EMBEDDINGS")) {
                robot.clickOn("#attention-sections-" + section);
                keep(section.toLowerCase(Locale.ROOT) + end);
            }
            robot.clickOn("#attention-sections-MAP");
        }
        takeOut();
        keep("attention" + end);
        assertReady();
    }

    /// One edge cut and one head ablated, and the edge looked at.
    private void takeOut() {
        onFx(() -> {
            stage().lab().interventions().add(new Intervention.CutEdge(1, 2, 16, 10));
            stage().lab().interventions().add(new Intervention.ScaleHead(0, 3, 0));
            session().selectedTokenProperty().set(16);
            session().keyTokenProperty().set(10);
        });
        stage().awaitReady();
        await(() -> {
            Baseline before = session().beforeProperty().get();
            return before != null
                    && Objects.equals(before.reading(), session().readingProperty().get());
        });
    }

    static List<Arguments> largeWindows() {
        return List.of(
                Arguments.of(Theme.LIGHT, 1440, 900, List.of("MAP", "STREAM", "CONTRIBUTIONS")),
                Arguments.of(Theme.DARK, 1366, 768, List.of("MAP")),
                Arguments.of(Theme.PROJECTOR, 1920, 1080, List.of("MAP")));
    }

    /// The shape of the small GPT-2, narrower, with random weights, on a text of some 300 tokens.
    @ParameterizedTest
    @MethodSource("largeWindows")
    void twelveLayersOfTwelveHeadsAreDrawn(
            Theme theme, int width, int height, List<String> sections) {
        Path stories = SampleModels.stories();
        Path twelve = folders.resolve("twelve");
        if (!Files.exists(twelve)) {
            TinyModels.like(stories, twelve, 7, 12, 12, 96, 1024);
        }
        String text = TEXT.repeat(1 + 1200 / TEXT.length()).substring(0, 1200).strip();
        open(twelve, text, theme, width, height);
        assertThat(session().tokensProperty().get()).hasSizeBetween(250, 400);
        onFx(() -> {
            stage().lab().interventions().add(new Intervention.ScaleHead(7, 5, 0));
            session().selectedTokenProperty().set(200);
            session().keyTokenProperty().set(120);
        });
        stage().awaitReady();
        for (String section : sections) {
            robot.clickOn("#attention-sections-" + section);
            keep("twelve-" + section.toLowerCase(Locale.ROOT) + in(theme, width, height));
        }
    }

    @Test
    void thePicturesOfTheReadmeAreRefreshedOnDemand() {
        refresh(Theme.LIGHT, "lab-light.png", this::warm);
        refresh(Theme.DARK, "lab-dark.png", this::warm);
    }

    /// The time of the first run says more about the JVM than about the model.
    private void warm() {
        String prompt = session().promptProperty().get();
        for (int i = 0; i < WARM_RUNS; i++) {
            String next = i % 2 == 0 ? prompt + "." : prompt;
            onFx(() -> session().promptProperty().set(next));
            stage().awaitReady();
        }
        pulses(2);
    }
}
