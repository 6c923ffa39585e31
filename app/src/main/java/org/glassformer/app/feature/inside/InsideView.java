package org.glassformer.app.feature.inside;

import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.theme.StyleClass;

/// The screen that looks inside, in columns: all heads, one head's map, the next token, the sampler chain; below the
/// last two what continues the text.
///
/// Widths follow the text size. Where there is room for sixty ems only, as on a projector, the small maps go: the
/// arrows above the large map choose the head as well. Where it is low, the bars get the whole height, and the stages
/// of the chain take a line each, above the buttons.
public final class InsideView extends Region {

    private static final double HEADS_FROM = 84;
    private static final double NARROW = 62;
    private static final double WIDE = 142;
    private static final double LOW = 40;
    private static final double SHORT_NAMES = 24;
    private static final double BUSY_MS = 250;
    private static final double LARGE = 18;
    private static final int FEW_ROWS = 10;
    private static final int ROWS = 20;

    private final AttentionViewModel attention;
    private final VBox left;
    private final Region map;
    private final NextTokenPanel bars;
    private final ChainPanel chain;
    private final Region actions;
    private final Label em = new Label("M");
    private final PauseTransition busy = new PauseTransition(Duration.millis(BUSY_MS));

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints maps off the JavaFX thread
    /// @param export copies and saves panels
    public InsideView(InsideViewModel model, Executor painter, PanelExport export) {
        getStyleClass().add(StyleClass.SCREEN);
        attention = model.attention();
        HeadsPanel heads = new HeadsPanel(model, export);
        left = new VBox(heads, new LooksPanel(model, export));
        left.getStyleClass().add(StyleClass.COLUMN);
        map = new MapPanel(model, painter, export);
        bars = new NextTokenPanel(model, export);
        chain = new ChainPanel(model.chain());
        actions = new ActionsPanel(model);
        em.setVisible(false);
        em.setManaged(false);
        getChildren().setAll(em, left, map, bars, chain, actions);
        em.fontProperty().subscribe(font -> bars.list(font.getSize() >= LARGE ? FEW_ROWS : ROWS));
        busy.setOnFinished(ignored -> dim(true));
        model.stateProperty().subscribe(this::show);
    }

    private void show(LabState state) {
        busy.stop();
        switch (state) {
            case BUSY -> busy.play();
            case STALE -> dim(true);
            case EMPTY, FAILED, READY -> dim(false);
        }
    }

    private void dim(boolean stale) {
        for (Region each : new Region[] {left, map, bars}) {
            each.getStyleClass().remove(StyleClass.STALE);
            if (stale) {
                each.getStyleClass().add(StyleClass.STALE);
            }
        }
    }

    @Override
    protected void layoutChildren() {
        double size = em.getFont().getSize();
        double gap = Math.rint(0.85 * size);
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = getWidth() - x - snappedRightInset();
        double height = getHeight() - y - snappedBottomInset();
        double ems = width / size;
        double roomy = Math.clamp((ems - NARROW) / (WIDE - NARROW), 0.0, 1.0);
        double spread = roomy * roomy;
        boolean withHeads = ems >= HEADS_FROM;
        double leftWidth = withHeads ? Math.rint((14.5 + 9 * spread) * size) : 0;
        boolean low = height / size < LOW;
        double barsWidth = Math.rint((low ? 20.5 : 22.5 + 9 * roomy) * size);
        double chainWidth = Math.rint((low ? 18.2 : 17.6 + 3.4 * spread) * size);
        left.setVisible(withHeads);
        if (withHeads) {
            left.resizeRelocate(x, y, leftWidth, height);
            x += leftWidth + gap;
            width -= leftWidth + gap;
        }
        double mapWidth = Math.max(1, width - barsWidth - chainWidth - 2 * gap);
        attention.briefProperty().set(mapWidth / size < SHORT_NAMES);
        map.resizeRelocate(x, y, mapWidth, height);
        x += mapWidth + gap;
        double chainX = x + barsWidth + gap;
        double actionsX = low ? chainX : x;
        double actionsWidth = chainX + chainWidth - actionsX;
        double actionsHeight = Math.ceil(actions.prefHeight(actionsWidth));
        double upper = Math.max(1, height - actionsHeight - gap);
        chain.compact(low);
        bars.resizeRelocate(x, y, barsWidth, low ? height : upper);
        chain.resizeRelocate(chainX, y, chainWidth, upper);
        actions.resizeRelocate(actionsX, y + upper + gap, actionsWidth, actionsHeight);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
