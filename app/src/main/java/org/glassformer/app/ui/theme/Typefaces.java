package org.glassformer.app.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Inter and JetBrains Mono, from their libraries, so that text looks the same on a machine without fonts.
public final class Typefaces {

    /// The family of text.
    public static final String TEXT = "Inter";

    /// The family of figures, tokens and code: every digit has the same width.
    public static final String MONO = "JetBrains Mono";

    private static final Logger LOG = LoggerFactory.getLogger(Typefaces.class);

    private static final List<String> FILES =
            List.of(
                    "inter/Inter-Regular.otf",
                    "inter/Inter-SemiBold.otf",
                    "inter/Inter-Bold.otf",
                    "jetbrains_mono/JetBrainsMono-Regular.ttf",
                    "jetbrains_mono/JetBrainsMono-Bold.ttf");

    private Typefaces() {}

    /// Makes the families known to JavaFX, once; without them the system's faces are used.
    public static void load() {
        TextShaping.takeSharedShaper();
        if (known(TEXT) && known(MONO) && known("Inter SemiBold")) {
            return;
        }
        for (String file : FILES) {
            String path = "/com/formdev/flatlaf/fonts/" + file;
            try (InputStream in = Typefaces.class.getResourceAsStream(path)) {
                if (in == null || Font.loadFont(in, 13) == null) {
                    LOG.warn("No typeface {}; the system's is used", file);
                }
            } catch (IOException e) {
                LOG.warn("The typeface {} cannot be read; the system's is used", file, e);
            }
        }
    }

    /// Whether JavaFX has a family; its list of families does not always have those that were loaded.
    static boolean known(String family) {
        return Font.font(family, 13).getFamily().equals(family);
    }
}
