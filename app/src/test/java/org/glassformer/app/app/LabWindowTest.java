package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.awaitility.Awaitility;
import org.glassformer.app.session.Reading;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabWindowTest extends LabTest {

    @BeforeEach
    void openLab() {
        open(1366, 768, () -> new LabOnStage(tiny(), "Once", Theme.LIGHT).on("sampling"));
    }

    private BarsData bars() {
        return ((LogitBars) scene().lookup("#next-token")).dataProperty().get();
    }

    @Test
    void barsFollowThePromptAndTheSlider() {
        BarsData first = bars();
        robot.clickOn("#prompt").write(" upon a time", 0);
        stage().awaitReady();
        pulses(2);
        assertThat(session().promptProperty().get()).isEqualTo("Once upon a time");
        BarsData typed = bars();
        assertThat(typed.bars()).isNotEqualTo(first.bars());

        Reading reading = session().readingProperty().get();
        Node slider = scene().lookup("#chain-temperature").lookup(".slider");
        double before = ((Slider) slider).getValue();
        robot.clickOn(at(slider, 20, slider.getBoundsInLocal().getCenterY()));
        await(() -> !bars().equals(typed));
        assertThat(((Slider) slider).getValue()).isLessThan(before);
        assertThat(bars().bars().getFirst().p()).isGreaterThan(typed.bars().getFirst().p());
        assertThat(session().readingProperty().get()).isSameAs(reading);
    }

    @Test
    void keysActOnlyOutsideTheText() {
        robot.clickOn("#prompt").write("g", 0);
        stage().awaitReady();
        assertThat(session().promptProperty().get()).isEqualTo("Onceg");
        int tokens = session().tokensProperty().get().size();
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        robot.press(KeyCode.G).release(KeyCode.G);
        await(() -> session().tokensProperty().get().size() == tokens + 1);
    }

    @Test
    void aRunIsRehearsedOnAnyScreenWhileNothingHappens() {
        open(
                1366,
                768,
                () ->
                        new LabOnStage(tiny(), "Once", Theme.LIGHT)
                                .on("sampling")
                                .stillAfter(Duration.millis(300)));
        TrainingRehearsal rehearsal = Objects.requireNonNull(stage().lab().rehearsal());
        System.gc();
        await(() -> rehearsal.pictures() > 2);
    }

    @Test
    void aLabThatIsClosedIsLetGo() {
        WeakReference<Lab> closed = new WeakReference<>(stage().lab());
        open(1366, 768, () -> new LabOnStage(tiny(), "Once", Theme.LIGHT));
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> {
                    System.gc();
                    return closed.refersTo(null);
                });
    }

    @Test
    void aPromptInAnyScriptWrapsIntoRowsOfItsOwn() {
        Region prompt = (Region) scene().lookup("#prompt");
        double oneRow = prompt.getHeight();
        for (String words :
                List.of("שלום עולם ", "مرحبا بالعالم ", "नमस्ते दुनिया ", "สวัสดีชาวโลก ")) {
            onFx(() -> session().promptProperty().set(words.repeat(40)));
            pulses(6);
            assertThat(prompt.getHeight()).as(words).isBetween(2 * oneRow, 3 * oneRow);
            Snapshots.write(
                    picture(), Path.of("target/screenshots/prompt-" + words.charAt(0) + ".png"));
        }
        onFx(() -> session().promptProperty().set("Once"));
        pulses(3);
        assertThat(prompt.getHeight()).isEqualTo(oneRow);
    }

    @Test
    void aPromptThatIsFarTooLongIsRefusedInASentence() {
        onFx(() -> {
            Clipboard.getSystemClipboard()
                    .setContent(Map.of(DataFormat.PLAIN_TEXT, "ab ".repeat(3_500_000)));
        });
        robot.clickOn("#prompt");
        robot.press(KeyCode.SHORTCUT, KeyCode.V).release(KeyCode.V, KeyCode.SHORTCUT);
        await(() -> session().noticeProperty().get() != null);
        assertThat(session().promptProperty().get()).isEqualTo("Once");
        assertThat(((Label) scene().lookup("#notice")).getText()).contains("10,500,004");
    }

    @Test
    void aBadFolderSaysWhyAndTheModelStays() throws Exception {
        Path bad = Files.createDirectories(folders.resolve("bad"));
        BarsData before = bars();
        onFx(() -> stage().lab().shell().open(bad));
        await(() ->
                scene().lookup("#notice").isVisible() && session().noticeProperty().get() != null);
        assertThat(((Label) scene().lookup("#notice")).getText()).contains("bad", "config.json");
        assertThat(bars()).isEqualTo(before);
    }

    @Test
    void aThemeIsOneClickAway() {
        robot.clickOn("#theme-dark");
        pulses(2);
        assertThat(stage().appearance().themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(scene().getStylesheets()).anyMatch(sheet -> sheet.endsWith("dark.css"));
    }
}
