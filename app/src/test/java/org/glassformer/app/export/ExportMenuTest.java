package org.glassformer.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.json.JsonMapper;

class ExportMenuTest extends RobotTest {

    private static final Caption CAPTION = Caption.of("Layer 1 · Head 2").with("model", "tiny");

    @TempDir Path folder;

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final List<ExportNotice> notices = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Path>> answer = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<NumbersTable>> table =
            new AtomicReference<>(
                    Optional.of(
                            new NumbersTable(
                                    CAPTION,
                                    2,
                                    List.of(
                                            Column.whole("id", row -> row),
                                            Column.text("token", row -> "=a" + row)))));

    @BeforeEach
    void showMenu() {
        PanelExport export =
                new PanelExport(
                        background,
                        Platform::runLater,
                        notices::add,
                        (owner, format, name, last) -> {
                            asked.add(name);
                            return answer.get();
                        });
        show(
                Theme.LIGHT,
                860,
                420,
                () -> {
                    Card card = Panels.everything();
                    ExportMenu menu = new ExportMenu(card, () -> CAPTION, table::get, export);
                    menu.setId("export");
                    card.actions().add(menu);
                    return card;
                });
    }

    @AfterEach
    void stop() {
        background.shutdown();
    }

    private void choose(String item) {
        robot.clickOn("#export");
        pulses(2);
        robot.clickOn("#export-" + item);
    }

    private ExportNotice told() {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> !notices.isEmpty());
        return notices.getFirst();
    }

    private Path saved(String item, String name) {
        Path file = folder.resolve(name);
        answer.set(Optional.of(file));
        choose(item);
        assertThat(told()).isEqualTo(new ExportNotice(false, "Saved " + file.toAbsolutePath()));
        return file;
    }

    @Test
    void aPictureIsSavedWhereThePersonSays() throws IOException {
        Path file = saved("png", "map.png");
        assertThat(asked).containsExactly("layer-1-head-2.png");
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(3 * (860 + 32));
    }

    @Test
    void aNameWithoutAnEndingGetsOne() {
        answer.set(Optional.of(folder.resolve("map")));
        choose("csv");
        assertThat(told().text()).isEqualTo("Saved " + folder.resolve("map.csv"));
        assertThat(folder.resolve("map.csv")).exists();
    }

    @Test
    void aDrawingIsSavedWithoutItsMenu() throws IOException {
        String svg = Files.readString(saved("svg", "map.svg"));
        assertThat(svg).contains("A panel", "Layer 1 · Head 2", "model tiny");
    }

    @Test
    void whatIsOneMatrixIsSavedAsAnArray() throws IOException {
        table.updateAndGet(
                now -> now.map(t -> t.with(Matrix.of(1, 2, new float[] {0.25f, 0.75f}))));
        byte[] file = Files.readAllBytes(saved("npy", "a.npy"));
        assertThat(asked).containsExactly("layer-1-head-2.npy");
        assertThat(file).hasSize(128 + 8).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    }

    @Test
    void numbersAreSavedForSpreadsheetsAndPrograms() throws IOException {
        assertThat(saved("csv", "a.csv"))
                .hasContent(
                        "# Layer 1 · Head 2\r\n# model: tiny\r\nid,token\r\n0,'=a0\r\n1,'=a1\r\n");
        notices.clear();
        Path json = saved("json", "a.json");
        assertThat(new JsonMapper().readTree(Files.readString(json)).path("rows").size())
                .isEqualTo(2);
    }

    @Test
    void numbersAndPicturesGoToTheClipboard() {
        choose("copyNumbers");
        assertThat(told().failed()).isFalse();
        String text =
                WaitForAsyncUtils.waitForAsyncFx(
                        5_000, () -> Clipboard.getSystemClipboard().getString());
        assertThat(text).isEqualTo("id\ttoken\r\n0\t'=a0\r\n1\t'=a1\r\n");
        notices.clear();
        choose("copyPicture");
        assertThat(told().failed()).isFalse();
        boolean image =
                WaitForAsyncUtils.waitForAsyncFx(
                        5_000, () -> Clipboard.getSystemClipboard().hasImage());
        assertThat(image).isTrue();
    }

    @Test
    void aFailureIsOneSentence() {
        answer.set(Optional.of(folder.resolve("nowhere").resolve("a.csv")));
        choose("csv");
        assertThat(told().failed()).isTrue();
        assertThat(told().text())
                .isEqualTo(
                        "a.csv was not saved: there is no folder "
                                + folder.resolve("nowhere")
                                + ".");
    }

    @Test
    void givingUpSavesNothing() throws IOException {
        choose("csv");
        pulses(3);
        assertThat(asked).hasSize(1);
        assertThat(notices).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void numbersAreNotOfferedWhileThereAreNone() {
        table.set(Optional.empty());
        robot.clickOn("#export");
        pulses(2);
        ExportMenu menu = (ExportMenu) scene().lookup("#export");
        assertThat(menu.getItems())
                .filteredOn(MenuItem::isDisable)
                .extracting(MenuItem::getId)
                .containsExactly("export-csv", "export-json", "export-copyNumbers");
        assertThat(menu.getItems()).hasSize(8);
        WritableImage picture =
                WaitForAsyncUtils.waitForAsyncFx(
                        5_000,
                        () ->
                                menu.getItems()
                                        .getFirst()
                                        .getParentPopup()
                                        .getScene()
                                        .snapshot(null));
        Snapshots.write(picture, Path.of("target", "export", "menu.png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(4);
    }
}
