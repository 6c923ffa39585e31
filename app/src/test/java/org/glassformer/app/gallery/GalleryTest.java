package org.glassformer.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Writes every page of the gallery in every theme to `target/gallery`, to be looked at; those with a word in
/// their name if the system property `glassformer.gallery` gives one.
class GalleryTest extends RobotTest {

    static List<GalleryPage> pages() {
        return Stream.of(
                        HeatmapPages.pages(),
                        AttentionLinesPages.pages(),
                        HeadGridPages.pages(),
                        TokenFlowPages.pages(),
                        TokenEditorPages.pages(),
                        MergeStepsPages.pages(),
                        LogitBarsPages.pages(),
                        GroupedBarsPages.pages(),
                        ChangeBarsPages.pages(),
                        CumulativeLinePages.pages(),
                        LinePlotPages.pages(),
                        LensPages.pages(),
                        NamedPointsPages.pages(),
                        MergePages.pages(),
                        SignedPages.pages(),
                        BeamTreePages.pages(),
                        ScatterPages.pages(),
                        PanelPages.pages(),
                        TextTreePages.pages(),
                        VectorStripPages.pages(),
                        HistogramPages.pages(),
                        BatchTablePages.pages(),
                        ArchitecturePages.pages())
                .flatMap(List::stream)
                .filter(page -> page.name().contains(System.getProperty("glassformer.gallery", "")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageIsDrawnInEveryTheme(GalleryPage page) {
        for (Theme theme : Theme.values()) {
            double larger = theme == Theme.PROJECTOR ? 1.4 : 1;
            show(
                    theme,
                    page.width() * larger,
                    page.height() * larger,
                    () -> {
                        StackPane pane = new StackPane(page.content().get());
                        pane.setPadding(new Insets(14));
                        pane.getStyleClass().add(StyleClass.BACKDROP);
                        return pane;
                    });
            WritableImage picture = picture();
            Path file =
                    Path.of(
                            "target",
                            "gallery",
                            page.name() + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
            Snapshots.write(picture, file);
            assertThat(Files.exists(file)).isTrue();
            assertThat(Snapshots.colors(picture)).isGreaterThan(4);
        }
    }
}
