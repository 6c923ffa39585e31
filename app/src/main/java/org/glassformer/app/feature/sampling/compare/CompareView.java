package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.theme.StyleClass;

/// The two settings above the next token and the texts under both; where it is narrow, the three take turns.
public final class CompareView extends EmRegion {

    private enum Part {
        SETTINGS,
        NEXT,
        TEXTS
    }

    private static final double BOTH_FROM = 52;
    private static final double NEXT_SHARE = 0.42;

    private final Region settings;
    private final Region next;
    private final Region texts;
    private final Region turns;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(this, "part", Part.NEXT);

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public CompareView(CompareViewModel model, PanelExport export) {
        getStyleClass().add(StyleClass.COMPARE);
        settings = new SettingsPanel(model);
        next = new NextPanel(model, export);
        texts = new TextsPanel(model, export);
        turns =
                new ChoiceSwitch<>(
                        List.of(Part.values()),
                        each -> Messages.text("compare.part." + each),
                        each -> Messages.text("compare.part." + each + ".tip"),
                        part);
        turns.setId("compare-part");
        getChildren().addAll(settings, next, texts, turns);
        part.subscribe(this::requestLayout);
        Dimmer dimmer = new Dimmer(List.of(texts));
        model.texts().staleProperty().subscribe(stale -> show(stale, dimmer));
    }

    private static void show(boolean stale, Dimmer dimmer) {
        if (stale) {
            dimmer.busy();
        } else {
            dimmer.fresh();
        }
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double gap = Math.rint(0.85 * size);
        double width = getWidth();
        boolean both = width / size >= BOTH_FROM;
        double first =
                both ? Math.ceil(settings.prefHeight(width)) : Math.ceil(turns.prefHeight(-1));
        double y = first + (both ? gap : Math.rint(0.5 * size));
        double below = Math.max(1, getHeight() - y);
        if (both) {
            settings.resizeRelocate(0, 0, width, first);
        } else {
            turns.resizeRelocate(0, 0, Math.ceil(turns.prefWidth(-1)), first);
            settings.resizeRelocate(0, y, width, Math.min(below, settings.prefHeight(width)));
        }
        double nextWidth = both ? Math.rint(NEXT_SHARE * (width - gap)) : width;
        double textsX = both ? nextWidth + gap : 0;
        next.resizeRelocate(0, y, nextWidth, below);
        texts.resizeRelocate(textsX, y, Math.max(1, width - textsX), below);
        turns.setVisible(!both);
        settings.setVisible(both || part.get() == Part.SETTINGS);
        next.setVisible(both || part.get() == Part.NEXT);
        texts.setVisible(both || part.get() == Part.TEXTS);
    }
}
