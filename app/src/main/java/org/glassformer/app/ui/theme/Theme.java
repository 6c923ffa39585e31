package org.glassformer.app.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;

/// The looks of the lab: AtlantaFX Primer with the lab's own style sheets on top.
public enum Theme {
    /// Light surfaces.
    LIGHT(new PrimerLight().getUserAgentStylesheet(), "light", 13),
    /// Dark surfaces.
    DARK(new PrimerDark().getUserAgentStylesheet(), "dark", 13),
    /// Large, high contrast and light, to be read from ten metres.
    PROJECTOR(new PrimerLight().getUserAgentStylesheet(), "projector", 20);

    private final String userAgentStylesheet;
    private final String sheet;
    private final double fontSize;

    Theme(String userAgentStylesheet, String sheet, double fontSize) {
        this.userAgentStylesheet = userAgentStylesheet;
        this.sheet = sheet;
        this.fontSize = fontSize;
    }

    /// The style sheet that the whole application starts from.
    public String userAgentStylesheet() {
        return userAgentStylesheet;
    }

    /// The lab's style sheets, in order, as URLs.
    public List<String> stylesheets() {
        return List.of(url("base"), url("controls"), url("lab"), url("modena-bridge"), url(sheet));
    }

    /// Size of normal text in pixels at 100 % zoom.
    public double fontSize() {
        return fontSize;
    }

    /// Dresses one scene, whatever the application's own look is.
    ///
    /// @param scene gets the style sheets and the text size of this theme, in place of those it had
    /// @param zoom factor of the text size, 1 for none
    public void applyTo(Scene scene, double zoom) {
        scene.setUserAgentStylesheet(userAgentStylesheet);
        dress(scene, zoom);
    }

    /// Dresses one scene that starts from the application's style sheet.
    ///
    /// @param scene gets the lab's style sheets and the text size of this theme, in place of those it had
    /// @param zoom factor of the text size, 1 for none
    void dress(Scene scene, double zoom) {
        Typefaces.load();
        scene.getStylesheets().setAll(stylesheets());
        scene.getRoot()
                .setStyle("-fx-font-size: " + Math.round(fontSize * zoom * 10) / 10.0 + "px;");
    }

    private static String url(String name) {
        URL url = Theme.class.getResource("/org/glassformer/assets/styles/" + name + ".css");
        return Objects.requireNonNull(url, name).toExternalForm();
    }
}
