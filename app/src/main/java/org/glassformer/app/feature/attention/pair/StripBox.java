package org.glassformer.app.feature.attention.pair;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.VectorStrip;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// A strip with its title and what it comes to; while a number is under the pointer, that number.
final class StripBox extends VBox {

    private final Label title = new Label();
    private final Label figure = new Label();
    private final VectorStrip strip = new VectorStrip();
    private @Nullable StripLine line;

    StripBox(PairViewModel model) {
        getStyleClass().add("strip");
        title.getStyleClass().add(StyleClass.MUTED);
        title.setMinWidth(0);
        figure.getStyleClass().add(StyleClass.MONO);
        figure.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, space, figure);
        head.getStyleClass().add("head");
        head.setMinWidth(0);
        getChildren().setAll(head, strip);
        VBox.setVgrow(strip, Priority.ALWAYS);
        strip.hoveredProperty()
                .subscribe((before, now) -> {
                    write();
                    if (line != null && line.ofKeys()) {
                        model.hoverKey(now.intValue());
                    }
                });
        strip.onPickedProperty()
                .set(index -> {
                    if (line != null && line.ofKeys()) {
                        model.lockKey(index);
                    }
                });
    }

    void show(StripLine now) {
        line = now;
        title.setText(now.title());
        strip.setData(now.data());
        strip.setId("strip-" + now.stage());
        write();
    }

    private void write() {
        StripLine now = line;
        if (now != null) {
            int hovered = strip.hoveredProperty().get();
            boolean reads = hovered >= 0 && hovered < now.data().size();
            figure.setText(reads ? now.reading().apply(hovered) : now.figure());
        }
    }
}
