package org.glassformer.app.prefs;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the preferences in a small JSON file. A missing, broken or foreign file gives the defaults for whatever cannot
/// be read; it never stops the lab.
public final class PreferencesStore {

    private static final Logger LOG = LoggerFactory.getLogger(PreferencesStore.class);
    private static final long LARGEST_FILE = 64 * 1024;

    private final Path file;
    private final JsonMapper json = new JsonMapper();

    /// A store in a file.
    ///
    /// @param file read and written; need not exist
    public PreferencesStore(Path file) {
        this.file = file;
    }

    /// The store at the usual place of the operating system, in the user's home.
    public static PreferencesStore ofUser() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        Path folder;
        if (os.contains("win")) {
            folder = folder("APPDATA", home.resolve("AppData").resolve("Roaming"));
        } else if (os.contains("mac")) {
            folder = home.resolve("Library").resolve("Application Support");
        } else {
            folder = folder("XDG_CONFIG_HOME", home.resolve(".config"));
        }
        return new PreferencesStore(folder.resolve("glassformer").resolve("preferences.json"));
    }

    private static Path folder(String variable, Path otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : Path.of(value);
    }

    /// Reads the preferences.
    public Preferences load() {
        if (!Files.isRegularFile(file)) {
            return Preferences.DEFAULTS;
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException("larger than " + LARGEST_FILE + " bytes");
            }
            return read(json.readTree(Files.readString(file)));
        } catch (IOException | JacksonException e) {
            LOG.warn("The preferences in {} cannot be read; the defaults are used", file, e);
            return Preferences.DEFAULTS;
        }
    }

    private static Preferences read(JsonNode node) {
        Preferences d = Preferences.DEFAULTS;
        return new Preferences(
                node.path("theme").asString(d.theme()),
                number(node, "zoom", d.zoom(), 0.7, 2.5),
                number(node, "windowWidth", d.windowWidth(), 640, 16384),
                number(node, "windowHeight", d.windowHeight(), 480, 16384),
                node.path("maximized").asBoolean(d.maximized()),
                node.path("screen").asString(d.screen()),
                models(node.path("recentModels")),
                node.path("hub").asString(d.hub()));
    }

    private static List<String> models(JsonNode node) {
        List<String> models = new ArrayList<>();
        for (JsonNode model : node) {
            if (model.isString() && models.size() < Preferences.RECENT_MODELS) {
                models.add(model.asString());
            }
        }
        return models;
    }

    private static double number(
            JsonNode node, String name, double otherwise, double min, double max) {
        double value = node.path(name).asDouble(otherwise);
        return value >= min && value <= max ? value : otherwise;
    }

    /// Writes the preferences; a failure is logged and otherwise ignored.
    ///
    /// @param preferences what to remember
    public void save(Preferences preferences) {
        ObjectNode node = json.createObjectNode();
        node.put("theme", preferences.theme());
        node.put("zoom", preferences.zoom());
        node.put("windowWidth", preferences.windowWidth());
        node.put("windowHeight", preferences.windowHeight());
        node.put("maximized", preferences.maximized());
        node.put("screen", preferences.screen());
        ArrayNode models = node.putArray("recentModels");
        preferences.recentModels().forEach(models::add);
        node.put("hub", preferences.hub());
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, node.toPrettyString() + "\n");
            replace(next);
        } catch (IOException | JacksonException e) {
            LOG.warn("The preferences cannot be written to {}", file, e);
        }
    }

    private void replace(Path next) throws IOException {
        try {
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
