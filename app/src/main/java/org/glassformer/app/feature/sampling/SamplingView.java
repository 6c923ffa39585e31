package org.glassformer.app.feature.sampling;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.theme.StyleClass;

/// The Sampling screen: the next token over the whole vocabulary above the line on which it is drawn, beside them the
/// sampler chain, below what continues the text.
///
/// Widths follow the text size. Where the screen is low, the bars get the whole height, and the stages of the chain take
/// a line each, above the buttons.
public final class SamplingView extends Region {

    private static final double LOW = 40;
    private static final double CHAIN = 22;
    private static final double LOW_CHAIN = 21;
    private static final double LARGE = 18;
    private static final int FEW_ROWS = 10;
    private static final int ROWS = 60;

    private final NextTokenPanel bars;
    private final DrawPanel draw;
    private final ChainPanel chain;
    private final Region actions;
    private final Label em = new Label("M");

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public SamplingView(SamplingViewModel model, PanelExport export) {
        getStyleClass().add(StyleClass.SCREEN);
        setId("sampling-screen");
        bars = new NextTokenPanel(model, export);
        draw = new DrawPanel(model, export);
        chain = new ChainPanel(model.chain(), model.settings(), model.constraint());
        actions = new ActionsPanel(model);
        em.setVisible(false);
        em.setManaged(false);
        getChildren().setAll(em, bars, draw, chain, actions);
        em.fontProperty().subscribe(font -> bars.list(font.getSize() >= LARGE ? FEW_ROWS : ROWS));
        Dimmer dimmer = new Dimmer(List.of(bars, draw));
        model.stateProperty().subscribe(state -> show(state, dimmer));
    }

    private static void show(LabState state, Dimmer dimmer) {
        switch (state) {
            case BUSY -> dimmer.busy();
            case STALE -> dimmer.stale();
            case EMPTY, FAILED, READY -> dimmer.fresh();
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
        boolean low = height / size < LOW;
        double chainWidth = Math.rint((low ? LOW_CHAIN : CHAIN) * size);
        double barsWidth = Math.max(1, width - chainWidth - gap);
        double chainX = x + barsWidth + gap;
        double actionsX = low ? chainX : x;
        double actionsWidth = low ? chainWidth : width;
        double actionsHeight = Math.ceil(actions.prefHeight(actionsWidth));
        double upper = Math.max(1, height - actionsHeight - gap);
        chain.compact(low);
        double drawHeight = Math.ceil(draw.prefHeight(barsWidth));
        double left = low ? height : upper;
        bars.resizeRelocate(x, y, barsWidth, Math.max(1, left - drawHeight - gap));
        draw.resizeRelocate(x, y + left - drawHeight, barsWidth, drawHeight);
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
