package org.glassformer.app.prefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesStoreTest {

    @TempDir Path folder;

    @Test
    void whatIsSavedIsLoaded() {
        PreferencesStore store = new PreferencesStore(folder.resolve("deep").resolve("p.json"));
        Preferences changed =
                Preferences.DEFAULTS
                        .withTheme("DARK")
                        .withZoom(1.2)
                        .withWindow(1366, 768, true)
                        .withScreen("tokens")
                        .withRecentModels(List.of("/models/ä \"quoted\"", "/b"))
                        .withHub("https://hub.example.org");
        store.save(changed);
        assertThat(store.load()).isEqualTo(changed);
    }

    @Test
    void missingFileGivesTheDefaults() {
        assertThat(new PreferencesStore(folder.resolve("none.json")).load())
                .isEqualTo(Preferences.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,2]",
                "null",
                "{\"zoom\":\"x\",\"theme\":{}}",
                "{\"zoom\":1e999}",
                "{\"recentModels\":[7,{}]}"
            })
    void brokenFileGivesTheDefaults(String text) throws IOException {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, text);
        assertThat(new PreferencesStore(file).load()).isEqualTo(Preferences.DEFAULTS);
    }

    @Test
    void valuesOutOfRangeAreReplacedOneByOne() throws IOException {
        Path file = folder.resolve("odd.json");
        Files.writeString(file, "{\"theme\":\"DARK\",\"zoom\":-4,\"windowWidth\":3}");
        assertThat(new PreferencesStore(file).load())
                .isEqualTo(Preferences.DEFAULTS.withTheme("DARK"));
    }

    @Test
    void noMoreModelsAreReadThanAreKept() {
        PreferencesStore store = new PreferencesStore(folder.resolve("p.json"));
        store.save(Preferences.DEFAULTS.withRecentModels(Collections.nCopies(40, "/m")));
        assertThat(store.load().recentModels()).hasSize(Preferences.RECENT_MODELS);
    }

    @Test
    void placeThatCannotBeWrittenIsNoError() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "in the way");
        new PreferencesStore(file.resolve("p.json")).save(Preferences.DEFAULTS);
        assertThat(Files.readString(file)).isEqualTo("in the way");
    }
}
