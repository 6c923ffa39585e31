package org.glassformer.app.feature.tokens.training;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.MergeFlow;
import org.glassformer.app.ui.control.PairBars;
import org.glassformer.app.ui.theme.StyleClass;

/// The parts of the panel below its header: the player, pairs beside the curve, the text before and after, and what
/// happens in words.
///
/// Detail follows size: in a small panel the words have one line, in a narrow one the curve makes room for the pairs.
final class OwnBpeBody extends EmRegion {

    /// Widths and heights in ems from which there is room for more.
    private static final double CURVE_FROM_WIDTH = 38;

    private static final double CURVE_FROM_HEIGHT = 9;
    private static final double WORDS_FROM = 24;
    private static final double TWO_LINES_FROM = 33;

    private final OwnBpeViewModel model;
    private final Region transport;
    private final Region scrub;
    private final Label heading = new Label();
    private final PairBars pairs = new PairBars();
    private final LinePlot curve = new LinePlot();
    private final MergeFlow flow = new MergeFlow();
    private final Label words = new Label();
    private final Label notice = new Label();

    OwnBpeBody(OwnBpeViewModel model, Region transport) {
        this.model = model;
        this.transport = transport;
        scrub = new ScrubBar(model);
        heading.getStyleClass().add("heading");
        pairs.setId("own-bpe-pairs");
        curve.setId("own-bpe-curve");
        flow.setId("own-bpe-stretch");
        words.setId("own-bpe-words");
        words.setWrapText(true);
        notice.setId("own-bpe-notice");
        notice.getStyleClass().add(StyleClass.MUTED);
        notice.setWrapText(true);
        curve.placeholderProperty().set(Messages.text("ownbpe.curve.none"));
        curve.onPickedProperty().set(model::goToVocabulary);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(words.textProperty());
        whole.setWrapText(true);
        words.setTooltip(whole);
        getChildren().addAll(transport, scrub, heading, pairs, curve, flow, words, notice);
        model.momentProperty().subscribe(this::show);
        model.stateProperty().subscribe(this::show);
        model.messageProperty().subscribe((before, now) -> say());
    }

    private void show(Moment moment) {
        heading.setText(heading(moment));
        pairs.setPairs(moment.pairs());
        pairs.firstMarkedProperty().set(!moment.pairs().isEmpty() && marksWinner(moment));
        curve.setData(moment.curve());
        curve.markedXProperty().set(moment.vocabSize());
        flow.setGroups(moment.stretch());
        say();
        requestLayout();
    }

    /// Before the first merge the first pair wins only if it occurs often enough.
    private static boolean marksWinner(Moment moment) {
        return moment.merge() > 0 || moment.hasNext();
    }

    private static String heading(Moment moment) {
        if (moment.winnerOnly()) {
            return Messages.text("ownbpe.pairs.winnerOnly", moment.merge());
        }
        return moment.merge() == 0
                ? Messages.text("ownbpe.pairs.first")
                : Messages.text("ownbpe.pairs.before", moment.merge());
    }

    private void show(OwnBpeState state) {
        boolean seen = state == OwnBpeState.READY || state == OwnBpeState.LEARNING;
        boolean kept = state == OwnBpeState.PREPARING && model.momentProperty().get().bytes() > 0;
        for (Region part : new Region[] {scrub, heading, pairs, curve, flow, words}) {
            part.setVisible(seen || kept);
            Dimmer.dim(part, kept);
        }
        notice.setVisible(!seen && !kept);
        say();
        requestLayout();
    }

    private void say() {
        Moment moment = model.momentProperty().get();
        String told = model.messageProperty().get();
        words.getStyleClass().remove("told");
        if (told.isEmpty()) {
            words.setText(words(moment));
        } else {
            words.setText(told);
            words.getStyleClass().add("told");
        }
        notice.setText(
                switch (model.stateProperty().get()) {
                    case EMPTY -> Messages.text("ownbpe.empty");
                    case PREPARING -> Messages.text("ownbpe.preparing");
                    case FAILED -> told;
                    case READY, LEARNING -> "";
                });
    }

    private static String words(Moment moment) {
        StringBuilder words = new StringBuilder(moment.what());
        if (!moment.why().isEmpty()) {
            words.append(' ').append(moment.why());
        }
        if (!moment.hasNext()) {
            words.append(' ')
                    .append(Messages.text("ownbpe.end." + moment.end(), moment.vocabSize()));
        }
        return words.toString();
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double width = getWidth();
        double height = getHeight();
        double gap = Math.rint(0.55 * size);
        boolean low = height < WORDS_FROM * size;
        double y = row(transport, 0, width, Math.ceil(transport.prefHeight(width))) + gap;
        notice.resizeRelocate(0, y, width, Math.max(0, height - y));
        y = row(scrub, y, width, Math.ceil(1.9 * size)) + gap;
        double bottom = height;
        double line = Math.ceil(1.5 * size);
        double wanted = Math.ceil(words.prefHeight(width));
        double wordsHeight = low ? line : Math.min(wanted, 3 * line);
        bottom -= wordsHeight;
        words.resizeRelocate(0, bottom, width, wordsHeight);
        bottom -= gap;
        double flowLine = flow.minHeight(width);
        double lines = height < TWO_LINES_FROM * size ? 1 : 2;
        double flowHeight = Math.max(lines * flowLine, Math.rint((bottom - y) * 0.36));
        flowHeight = Math.floor(flowHeight / flowLine) * flowLine;
        bottom -= flowHeight;
        flow.resizeRelocate(0, bottom, width, flowHeight);
        main(y, Math.max(0, bottom - gap - y), width, size);
    }

    private void main(double y, double height, double width, double size) {
        boolean withCurve = width >= CURVE_FROM_WIDTH * size && height >= CURVE_FROM_HEIGHT * size;
        curve.setVisible(withCurve && pairs.isVisible());
        double gap = 1.4 * size;
        double share = Math.clamp(width * 0.46, 17 * size, 36 * size);
        double pairsWidth = withCurve ? Math.rint(share) : width;
        double headingHeight = Math.ceil(1.5 * size);
        heading.resizeRelocate(0, y, pairsWidth, headingHeight);
        pairs.resizeRelocate(0, y + headingHeight, pairsWidth, Math.max(0, height - headingHeight));
        curve.resizeRelocate(pairsWidth + gap, y, Math.max(0, width - pairsWidth - gap), height);
    }

    private static double row(Region part, double y, double width, double height) {
        part.resizeRelocate(0, y, width, height);
        return y + height;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 46 * em();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 30 * em();
    }
}
