package org.glassformer.app.feature.tokens.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Writes the panel to `target/screenshots`, to be looked at.
class LanguagesScreenshotTest extends RobotTest {

    private static final Path FOLDER = Path.of("target", "screenshots");

    static List<Arguments> pictures() {
        return Stream.of(Theme.values())
                .flatMap(theme ->
                        Stream.of(
                                Arguments.of(theme, 640, 440),
                                Arguments.of(theme, 900, 700),
                                Arguments.of(theme, 600, 330)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void thePanelIsDrawn(Theme theme, int width, int height) {
        AtomicReference<LanguagesOnStage> made = new AtomicReference<>();
        show(
                theme,
                width,
                height,
                () -> {
                    made.set(new LanguagesOnStage());
                    return made.get().onBackdrop();
                });
        try (LanguagesOnStage stage = made.get()) {
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(stage::isReady);
            pulses(3);
            String name =
                    "languages-"
                            + theme.name().toLowerCase(Locale.ROOT)
                            + "-"
                            + width
                            + "x"
                            + height;
            keep(name);
            onFx(() -> {
                stage.shelf().choices().forEach(choice -> stage.model().choose(choice, true));
                stage.model().orderProperty().set(LanguageOrder.MOST_TOKENS);
            });
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(stage::isReady);
            onFx(() ->
                    stage.model()
                            .edit(
                                    stage.model()
                                            .comparisonProperty()
                                            .get()
                                            .language("ar")
                                            .orElseThrow()));
            keep(name + "-editing");
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theCardsUnderThePointerAreDrawn(Theme theme) {
        List<Paragraph> paragraphs = Paragraphs.read();
        Comparison comparison =
                new Comparison(
                        List.of("cl100k_base", "o200k_base"),
                        paragraphs.stream()
                                .map(p ->
                                        new LanguageCount(
                                                new LanguageText(p, p.text(), false),
                                                p.text().length(),
                                                400,
                                                List.of(200, 120)))
                                .toList());
        show(
                theme,
                1000,
                1000,
                () -> {
                    FlowPane pane = new FlowPane(10, 10);
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    for (String code : List.of("en", "ar", "he", "hi", "my", "th", "ko", "ja")) {
                        LanguageHover hover = new LanguageHover();
                        hover.fill(comparison, comparison.language(code).orElseThrow());
                        pane.getChildren().add(hover.card());
                    }
                    return pane;
                });
        keep("languages-cards-" + theme.name().toLowerCase(Locale.ROOT));
    }

    private void keep(String name) {
        pulses(3);
        WritableImage picture = picture();
        Snapshots.write(picture, FOLDER.resolve(name + ".png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(50);
    }
}
