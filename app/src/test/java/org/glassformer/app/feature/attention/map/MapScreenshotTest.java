package org.glassformer.app.feature.attention.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.image.WritableImage;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writes pictures of the panel in every theme to `target/screenshots`, to be looked at.
class MapScreenshotTest extends RobotTest {

    private static final String STORY =
            "Once upon a time, there was a little girl named Mia. She found a red";

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyKindOfPictureIsDrawn(Theme theme) {
        shoot(theme, "head", lab -> lab.model().lockedProperty().set(new Cell(16, 11)));
        shoot(
                theme,
                "cut",
                lab -> {
                    lab.interventions().add(new Intervention.CutEdge(3, 2, 14, 11));
                    lab.interventions().add(new Intervention.MaskKey(4));
                    lab.model().toggleSink();
                    lab.model().newestRow().shownProperty().set(true);
                });
        shoot(theme, "average", lab -> lab.session().mapKindProperty().set(MapKind.AVERAGE));
        shoot(
                theme,
                "lines",
                lab -> {
                    lab.session().mapKindProperty().set(MapKind.LINES);
                    lab.session()
                            .shownHeadsProperty()
                            .set(
                                    List.of(
                                            new HeadId(2, 1),
                                            new HeadId(3, 2),
                                            new HeadId(3, 4),
                                            new HeadId(4, 0)));
                    lab.model().lockedProperty().set(new Cell(16, -1));
                });
        shoot(
                theme,
                "table",
                lab -> {
                    lab.model().twin().shownProperty().set(true);
                    lab.model().lockedProperty().set(new Cell(16, 11));
                });
        shoot(
                theme,
                "grid",
                lab -> {
                    lab.interventions().add(new Intervention.CutEdge(3, 2, 14, 11));
                    lab.model().twin().shownProperty().set(true);
                    lab.model().twin().wholeProperty().set(true);
                    lab.model().lockedProperty().set(new Cell(16, 11));
                });
    }

    private void shoot(Theme theme, String name, Consumer<MapOnStage> state) {
        double larger = theme == Theme.PROJECTOR ? 1.25 : 1;
        try (MapOnStage lab = opened()) {
            show(theme, 640 * larger, 660 * larger, lab::view);
            onFx(() -> state.accept(lab));
            pulses(3);
            WritableImage picture = picture();
            String file = "map-" + name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
            Snapshots.write(picture, Path.of("target", "screenshots", file));
            assertThat(Snapshots.colors(picture)).isGreaterThan(10);
        }
    }

    private MapOnStage opened() {
        MapOnStage[] made = new MapOnStage[1];
        onFx(() -> {
            made[0] = new MapOnStage(new DirectTaskRunner());
            made[0].open(SampleModels.stories(), STORY);
            made[0].session().layerProperty().set(3);
            made[0].session().headProperty().set(2);
        });
        return made[0];
    }
}
