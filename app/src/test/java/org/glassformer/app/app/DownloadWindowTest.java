package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.testing.LocalHub;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A model looked up, downloaded from a hub on this machine and opened, in the window.
class DownloadWindowTest extends LabTest {

    private final LocalHub hub = new LocalHub();

    @BeforeEach
    void openLab() {
        hub.with(TinyModels.write(folders.resolve("other"), 2, 3, 2, 32, TinyModels.CONTEXT));
        HubSettings settings = new HubSettings("", hub.address(), "", folders.resolve("models"));
        open(
                1366,
                768,
                () ->
                        new LabOnStage(
                                        tiny(),
                                        "Once",
                                        Theme.LIGHT,
                                        TrainingSetup.inMemory(),
                                        settings)
                                .on("models"));
    }

    @AfterEach
    void closeHub() {
        hub.close();
    }

    private String failure(String key) {
        return ((Labeled) node("download-failure-" + key)).getText();
    }

    private void awaitNode(String id) {
        await(() -> scene().lookup("#" + id) != null);
    }

    @Test
    void aModelIsDownloadedWithAClickAndOpened() {
        robot.clickOn(node("models-sections-DOWNLOAD"));
        pulses(3);
        assertThat(hub.asked()).isEmpty();
        robot.clickOn(node("download-id"));
        onFx(() -> ((TextField) node("download-id")).setText(LocalHub.ID));
        robot.clickOn(node("download-look-up"));
        awaitNode("download-take");
        Snapshots.write(picture(), Path.of("target", "screenshots", "models-found.png"));
        hub.hold();
        robot.clickOn(node("download-take"));
        awaitNode("download-cancel-owner-tiny-");
        await(() -> !hub.askedFor("config.json").isEmpty());
        ProgressBar bar = (ProgressBar) node("download-bar-owner-tiny-");
        assertThat(bar.isVisible()).isTrue();
        robot.clickOn(node("download-start-ggml-org-models-stories260K-gguf"));
        await(() -> failure("ggml-org-models-stories260K-gguf").contains("There is no"));
        assertThat(((Labeled) node("activity")).getText()).contains("Downloading tiny");
        Snapshots.write(picture(), Path.of("target", "screenshots", "models-download.png"));
        hub.release();
        awaitNode("download-open-owner-tiny-");
        assertThat(((Labeled) node("download-status-owner-tiny-")).getText()).contains("here");
        assertThat(bar.isVisible()).isFalse();
        robot.clickOn(node("download-open-owner-tiny-"));
        await(() -> Objects.requireNonNull(session().modelProperty().get()).nLayer() == 3);
        stage().awaitReady();
        assertThat(session().traceProperty().get()).isNotNull();
        assertThat(Objects.requireNonNull(session().modelProperty().get()).name())
                .isEqualTo("tiny");
    }
}
