package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SkinBase;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// Lays groups out by arithmetic; chips, frames and names of lines are kept and filled anew.
final class MergeFlowSkin extends SkinBase<MergeFlow> {

    private static final double DIM = 0.55;
    private static final int MOST_LINES = 12;

    private final CanvasPalette palette;
    private final Pane frames = new Pane();
    private final Pane chips = new Pane();
    private final Pane names = new Pane();
    private final List<MergeGroup.@Nullable Part> shown = new ArrayList<>(); // by each chip
    private int usedChips;
    private int usedFrames;

    MergeFlowSkin(MergeFlow flow) {
        super(flow);
        palette = new CanvasPalette(flow::requestLayout);
        palette.getStyleClass().add("gf-token-metrics");
        for (Pane pane : new Pane[] {frames, chips, names}) {
            pane.setManaged(false);
            pane.setMouseTransparent(true);
        }
        getChildren().setAll(palette, frames, chips, names);
        registerChangeListener(flow.groupsProperty(), _ -> flow.requestLayout());
    }

    private double em() {
        return palette.font().getSize();
    }

    private double chipHeight(TextRuler ruler) {
        return Math.ceil(ruler.lineHeight() + 0.4 * em());
    }

    private double lineHeight(TextRuler ruler, boolean withAfter) {
        double chip = chipHeight(ruler);
        return (withAfter ? 2 * chip + Math.rint(0.35 * em()) : chip) + Math.rint(0.75 * em());
    }

    private boolean withAfter() {
        return getSkinnable().groupsProperty().get().stream()
                .anyMatch(group -> group.after() != null);
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        MergeFlow flow = getSkinnable();
        List<MergeGroup> groups = flow.groupsProperty().get();
        TextRuler ruler = new TextRuler(palette.font());
        TextRuler caption = new TextRuler(palette.captionFont());
        boolean withAfter = withAfter();
        boolean anyMerged = groups.stream().anyMatch(MergeGroup::merged);
        double nameWidth = withAfter ? names(caption) : 0;
        double gap = Math.max(2, Math.rint(em() * 0.22));
        double line = lineHeight(ruler, withAfter);
        int lines = Math.clamp((int) ((height + 0.4 * em()) / line), 1, MOST_LINES);
        usedChips = 0;
        usedFrames = 0;
        double left = x + nameWidth + 3;
        double right = x + width - 3;
        double at = left;
        int row = 0;
        for (MergeGroup group : groups) {
            double needed = Math.min(right - left, groupWidth(ruler, group, gap));
            if (at > left && at + needed > right) {
                at = left;
                row++;
            }
            if (row >= lines) {
                break;
            }
            place(group, ruler, at, y + row * line + 3, needed, gap, anyMerged);
            at += needed + gap + (group.merged() ? gap : 0);
        }
        hideFrom(chips, usedChips);
        hideFrom(frames, usedFrames);
        int shownLines = groups.isEmpty() ? 0 : Math.min(lines, row + 1);
        int named = withAfter ? shownLines : 0;
        nameLines(x, y + 3, nameWidth, named, line, chipHeight(ruler));
        flow.setAccessibleText(accessible(groups));
    }

    private double names(TextRuler caption) {
        return Math.ceil(
                Math.max(
                                caption.width(Messages.text("mergeflow.before")),
                                caption.width(Messages.text("mergeflow.after")))
                        + 0.9 * em());
    }

    private void nameLines(double x, double y, double width, int lines, double line, double chip) {
        while (names.getChildren().size() < 2 * lines) {
            boolean before = names.getChildren().size() % 2 == 0;
            Label name = new Label(Messages.text(before ? "mergeflow.before" : "mergeflow.after"));
            name.getStyleClass().addAll(StyleClass.MUTED, "line-name");
            name.setManaged(false);
            names.getChildren().add(name);
        }
        for (int i = 0; i < names.getChildren().size(); i++) {
            Node name = names.getChildren().get(i);
            name.setVisible(i < 2 * lines);
            int row = i / 2;
            double top = y + row * line + (i % 2) * (chip + Math.rint(0.35 * em()));
            name.resizeRelocate(x, top, width, chip);
        }
    }

    private double groupWidth(TextRuler ruler, MergeGroup group, double gap) {
        double before = gap * (group.before().size() - 1);
        for (MergeGroup.Part part : group.before()) {
            before += chipWidth(ruler, part.token());
        }
        MergeGroup.Part after = group.after();
        return Math.max(before, after == null ? 0 : chipWidth(ruler, after.token()));
    }

    private double chipWidth(TextRuler ruler, FlowToken token) {
        return Math.ceil(ruler.width(token.label(true))) + 2 * Math.ceil(0.42 * em()) + 2;
    }

    private void place(
            MergeGroup group,
            TextRuler ruler,
            double x,
            double y,
            double width,
            double gap,
            boolean dimOthers) {
        double chip = chipHeight(ruler);
        double opacity = dimOthers && !group.merged() ? DIM : 1;
        double between = Math.rint(0.35 * em());
        double natural = gap * (group.before().size() - 1);
        for (MergeGroup.Part part : group.before()) {
            natural += chipWidth(ruler, part.token());
        }
        double spread = (width - natural) / group.before().size();
        double at = x;
        for (MergeGroup.Part part : group.before()) {
            double each = chipWidth(ruler, part.token()) + spread;
            chip(part, at, y, each, chip, opacity);
            at += each + gap;
        }
        MergeGroup.Part after = group.after();
        if (after != null) {
            chip(after, x, y + chip + between, width, chip, opacity);
        }
        if (group.merged()) {
            Region frame = frame();
            frame.resizeRelocate(x - 3, y - 3, width + 6, 2 * chip + between + 6);
        }
    }

    private void chip(
            MergeGroup.Part part, double x, double y, double width, double height, double dim) {
        if (usedChips == chips.getChildren().size()) {
            chips.getChildren().add(new TokenChip());
            shown.add(null);
        }
        TokenChip chip = (TokenChip) chips.getChildren().get(usedChips);
        if (!part.equals(shown.get(usedChips))) {
            shown.set(usedChips, part);
            chip.show(part.hue(), part.token(), part.hue(), true, false);
        }
        usedChips++;
        chip.setOpacity(dim);
        chip.setVisible(true);
        chip.resizeRelocate(Math.rint(x), Math.rint(y), Math.floor(width), height);
    }

    private Region frame() {
        if (usedFrames == frames.getChildren().size()) {
            Region frame = new Region();
            frame.setManaged(false);
            frame.getStyleClass().add("merged");
            frames.getChildren().add(frame);
        }
        Region frame = (Region) frames.getChildren().get(usedFrames++);
        frame.setVisible(true);
        return frame;
    }

    private static void hideFrom(Pane pane, int index) {
        for (int i = index; i < pane.getChildren().size(); i++) {
            pane.getChildren().get(i).setVisible(false);
        }
    }

    private static String accessible(List<MergeGroup> groups) {
        long merged = groups.stream().filter(MergeGroup::merged).count();
        return Messages.text("mergeflow.accessible", groups.size(), merged);
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + 2 * lineHeight(new TextRuler(palette.font()), withAfter());
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight(new TextRuler(palette.font()), withAfter());
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 40 * em();
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 12 * em();
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double w, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }
}
