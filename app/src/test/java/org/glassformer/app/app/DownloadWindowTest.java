package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import org.awaitility.Awaitility;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.testing.LocalHub;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model looked up, downloaded from a hub on this machine and opened, in the window.
class DownloadWindowTest extends RobotTest {

    @TempDir static Path folders;

    private final LocalHub hub = new LocalHub();
    private final AtomicReference<LabOnStage> made = new AtomicReference<>();

    @BeforeEach
    void openLab() {
        Path first = TinyModels.write(folders.resolve("first"), 1);
        hub.with(TinyModels.write(folders.resolve("tiny"), 2, 3, 2, 32, TinyModels.CONTEXT));
        HubSettings settings = new HubSettings("", hub.address(), "", folders.resolve("models"));
        showScene(
                1366,
                768,
                () -> {
                    made.set(
                            new LabOnStage(
                                    first,
                                    "Once",
                                    Theme.LIGHT,
                                    TrainingSetup.inMemory(),
                                    settings));
                    return stage().on("models").scene(1366, 768);
                });
        stage().awaitReady();
    }

    @AfterEach
    void close() {
        stage().close();
        hub.close();
    }

    private LabOnStage stage() {
        return made.get();
    }

    private Node node(String id) {
        return Objects.requireNonNull(scene().lookup("#" + id), id);
    }

    private String failure(String key) {
        return ((Labeled) node("download-failure-" + key)).getText();
    }

    private void awaitNode(String id) {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> scene().lookup("#" + id) != null);
        pulses(2);
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
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> !hub.askedFor("config.json").isEmpty());
        ProgressBar bar = (ProgressBar) node("download-bar-owner-tiny-");
        assertThat(bar.isVisible()).isTrue();
        robot.clickOn(node("download-start-ggml-org-models-stories260K-gguf"));
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> failure("ggml-org-models-stories260K-gguf").contains("There is no"));
        pulses(2);
        assertThat(((Labeled) node("activity")).getText()).contains("Downloading tiny");
        Snapshots.write(picture(), Path.of("target", "screenshots", "models-download.png"));
        hub.release();
        awaitNode("download-open-owner-tiny-");
        assertThat(((Labeled) node("download-status-owner-tiny-")).getText()).contains("here");
        assertThat(bar.isVisible()).isFalse();
        robot.clickOn(node("download-open-owner-tiny-"));
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() ->
                        Objects.requireNonNull(stage().session().modelProperty().get()).nLayer()
                                == 3);
        stage().awaitReady();
        assertThat(stage().session().traceProperty().get()).isNotNull();
        assertThat(Objects.requireNonNull(stage().session().modelProperty().get()).name())
                .isEqualTo("tiny");
    }
}
