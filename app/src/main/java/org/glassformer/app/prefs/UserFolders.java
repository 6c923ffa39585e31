package org.glassformer.app.prefs;

import java.nio.file.Path;
import java.util.Locale;

/// Where the operating system wants a program's data to be.
public final class UserFolders {

    private UserFolders() {}

    /// The folder for what the lab makes by itself, such as training runs, in the user's home; need not exist.
    public static Path data() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        Path folder;
        if (os.contains("win")) {
            folder = folder("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        } else if (os.contains("mac")) {
            folder = home.resolve("Library").resolve("Application Support");
        } else {
            folder = folder("XDG_DATA_HOME", home.resolve(".local").resolve("share"));
        }
        return folder.resolve("glassformer");
    }

    private static Path folder(String variable, Path otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : Path.of(value);
    }
}
