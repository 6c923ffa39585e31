package org.glassformer.app.feature.models.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.download.ListedModel;
import org.glassformer.app.download.ModelsFolder;
import org.glassformer.app.download.Progress;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.testing.LocalHub;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadViewModelTest {

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final LocalHub hub = new LocalHub();
    private final ObjectProperty<HubSettings> settings = new SimpleObjectProperty<>();

    @BeforeEach
    void fill() {
        settings.set(new HubSettings("", hub.address(), "", folder.resolve("models")));
        hub.with(TinyModels.write(folder.resolve("tiny"), 3));
    }

    @AfterEach
    void close() {
        bench.close();
        hub.close();
    }

    private DownloadViewModel screen() {
        DownloadViewModel made =
                new DownloadViewModel(
                        bench.session(),
                        new ModelOpening(bench.session(), bench.engine(), bench.runner()),
                        settings,
                        bench.runner());
        made.refresh();
        return made;
    }

    private static DownloadRowViewModel taken(DownloadViewModel screen) {
        screen.typedIdProperty().set(LocalHub.ID);
        screen.lookUp();
        screen.take();
        return screen.rows().getFirst();
    }

    @Test
    void nothingIsAskedOfTheNetworkBeforeAClick() {
        DownloadViewModel screen = screen();
        assertThat(screen.rows()).hasSameSizeAs(ListedModel.all());
        assertThat(screen.rows())
                .allSatisfy(row -> {
                    assertThat(row.standProperty().get()).isEqualTo(Stand.ABSENT);
                    assertThat(row.factsProperty().get()).startsWith("≈ ").contains("licence");
                });
        assertThat(screen.roomProperty().get()).contains("left on this disk");
        assertThat(hub.asked()).isEmpty();
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void aRepositoryIsLookedUpAndNotDownloadedYet() {
        DownloadViewModel screen = screen();
        screen.typedIdProperty().set(hub.address() + "/" + LocalHub.ID);
        screen.lookUp();
        assertThat(screen.failureProperty().get()).isEmpty();
        Found found = Objects.requireNonNull(screen.foundProperty().get());
        assertThat(DownloadViewModel.words(found)).contains(LocalHub.ID, "Apache 2.0");
        assertThat(DownloadViewModel.words(found.offers().getFirst())).contains("safetensors");
        assertThat(hub.askedFor("model.safetensors")).isEmpty();
        assertThat(screen.askingProperty().get()).isFalse();
    }

    @Test
    void aModelOfOnesOwnIsDownloadedAndOpened() {
        DownloadViewModel screen = screen();
        DownloadRowViewModel row = taken(screen);
        assertThat(row.failureProperty().get()).isEmpty();
        assertThat(row.standProperty().get()).isEqualTo(Stand.WHOLE);
        assertThat(row.statusProperty().get()).contains("here");
        assertThat(row.isOpen()).isFalse();
        row.open();
        assertThat(row.isOpen()).isTrue();
        assertThat(bench.session().modelProperty().get()).isNotNull();
        row.askToDelete();
        assertThat(row.askingProperty().get()).isFalse();
        assertThat(row.failureProperty().get()).contains("is open");
    }

    @Test
    void whatIsHereIsFoundAgainAndDeletedAfterAQuestion() {
        taken(screen());
        DownloadRowViewModel row = screen().rows().getFirst();
        assertThat(row.listed().repository()).isEqualTo(LocalHub.ID);
        assertThat(row.standProperty().get()).isEqualTo(Stand.WHOLE);
        row.askToDelete();
        assertThat(row.askingProperty().get()).isTrue();
        row.keep();
        assertThat(row.standProperty().get()).isEqualTo(Stand.WHOLE);
        row.askToDelete();
        row.delete();
        assertThat(row.standProperty().get()).isEqualTo(Stand.ABSENT);
        assertThat(folder.resolve("models").resolve("owner").resolve("tiny")).doesNotExist();
    }

    @Test
    void aFailureIsOneSentenceAndWhatIsHereIsGoneOnWith() {
        hub.refuse("model.safetensors", 500, "");
        DownloadViewModel screen = screen();
        DownloadRowViewModel row = taken(screen);
        assertThat(row.failureProperty().get()).contains("problem of its own").endsWith(".");
        assertThat(row.standProperty().get()).isEqualTo(Stand.PARTIAL);
        assertThat(row.fractionProperty().get()).isBetween(0.0, 1.0);
        hub.refuse("model.safetensors", 404, "");
        row.start();
        assertThat(row.failureProperty().get()).contains("has no model.safetensors");
    }

    @Test
    void aModelThatTheLabCannotRunIsRefusedByNameBeforeItsWeightsCome() {
        hub.with("config.json", "{\"model_type\":\"mamba\"}".getBytes(StandardCharsets.UTF_8));
        DownloadRowViewModel row = taken(screen());
        assertThat(row.failureProperty().get())
                .contains("cannot open this model", "mamba")
                .doesNotContain(".partial");
        assertThat(hub.askedFor("model.safetensors")).isEmpty();
    }

    @Test
    void aListedModelThatHasGrownMuchIsNotLoadedUnasked() {
        DownloadViewModel screen = screen();
        DownloadRowViewModel row = taken(screen);
        row.delete();
        hub.with("model.safetensors", new byte[2_000_000]);
        row.start();
        assertThat(row.failureProperty().get()).contains("much more than");
        assertThat(row.standProperty().get()).isEqualTo(Stand.ABSENT);
    }

    @Test
    void aSizeIsAboutThatOfTheListUntilTheHubHasNamedIt() {
        DownloadRowViewModel row =
                new DownloadRowViewModel(
                        new ListedModel("tiny", LocalHub.ID, "", "", "", 1_000_000, "mit", false),
                        new Place(
                                new ModelsFolder(folder.resolve("models")),
                                settings,
                                bench.session(),
                                new ModelOpening(bench.session(), bench.engine(), bench.runner()),
                                bench.runner(),
                                () -> {}));
        assertThat(row.factsProperty().get()).startsWith("≈ 1 MB");
        hub.refuse("/resolve/", 500, "");
        row.start();
        assertThat(row.failureProperty().get()).contains("problem of its own");
        assertThat(row.factsProperty().get()).doesNotContain("≈").contains("kB", "licence");
    }

    @Test
    void aRepositoryThatIsNotThereIsSaid() {
        DownloadViewModel screen = screen();
        screen.typedIdProperty().set("owner/other");
        screen.lookUp();
        assertThat(screen.failureProperty().get()).contains("There is no owner/other");
        assertThat(screen.foundProperty().get()).isNull();
        screen.typedIdProperty().set("gpt2");
        screen.lookUp();
        assertThat(screen.failureProperty().get()).contains("owner/name");
    }

    @Test
    void anotherAddressIsTakenOrRefusedWithAReason() {
        DownloadViewModel screen = screen();
        screen.typedAddressProperty().set("hub.example.org/");
        screen.takeAddress();
        assertThat(settings.get().written()).isEqualTo("https://hub.example.org");
        assertThat(screen.typedAddressProperty().get()).isEqualTo("https://hub.example.org");
        screen.typedAddressProperty().set("no address at all");
        screen.takeAddress();
        assertThat(screen.addressFailureProperty().get()).contains("no address of a hub");
        assertThat(settings.get().written()).isEqualTo("https://hub.example.org");
        screen.takeUsualAddress();
        assertThat(screen.addressFailureProperty().get()).isEmpty();
        assertThat(settings.get().written()).isEqualTo(hub.address());
        assertThat(settings.get().chosen()).isEmpty();
    }

    @Test
    void aModelWithALicenceToBeAcceptedNamesItsPage() {
        List<DownloadRowViewModel> gated = new ArrayList<>(screen().rows());
        gated.removeIf(row -> !row.listed().gated());
        assertThat(gated).isNotEmpty();
        assertThat(gated)
                .allSatisfy(row ->
                        assertThat(row.page())
                                .isEqualTo(hub.address() + "/" + row.listed().repository()));
    }

    @Test
    void progressIsSaidWithItsRateAndTheTimeLeft() {
        assertThat(
                        DownloadRowViewModel.words(
                                new Progress(
                                        Progress.Phase.LOADING,
                                        "f",
                                        100_000_000,
                                        400_000_000,
                                        2_000_000)))
                .isEqualTo("100 MB of 400 MB · 2 MB/s · 2 min 30 s left");
        assertThat(
                        DownloadRowViewModel.words(
                                new Progress(Progress.Phase.LOADING, "f", 0, 5_000, 0)))
                .isEqualTo("0 B of 5 kB");
        assertThat(
                        DownloadRowViewModel.words(
                                new Progress(Progress.Phase.CHECKING, "f", 0, 5_000, 0)))
                .contains("checking");
    }

    @Test
    void theFolderIsMadeWithTheFirstDownload() {
        taken(screen());
        assertThat(Files.isDirectory(folder.resolve("models").resolve("owner"))).isTrue();
    }

    @Test
    void theListIsSavedWithItsAddress() {
        DownloadViewModel screen = screen();
        assertThat(screen.numbers().orElseThrow().rows()).isEqualTo(screen.rows().size());
        assertThat(screen.caption().settings())
                .anyMatch(setting -> setting.value().equals(hub.address()));
    }
}
