package org.glassformer.app.ui.control;

import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.StepsRow.Kind;
import org.jspecify.annotations.Nullable;

/// One canvas of the control's size; only what is in view is drawn. Long texts scroll sideways, long histories up.
final class MergeStepsSkin extends SkinBase<MergeSteps> {

    private static final Duration MOVE = Duration.millis(240);

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private final DoubleProperty progress = new SimpleDoubleProperty(this, "progress", 1);
    private final Timeline move =
            new Timeline(
                    new KeyFrame(Duration.ZERO, new KeyValue(progress, 0)),
                    new KeyFrame(MOVE, new KeyValue(progress, 1)));
    private @Nullable StepsFonts fonts;
    private @Nullable StepsMeasure measure;
    private @Nullable StepsColumns columns;
    private List<StepsRow> rows = List.of();
    private boolean reveal;
    private boolean follow = true;
    private boolean pointed;
    private int drawnStep;

    MergeStepsSkin(MergeSteps steps) {
        super(steps);
        palette =
                new CanvasPalette(() -> {
                    fonts = null;
                    measure = null;
                    steps.requestLayout();
                });
        for (ScrollBar bar : List.of(across, down)) {
            bar.setFocusTraversable(false);
            bar.setVisible(false);
            bar.valueProperty().subscribe(ignored -> steps.requestLayout());
        }
        down.setOrientation(Orientation.VERTICAL);
        getChildren().setAll(palette, canvas, across, down);
        steps.setPickOnBounds(true);
        registerChangeListener(steps.dataProperty(), ignored -> dataChanged());
        registerChangeListener(steps.stepProperty(), ignored -> stepChanged());
        registerChangeListener(steps.hoveredProperty(), ignored -> steps.requestLayout());
        progress.subscribe(ignored -> steps.requestLayout());
        steps.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        steps.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> leave());
        steps.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        steps.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        steps.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        drawnStep = steps.shownStep();
        reveal = isUnderWay();
    }

    /// A finished text is read from its beginning; a step is looked for where it happens.
    private boolean isUnderWay() {
        return drawnStep > 0 && drawnStep < getSkinnable().dataProperty().get().merges().size();
    }

    private void dataChanged() {
        measure = null;
        move.stop();
        progress.set(1);
        across.setValue(0);
        drawnStep = getSkinnable().shownStep();
        reveal = isUnderWay();
        leave();
        followNewest();
    }

    private void stepChanged() {
        MergeSteps steps = getSkinnable();
        int step = steps.shownStep();
        boolean on = step == drawnStep + 1;
        drawnStep = step;
        reveal = true;
        followNewest();
        move.stop();
        boolean moves =
                on
                        && steps.animatedProperty().get()
                        && !Platform.getPreferences().isReducedMotion();
        progress.set(moves ? 0 : 1);
        if (moves) {
            move.playFromStart();
        }
    }

    private void followNewest() {
        follow = true;
        getSkinnable().requestLayout();
    }

    private StepsFonts fonts() {
        StepsFonts measured = fonts;
        if (measured == null) {
            measured = new StepsFonts(palette);
            fonts = measured;
        }
        return measured;
    }

    private StepsMeasure measure(MergeStepsData data) {
        StepsMeasure measured = measure;
        if (measured == null) {
            measured = new StepsMeasure(fonts(), data);
            measure = measured;
        }
        return measured;
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        MergeSteps steps = getSkinnable();
        canvas.relocate(x, y);
        MergeStepsData data = steps.dataProperty().get();
        if (data.size() == 0) {
            across.setVisible(false);
            down.setVisible(false);
            rows = List.of();
            columns = null;
            canvas.draw(width, height, brush -> empty(brush, width, height));
            return;
        }
        StepsColumns placed = arrange(data, x, y, width, height);
        MergeStepsDrawing.Picture picture =
                new MergeStepsDrawing.Picture(
                        data,
                        rows,
                        placed,
                        steps.shownStep(),
                        progress.get(),
                        steps.hoveredProperty().get());
        StepsFonts faces = fonts();
        canvas.draw(
                width,
                height,
                brush -> new MergeStepsDrawing(brush, palette, faces, picture).draw());
        steps.setAccessibleText(
                Messages.text(
                        "mergesteps.accessible",
                        data.size(),
                        steps.shownStep(),
                        data.merges().size(),
                        data.parts(steps.shownStep())));
    }

    private void empty(Brush brush, double width, double height) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(Messages.text("mergesteps.empty"), width / 2, height / 2);
    }

    /// Lays out what is in view, a column's width free for the bar, so that nothing moves when it shows.
    private StepsColumns arrange(
            MergeStepsData data, double x, double y, double width, double height) {
        int step = getSkinnable().shownStep();
        double bar = Math.rint(down.prefWidth(-1));
        StepsMeasure measured = measure(data);
        StepsColumns placed = measured.columns(width - bar, across.getValue());
        if (reveal && !data.merges().isEmpty()) {
            StepMerge merge = data.merges().get(Math.max(0, step - 1));
            placed = measured.columns(width - bar, placed.reveal(merge.from(), merge.to()));
        }
        reveal = false;
        columns = placed;
        double below = placed.hidden() > 0 ? Math.rint(across.prefHeight(-1)) : 0;
        StepsRows newest = measured.rows(placed, height - below, step, 0);
        showAcross(placed, x, y + height - below, below);
        showDown(newest, x + width - bar, y, bar, height - below);
        follow = false;
        int back = newest.hiddenSteps() - (int) Math.rint(down.getValue());
        rows = measured.rows(placed, height - below, step, Math.max(0, back)).rows();
        return placed;
    }

    private void showAcross(StepsColumns placed, double x, double y, double height) {
        across.setVisible(placed.hidden() > 0);
        if (placed.hidden() > 0) {
            across.setMax(placed.hidden());
            across.setVisibleAmount(placed.hidden() * placed.width() / placed.all());
            across.setUnitIncrement(placed.column());
            across.setBlockIncrement(placed.width());
            across.setValue(placed.scroll());
            across.resizeRelocate(x + placed.left(), y, placed.width(), height);
        }
    }

    /// Whoever saw the newest step sees it still when another size of text or panel hides more steps or fewer.
    private void showDown(StepsRows laid, double x, double y, double width, double height) {
        boolean atNewest = follow || down.getValue() >= down.getMax();
        down.setVisible(laid.hiddenSteps() > 0);
        if (laid.hiddenSteps() > 0) {
            down.setMax(laid.hiddenSteps());
            down.setVisibleAmount(
                    (double) laid.hiddenSteps()
                            * laid.shownSteps()
                            / (laid.hiddenSteps() + laid.shownSteps()));
            down.setUnitIncrement(1);
            down.setBlockIncrement(Math.max(1, laid.shownSteps()));
            if (atNewest) {
                down.setValue(down.getMax());
            }
            double top =
                    laid.rows().stream()
                            .filter(row -> row.kind() == Kind.STATE)
                            .mapToDouble(StepsRow::y)
                            .findFirst()
                            .orElse(0);
            down.resizeRelocate(x, y + top, width, height - top);
        } else {
            down.setMax(0);
            down.setValue(0);
        }
    }

    private void hover(MouseEvent event) {
        StepsColumns placed = columns;
        double y = event.getY() - canvas.getLayoutY();
        StepsRow row =
                rows.stream().filter(r -> y >= r.y() && y < r.bottom()).findFirst().orElse(null);
        int at = placed == null ? -1 : placed.at(event.getX() - canvas.getLayoutX());
        if (row == null || at < 0) {
            leave();
            return;
        }
        StepsReading found = StepsReading.at(getSkinnable().dataProperty().get(), row, at);
        pointed = true;
        getSkinnable().hoveredProperty().set(found.span());
        getSkinnable().read(found.text());
    }

    /// Forgets what the pointer marked, and nothing else.
    private void leave() {
        if (pointed) {
            pointed = false;
            getSkinnable().hoveredProperty().set(null);
            getSkinnable().read("");
        }
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        double y = event.getY() - canvas.getLayoutY();
        for (StepsRow row : rows) {
            boolean state = row.kind() == Kind.STATE && y >= row.y() && y < row.bottom();
            if (state && event.getButton() == MouseButton.PRIMARY) {
                getSkinnable().stepProperty().set(row.step());
                event.consume();
            }
        }
    }

    private void scroll(ScrollEvent event) {
        boolean sideways =
                event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY());
        double delta = event.getDeltaX() + event.getDeltaY();
        if (delta == 0) {
            return;
        }
        if (down.isVisible() && !sideways) {
            down.setValue(Math.clamp(down.getValue() - Math.signum(delta), 0, down.getMax()));
            event.consume();
        } else if (across.isVisible()) {
            across.setValue(Math.clamp(across.getValue() - delta, 0, across.getMax()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        MergeSteps steps = getSkinnable();
        int last = steps.dataProperty().get().merges().size();
        int step = steps.shownStep();
        int next =
                switch (event.getCode()) {
                    case LEFT, UP -> step - 1;
                    case RIGHT, DOWN -> step + 1;
                    case HOME -> 0;
                    case END -> last;
                    default -> -1;
                };
        boolean meant =
                switch (event.getCode()) {
                    case LEFT, UP, RIGHT, DOWN, HOME, END -> true;
                    default -> false;
                };
        if (meant) {
            steps.stepProperty().set(Math.clamp(next, 0, last));
            event.consume();
        }
    }

    @Override
    public void dispose() {
        move.stop();
        super.dispose();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 42 * fonts().em();
    }

    @Override
    protected double computePrefHeight(double width, double t, double r, double b, double l) {
        return t + b + 24 * fonts().em();
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 12 * fonts().em();
    }

    @Override
    protected double computeMinHeight(double width, double t, double r, double b, double l) {
        return t + b + 5 * fonts().em();
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double width, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }
}
