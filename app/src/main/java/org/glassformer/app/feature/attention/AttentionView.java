package org.glassformer.app.feature.attention;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.attention.contributions.ContributionsView;
import org.glassformer.app.feature.attention.embeddings.EmbeddingsView;
import org.glassformer.app.feature.attention.heads.HeadsView;
import org.glassformer.app.feature.attention.map.MapView;
import org.glassformer.app.feature.attention.neurons.NeuronsView;
import org.glassformer.app.feature.attention.outcome.OutcomeView;
import org.glassformer.app.feature.attention.pair.PairView;
import org.glassformer.app.feature.attention.stream.StreamView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.SectionBar;
import org.glassformer.app.ui.theme.StyleClass;

/// The Attention screen in columns: all heads, the map of one, and on the right the pair of tokens that is looked at
/// above the next token and what is taken out. The bar above brings other panels to the place of heads and map; the
/// next token stays in view, for it is what all of them explain.
///
/// Measured in text sizes: where it is narrow, heads and map take turns; where it is low, the pair takes its turn too.
public final class AttentionView extends EmRegion {

    private static final double HEADS_FROM = 84;
    private static final double PAIR_FROM = 38;
    private static final double MOST_FOR_HEADS = 5.5;
    private static final double NARROW = 62;
    private static final double WIDE = 142;
    private static final double PAIR_SHARE = 0.46;

    private final AttentionViewModel model;
    private final Executor painter;
    private final PanelExport export;
    private final SectionBar<Section> bar;
    private final OutcomeView outcome;
    private final Region patch;
    private final Map<Section, Region> panels = new EnumMap<>(Section.class);

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints maps off the JavaFX thread
    /// @param export copies and saves panels
    public AttentionView(AttentionViewModel model, Executor painter, PanelExport export) {
        this.model = model;
        this.painter = painter;
        this.export = export;
        getStyleClass().add(StyleClass.SCREEN);
        setId("attention-screen");
        bar =
                new SectionBar<>(
                        "attention-sections",
                        Section.class,
                        model.sectionProperty().get(),
                        section -> Messages.text("attention.section." + section),
                        section -> Messages.text("attention.section." + section + ".tip"));
        bar.chosenProperty().bindBidirectional(model.sectionProperty());
        outcome = new OutcomeView(model.outcome(), painter, export);
        patch = outcome.patchCard();
        patch.setViewOrder(-1);
        getChildren().addAll(bar, outcome, patch);
        model.sectionProperty().subscribe((before, now) -> choose());
        model.heads()
                .thumbnailsProperty()
                .subscribe((before, now) -> {
                    if (before.heads() != now.heads()) {
                        requestLayout();
                    }
                });
        List<Region> dimmed = new ArrayList<>(List.of(outcome));
        for (Section each : EnumSet.of(Section.MAP, Section.HEADS, Section.PAIR)) {
            dimmed.add(panel(each));
        }
        Dimmer dimmer = new Dimmer(dimmed);
        model.stateProperty().subscribe(state -> show(state, dimmer));
    }

    private static void show(LabState state, Dimmer dimmer) {
        switch (state) {
            case BUSY -> dimmer.busy();
            case STALE -> dimmer.stale();
            case EMPTY, FAILED, READY -> dimmer.fresh();
        }
    }

    /// A panel, made when it is first seen.
    private Region panel(Section section) {
        return panels.computeIfAbsent(
                section,
                wanted -> {
                    Region made =
                            switch (wanted) {
                                case MAP -> new MapView(model.map(), painter, export);
                                case HEADS -> new HeadsView(model.heads(), export);
                                case PAIR -> new PairView(model.pair(), export);
                                case STREAM -> new StreamView(model.stream(), export);
                                case CONTRIBUTIONS ->
                                        new ContributionsView(model.contributions(), export);
                                case NEURONS -> new NeuronsView(model.neurons(), export);
                                case EMBEDDINGS -> new EmbeddingsView(model.embeddings(), export);
                            };
                    getChildren().add(made);
                    return made;
                });
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double gap = Math.rint(0.85 * size);
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = getWidth() - x - snappedRightInset();
        double height = getHeight() - y - snappedBottomInset();
        double ems = width / size;
        boolean withHeads = ems >= HEADS_FROM;
        boolean withPair = height / size >= PAIR_FROM;
        List<Section> offered = new ArrayList<>(List.of(Section.values()));
        if (withHeads) {
            offered.remove(Section.HEADS);
        }
        if (withPair) {
            offered.remove(Section.PAIR);
        }
        Section wanted = model.sectionProperty().get();
        Section seen = offered.contains(wanted) ? wanted : Section.MAP;
        bar.offer(offered);
        bar.mark(seen);

        double roomy = Math.clamp((ems - NARROW) / (WIDE - NARROW), 0.0, 1.0);
        double rightWidth = Math.rint((22.5 + 8 * roomy) * size);
        double mainWidth = Math.max(1, width - rightWidth - gap);
        double barHeight = Math.ceil(bar.prefHeight(-1));
        bar.resizeRelocate(x, y, Math.min(mainWidth, bar.prefWidth(-1)), barHeight);
        double top = y + barHeight + Math.rint(0.5 * size);
        double mainHeight = Math.max(1, y + height - top);

        Set<Section> visible = EnumSet.of(seen);
        double left = x;
        double mapWidth = mainWidth;
        if (seen == Section.MAP && withHeads) {
            visible.add(Section.HEADS);
            double headsWidth = Math.rint((18 + Math.max(8 * roomy * roomy, many())) * size);
            panel(Section.HEADS).resizeRelocate(x, top, headsWidth, mainHeight);
            left += headsWidth + gap;
            mapWidth -= headsWidth + gap;
        }
        panel(seen).resizeRelocate(left, top, Math.max(1, mapWidth), mainHeight);

        double right = x + mainWidth + gap;
        double below = y;
        boolean pairShown = withPair && seen == Section.MAP;
        if (pairShown) {
            visible.add(Section.PAIR);
            double pairHeight = Math.rint(height * PAIR_SHARE);
            panel(Section.PAIR).resizeRelocate(right, y, rightWidth, pairHeight);
            below += pairHeight + gap;
        }
        outcome.resizeRelocate(right, below, rightWidth, Math.max(1, y + height - below));
        double patchWidth = Math.min(mainWidth, Math.ceil(patch.prefWidth(-1)));
        double patchHeight = Math.min(height, Math.ceil(patch.prefHeight(patchWidth)));
        patch.resizeRelocate(
                right - gap - patchWidth, y + height - patchHeight, patchWidth, patchHeight);
        panels.forEach((section, region) -> region.setVisible(visible.contains(section)));
    }

    /// What the panel of the heads gets beyond its least width where there are many of them, in text sizes: the map is
    /// square and, in a wide window, as high as there is room.
    private double many() {
        return MOST_FOR_HEADS * Math.clamp((model.headsOfLayer() - 6) / 6.0, 0.0, 1.0);
    }

    /// A panel that leaves the view gives the focus to the screen, or else the prompt would get it, and the next keys.
    private void choose() {
        if (panels.values().stream().anyMatch(AttentionView::holdsFocus)) {
            requestFocus();
        }
        requestLayout();
    }

    private static boolean holdsFocus(Region panel) {
        Node node = panel.getScene() == null ? null : panel.getScene().getFocusOwner();
        while (node != null && !node.equals(panel)) {
            node = node.getParent();
        }
        return node != null;
    }
}
