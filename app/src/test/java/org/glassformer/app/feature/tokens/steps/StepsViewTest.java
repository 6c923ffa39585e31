package org.glassformer.app.feature.tokens.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.tokens.steps.StepsViewModel.Source;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.MergeSteps;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Handles the panel with a robot, and writes it to `target/screenshots/steps-*.png`, to be looked at.
class StepsViewTest extends RobotTest {

    private static final Tokenizer CL100K = Tokenizers.openAi("cl100k_base");

    @TempDir static Path folder;

    private final ObjectProperty<@Nullable Source> source = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Stretch> selected = new SimpleObjectProperty<>();
    private final StepsViewModel model =
            new StepsViewModel(source, selected, new DirectTaskRunner());

    private final PanelExport export = new PanelExport(Runnable::run, Runnable::run, notice -> {});

    private void open(Theme theme, double width, double height, Tokenizer tokenizer, String text) {
        show(
                theme,
                width + 16,
                height + 16,
                () -> {
                    change(tokenizer, text);
                    StackPane pane = new StackPane(new StepsView(model, export));
                    pane.setPadding(new Insets(8));
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
    }

    private void change(Tokenizer tokenizer, String text) {
        selected.set(new Stretch(0, text.length()));
        source.set(new Source(tokenizer, text, SpecialTokens.PARSED));
    }

    private void keep(String name) {
        pulses(2);
        WritableImage picture = picture();
        Snapshots.write(picture, Path.of("target", "screenshots", "steps-" + name + ".png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(20);
    }

    private void keep(String name, Tokenizer tokenizer, String text) {
        onFx(() -> change(tokenizer, text));
        keep(name);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void thePanelIsDrawnInEveryTheme(Theme theme) {
        String look = theme.name().toLowerCase(Locale.ROOT);
        open(theme, 640, 440, CL100K, "Unbelievable!");
        keep("word-" + look);
        onFx(() -> model.stepProperty().set(6));
        keep("word6-" + look);
        onFx(model::forward);
        keep("moving-" + look);
        keep("hindi-" + look, CL100K, "नमस्ते");
        keep("family-" + look, CL100K, "👩‍👩‍👧 family");
        keep("hebrew-" + look, CL100K, "שלום עולם");
        open(theme, 600, 330, CL100K, "Unbelievable!");
        keep("small-" + look);
        open(theme, 620, 300, CL100K, "Unbelievable low stories");
        onFx(() -> selected.set(null));
        keep("low-" + look);
        onFx(() -> model.stepProperty().set(5));
        keep("low5-" + look);
        open(theme, 1340, 760, CL100K, "The quick brown fox. Unbelievable! 🙂");
        keep("large-" + look);
    }

    @Test
    void everyHonestCaseIsDrawn() {
        open(Theme.LIGHT, 640, 440, CL100K, "");
        keep("empty");
        keep("diaeresis", CL100K, "nai\u0308ve");
        keep("nul", CL100K, "a\u0000b");
        keep("surrogate", CL100K, "x\ud83dy");
        keep("special", CL100K, "Unbelievable<|endoftext|>");
        keep("bytes", Tokenizers.bytes(), "héllo");
        keep("fallback", SmallTokenizers.fallback(folder.resolve("fallback")), "hi é");
        keep("normalised", SmallTokenizers.lowerCase(folder.resolve("lower")), "AE\u0301b");
        keep("long", CL100K, "Unbelievable stories are told. ".repeat(20));
        onFx(() -> model.stepProperty().set(60));
        keep("long60");
        keep("hovered", CL100K, "Unbelievable!");
        onFx(() -> model.hoveredProperty().set(new ByteSpan(3, 5)));
        keep("hovered");
    }

    @Test
    void buttonsAndKeysGoThroughTheMerges() {
        open(Theme.LIGHT, 640, 440, CL100K, "Unbelievable!");
        int last = model.lastProperty().get();
        robot.clickOn("#steps-toStart");
        assertThat(model.stepProperty().get()).isZero();
        robot.clickOn("#steps-forward").clickOn("#steps-forward").clickOn("#steps-back");
        assertThat(model.stepProperty().get()).isEqualTo(1);
        robot.clickOn("#steps-toEnd");
        assertThat(model.stepProperty().get()).isEqualTo(last);
        MergeSteps picture = robot.lookup("#merge-steps").queryAs(MergeSteps.class);
        onFx(picture::requestFocus);
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        assertThat(model.stepProperty().get()).isEqualTo(last - 1);
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        assertThat(model.stepProperty().get()).isZero();
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        assertThat(model.playingProperty().get()).isTrue();
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        assertThat(model.playingProperty().get()).isFalse();
    }

    @Test
    void hoverMarksBytesAndSaysWhatTheyAre() {
        open(Theme.LIGHT, 640, 440, CL100K, "Unbelievable!");
        MergeSteps picture = robot.lookup("#merge-steps").queryAs(MergeSteps.class);
        String before = model.sentenceProperty().get();
        robot.moveTo(at(picture, 130, 10));
        pulses(2);
        assertThat(model.hoveredProperty().get()).isNotNull();
        assertThat(picture.readingProperty().get()).contains("U+00").contains("LETTER");
        robot.moveTo(at(picture, 5, 5));
        pulses(2);
        assertThat(model.hoveredProperty().get()).isNull();
        assertThat(model.sentenceProperty().get()).isEqualTo(before);
    }

    @Test
    void aClickOnARowGoesToItsStep() {
        open(Theme.LIGHT, 640, 700, CL100K, "Unbelievable!");
        MergeSteps picture = robot.lookup("#merge-steps").queryAs(MergeSteps.class);
        robot.clickOn(at(picture, 130, 175));
        assertThat(model.stepProperty().get()).isLessThan(model.lastProperty().get());
    }
}
