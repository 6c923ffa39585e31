package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.testing.LocalHub;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the Models screen says when something cannot be opened, loaded or written: whole sentences, nowhere cut off.
class ModelFailuresScreenshotTest extends ScreenPictures {

    private static final String TEXT = "Once upon a time";
    private static final String OWN = "owner-tiny-";
    private static final String LISTED = "ggml-org-models-stories260K-gguf";

    private final LocalHub hub = new LocalHub();

    @AfterEach
    void closeHub() {
        hub.close();
    }

    private void openAt(Theme theme, int width, int height, HubSettings settings) {
        open(
                width,
                height,
                () ->
                        new LabOnStage(tiny(), TEXT, theme, TrainingSetup.inMemory(), settings)
                                .on("models"));
    }

    private HubSettings settings(String address) {
        return new HubSettings("", address, "", folders.resolve("models-" + UUID.randomUUID()));
    }

    /// Wrapped labels and icons that are shown must show all of what they say.
    private void assertWhole() {
        List<String> cut = new ArrayList<>();
        for (Node node : scene().getRoot().lookupAll(".label")) {
            if (node instanceof Label label
                    && isShown(label)
                    && (label.isWrapText() || label instanceof Icon)
                    && label.lookup(".text") instanceof Text text
                    && !text.getText().equals(label.getText())) {
                cut.add(label.getText());
            }
        }
        assertThat(cut).isEmpty();
    }

    /// What is to be pressed next must be seen without scrolling.
    private static void assertInView(Node node) {
        Node at = node;
        while (!(at instanceof ScrollPane)) {
            at = at.getParent();
        }
        Bounds port = at.localToScene(at.getLayoutBounds());
        assertThat(port.contains(node.localToScene(node.getLayoutBounds())))
                .as("%s in %s", node, port)
                .isTrue();
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void whatCannotBeOpenedIsSaid(Theme theme, int width, int height) throws IOException {
        String end = in(theme, width, height);
        openAt(theme, width, height, settings(hub.address()));
        Path empty = Files.createDirectories(folders.resolve("holiday pictures"));
        onFx(() -> stage().lab().opening().open(empty));
        await(() -> notice().contains("holiday"));
        assertThat(notice()).contains("with config.json and safetensors, found no config.json");
        keep("no-model" + end);
        assertWhole();
        Path gguf = folders.resolve("damaged.gguf");
        byte[] bytes = Arrays.copyOf(new byte[] {'G', 'G', 'U', 'F', 3, 0, 0, 0, 0, 7}, 600);
        Files.write(gguf, bytes);
        onFx(() -> stage().lab().opening().open(gguf));
        await(() -> notice().contains("damaged"));
        assertThat(notice()).startsWith("damaged.gguf was not opened: at byte 8: expected");
        keep("damaged-gguf" + end);
        assertWhole();
        assertThat(session().modelProperty().get()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void downloadsThatFailAreSaid(Theme theme, int width, int height) {
        String end = in(theme, width, height);
        hub.with(TinyModels.write(folders.resolve("hub-" + UUID.randomUUID()), 3));
        hub.claimDigest("model.safetensors", "0".repeat(64));
        openAt(theme, width, height, settings(hub.address()));
        fire("models-sections-DOWNLOAD");
        lookUp("owner/other");
        await(() -> !text("download-other-failure").isEmpty());
        fire("download-start-" + LISTED);
        await(() -> text("download-failure-" + LISTED).contains("There is no"));
        keep("download-refused" + end);
        assertWhole();
        lookUp(LocalHub.ID);
        await(() -> scene().lookup("#download-take") != null);
        keep("download-found" + end);
        assertWhole();
        assertInView(node("download-take"));
        fire("download-take");
        await(() -> text("download-failure-" + OWN).contains("checksum"));
        keep("download-checksum" + end);
        assertWhole();
    }

    private String notice() {
        Notice notice = session().noticeProperty().get();
        return notice == null ? "" : notice.text();
    }

    private void lookUp(String id) {
        onFx(() -> ((TextField) node("download-id")).setText(id));
        fire("download-look-up");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void aDiskThatIsFullAndANetworkThatIsAwayAreSaid(Theme theme, int width, int height) {
        String end = in(theme, width, height);
        hub.with(TinyModels.write(folders.resolve("hub-" + UUID.randomUUID()), 3));
        hub.claimSize("model.safetensors", 4_000_000_000_000_000L);
        openAt(theme, width, height, settings(hub.address()));
        fire("models-sections-DOWNLOAD");
        lookUp(LocalHub.ID);
        await(() -> scene().lookup("#download-take") != null);
        fire("download-take");
        await(() -> text("download-failure-" + OWN).contains("has only"));
        keep("download-full" + end);
        assertWhole();
        onFx(() -> {
            TextField address = (TextField) node("download-address");
            address.setText("no address at all");
            address.getOnAction().handle(null);
        });
        hub.close();
        fire("download-start-" + LISTED);
        lookUp("owner/other");
        await(() -> text("download-failure-" + LISTED).contains("cannot be reached"));
        await(() -> text("download-other-failure").contains("cannot be reached"));
        keep("download-offline" + end);
        assertWhole();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void aProxyIsNamed(Theme theme, int width, int height) {
        System.setProperty("https.proxyHost", "proxy.university.example");
        System.setProperty("https.proxyPort", "3128");
        try {
            openAt(theme, width, height, settings("https://hub.example.org"));
            fire("models-sections-DOWNLOAD");
            await(() -> text("download-proxy").contains("proxy.university.example:3128"));
            keep("download-proxy" + in(theme, width, height));
            assertWhole();
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("https.proxyPort");
        }
    }
}
