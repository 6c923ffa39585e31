package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class ThemeChangeTest extends LabTest {

    /// From light, every ordered pair of themes once.
    private static final List<Theme> TOUR =
            List.of(
                    Theme.DARK,
                    Theme.PROJECTOR,
                    Theme.DARK,
                    Theme.LIGHT,
                    Theme.PROJECTOR,
                    Theme.LIGHT);

    @Test
    void everyChangeOfThemeEndsInTheTextSizesOfAWindowOpenedInThatTheme() {
        Map<Theme, Set<String>> expected = new EnumMap<>(Theme.class);
        for (Theme theme : Theme.values()) {
            openTokens(theme);
            assertThat(stage().appearance().themeProperty().get()).isEqualTo(theme);
            expected.put(theme, textSizes());
        }
        openTokens(Theme.LIGHT);
        Theme before = Theme.LIGHT;
        for (Theme theme : TOUR) {
            robot.clickOn("#theme-" + theme.name().toLowerCase(Locale.ROOT));
            pulses(4);
            assertThat(stage().appearance().themeProperty().get()).isEqualTo(theme);
            String change = before + " to " + theme;
            if (theme == Theme.PROJECTOR) {
                String file = "tokens-projector-after-" + before.name().toLowerCase(Locale.ROOT);
                Snapshots.write(picture(), Path.of("target", "screenshots", file + ".png"));
            }
            assertThat(textSizes()).as(change).isEqualTo(expected.get(theme));
            assertThat(cutChips()).as(change).isEmpty();
            before = theme;
        }
    }

    private void openTokens(Theme theme) {
        open(1366, 768, () -> new LabOnStage(tiny(), "Once upon a time", theme));
        onFx(() -> stage().on("tokens"));
        await(() -> text("tokens-first-note").startsWith("o200k_base: "));
        pulses(2);
    }

    /// Every kind of label and button in view with its text size.
    private Set<String> textSizes() {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () -> {
                    Set<String> sizes = new TreeSet<>();
                    for (Node node : scene().getRoot().lookupAll("*")) {
                        if (node instanceof Labeled labeled && isInView(node)) {
                            sizes.add(labeled.getStyleClass() + " " + labeled.getFont().getSize());
                        }
                    }
                    assertThat(sizes)
                            .anyMatch(line -> line.contains("gf-tool-button"))
                            .anyMatch(line -> line.startsWith("text "));
                    return sizes;
                });
    }

    /// Texts of chips that have not the room to be read.
    private List<String> cutChips() {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () ->
                        scene().getRoot().lookupAll(".gf-token > .text").stream()
                                .filter(ThemeChangeTest::isInView)
                                .filter(Label.class::isInstance)
                                .map(Label.class::cast)
                                .filter(ThemeChangeTest::isCut)
                                .map(Label::getText)
                                .toList());
    }

    private static boolean isCut(Label label) {
        return label.getChildrenUnmodifiable().stream()
                .noneMatch(child ->
                        child instanceof Text text && text.getText().equals(label.getText()));
    }

    private static boolean isInView(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node instanceof Labeled labeled && !labeled.getText().isEmpty();
    }
}
