package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.sampling.answers.AnswersView;
import org.glassformer.app.feature.sampling.cases.CasesView;
import org.glassformer.app.feature.sampling.compare.CompareView;
import org.glassformer.app.feature.sampling.compare.Side;
import org.glassformer.app.feature.sampling.text.ContinuationView;
import org.glassformer.app.feature.sampling.tree.TreeView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.SectionBar;
import org.glassformer.app.ui.theme.StyleClass;

/// The Sampling screen: the next token over the whole vocabulary above the line on which it is drawn, beside them the
/// sampler chain, below them what continues the text. The bar above brings other panels to the place of the next token.
///
/// Measured in text sizes. Where it is high, bars, draw and text stand one above the other, the buttons in the header of
/// the text. Where it is less so, the text stands beside the draw, the buttons below the chain. Where it is low,
/// the text takes its turn with the draw, and the stages of the chain take a line each. Beside the tree the bars take
/// the place of the chain, as far as there is room.
public final class SamplingView extends EmRegion {

    private static final double LOW = 33;
    private static final double HIGH = 48;
    private static final double CHAIN = 22;
    private static final double LOW_CHAIN = 21;
    private static final double TEXT = 11.5;
    private static final double HIGH_TEXT = 16;
    private static final double TEXT_SHARE = 0.56;
    private static final double LEAST_BOTH = 28;
    private static final double BARS_SHARE = 0.36;
    private static final double LEAST_BARS = 22;
    private static final double MOST_BARS = 42;
    private static final double LARGE = 18;
    private static final int FEW_ROWS = 10;
    private static final int ROWS = 60;

    private final SamplingViewModel model;
    private final PanelExport export;
    private final SectionBar<Section> bar;
    private final NextTokenPanel bars;
    private final DrawPanel draw;
    private final ChainPanel chain;
    private final ChainPanel other;
    private final ContinuationView text;
    private final Region actions;
    private final Region stops;
    private final Map<Section, Region> panels = new EnumMap<>(Section.class);

    /// What is to be laid out: where the panels begin and end, in pixels.
    private record Room(double x, double y, double width, double height, double size, double gap) {

        Room(double x, double y, double width, double height, double size) {
            this(x, y, Math.max(1, width), Math.max(1, height), size, Math.rint(0.85 * size));
        }

        Room left(double rightWidth) {
            return new Room(x, y, width - rightWidth - gap, height, size);
        }

        Room right(double rightWidth) {
            return new Room(x + width - rightWidth, y, rightWidth, height, size);
        }

        Room above(double lowerHeight) {
            return new Room(x, y, width, height - lowerHeight - gap, size);
        }

        Room below(double lowerHeight) {
            return new Room(x, y + height - lowerHeight, width, lowerHeight, size);
        }
    }

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public SamplingView(SamplingViewModel model, PanelExport export) {
        this.model = model;
        this.export = export;
        getStyleClass().add(StyleClass.SCREEN);
        setId("sampling-screen");
        bar =
                new SectionBar<>(
                        "sampling-sections",
                        Section.class,
                        model.sectionProperty().get(),
                        section -> Messages.text("sampling.section." + section),
                        section -> Messages.text("sampling.section." + section + ".tip"));
        bar.chosenProperty().bindBidirectional(model.sectionProperty());
        bars = new NextTokenPanel(model, export);
        draw = new DrawPanel(model, export);
        chain = new ChainPanel(model.chain(), model.settings(), model.constraint());
        other = new ChainPanel(model.otherChain(), model.otherSettings(), model.constraint());
        other.titleProperty().set(Messages.text("chain.title.B"));
        model.compare().editedProperty().subscribe(this::requestLayout);
        text = new ContinuationView(model.text(), export);
        actions = text.actions();
        stops = text.stopsCard();
        stops.setViewOrder(-1);
        getChildren().addAll(bar, bars, draw, chain, other, text, actions, stops);
        fontProperty().subscribe(font -> bars.list(font.getSize() >= LARGE ? FEW_ROWS : ROWS));
        model.sectionProperty().subscribe((before, now) -> choose());
        model.text().foldedProperty().subscribe(this::requestLayout);
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

    /// A panel that takes the place of bars and draw, made when it is first seen.
    private Region panel(Section section) {
        return panels.computeIfAbsent(
                section,
                wanted -> {
                    Region made =
                            switch (wanted) {
                                case NEXT -> bars;
                                case TEXT -> text;
                                case TREE -> new TreeView(model.tree(), export);
                                case ANSWERS -> new AnswersView(model.answers(), export);
                                case COMPARE -> new CompareView(model.compare(), export);
                                case CASES -> new CasesView(model.cases(), export);
                            };
                    if (!getChildren().contains(made)) {
                        getChildren().add(made);
                    }
                    return made;
                });
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = getWidth() - x - snappedRightInset();
        double height = getHeight() - y - snappedBottomInset();
        double barHeight = Math.ceil(bar.prefHeight(-1));
        double top = y + barHeight + Math.rint(0.5 * size);
        Room room = new Room(x, top, width, y + height - top, size);
        double high = room.height() / size;
        boolean low = high < LOW;
        Section seen = seen(low);
        bar.resizeRelocate(x, y, Math.min(width, bar.prefWidth(-1)), barHeight);
        boolean apart = high < HIGH;
        text.actionsApart(apart);
        actions.setVisible(apart);
        chain.compact(low);
        other.compact(low);
        panels.forEach((section, panel) -> panel.setVisible(section == seen));
        List.of(bars, draw, chain, other, text).forEach(each -> each.setVisible(false));
        if (low) {
            layoutLow(room, seen);
        } else if (apart) {
            layoutMiddle(room, seen);
        } else {
            layoutHigh(room, seen);
        }
        layoutStops(room);
    }

    /// Which part is shown: the text has its own only where it is low.
    private Section seen(boolean low) {
        List<Section> offered = new ArrayList<>(List.of(Section.values()));
        if (!low) {
            offered.remove(Section.TEXT);
        }
        Section wanted = model.sectionProperty().get();
        Section seen = offered.contains(wanted) ? wanted : Section.NEXT;
        bar.offer(offered);
        bar.mark(seen);
        return seen;
    }

    private static void give(Room room, Region region) {
        region.setVisible(true);
        region.resizeRelocate(room.x(), room.y(), room.width(), room.height());
    }

    /// What stands at the right: beside the tree the bars, else the chain.
    private Region right(Section seen) {
        chain.titleProperty()
                .set(Messages.text(seen == Section.COMPARE ? "chain.title.A" : "chain.title"));
        return switch (seen) {
            case TREE -> bars;
            case COMPARE -> model.compare().editedProperty().get() == Side.B ? other : chain;
            case NEXT, TEXT, ANSWERS, CASES -> chain;
        };
    }

    private static double rightWidth(Room room, Section seen, double chainWidth) {
        if (seen != Section.TREE) {
            return Math.rint(chainWidth * room.size());
        }
        double least = Math.min(LEAST_BARS * room.size(), room.width() / 2);
        double most = Math.max(least, MOST_BARS * room.size());
        return Math.rint(Math.clamp(room.width() * BARS_SHARE, least, most));
    }

    private double drawHeight(double width) {
        return Math.ceil(draw.prefHeight(width));
    }

    /// Bars, draw and text one above the other; beside other panels the buttons alone.
    private void layoutHigh(Room room, Section seen) {
        text.textShown(seen == Section.NEXT || seen == Section.TREE);
        double wanted = Math.rint(HIGH_TEXT * room.size());
        double textHeight = text.isTextShown() ? wanted : Math.ceil(text.prefHeight(room.width()));
        give(room.below(textHeight), text);
        Room upper = room.above(textHeight);
        double right = rightWidth(room, seen, CHAIN);
        give(upper.right(right), right(seen));
        Room main = upper.left(right);
        if (seen == Section.NEXT) {
            give(main.above(drawHeight(main.width())), bars);
            give(main.below(drawHeight(main.width())), draw);
        } else {
            give(main, panel(seen));
        }
    }

    /// The text beside the draw, the buttons below the chain.
    private void layoutMiddle(Room room, Section seen) {
        Room main = layoutRight(room, seen, CHAIN);
        text.textShown(true);
        if (seen == Section.NEXT) {
            double lower = Math.max(TEXT * room.size(), drawHeight(main.width()));
            Room below = main.below(Math.rint(lower));
            double drawWidth = Math.rint(below.width() * (1 - TEXT_SHARE));
            give(main.above(Math.rint(lower)), bars);
            give(below.left(drawWidth), text);
            give(below.right(drawWidth), draw);
        } else {
            give(main, panel(seen));
        }
    }

    /// Bars with the draw or with the text; where it is lower still, each alone. Tree and answers have the whole width.
    private void layoutLow(Room room, Section seen) {
        text.textShown(true);
        if (seen == Section.TREE || seen == Section.ANSWERS) {
            double buttons = Math.ceil(actions.prefHeight(room.width()));
            give(room.below(buttons), actions);
            give(room.above(buttons), panel(seen));
            return;
        }
        Room main = layoutRight(room, seen, LOW_CHAIN);
        boolean both = main.height() / main.size() >= LEAST_BOTH;
        switch (seen) {
            case NEXT -> {
                give(both ? main.above(drawHeight(main.width())) : main, bars);
                if (both) {
                    give(main.below(drawHeight(main.width())), draw);
                }
            }
            case TEXT -> {
                double lower =
                        both
                                ? Math.rint((main.height() - main.gap()) / 2)
                                : drawHeight(main.width());
                give(main.above(lower), text);
                give(main.below(lower), both ? bars : draw);
            }
            case TREE, ANSWERS, COMPARE, CASES -> give(main, panel(seen));
        }
    }

    /// The column at the right, the buttons at its foot; returns what is left of it.
    private Room layoutRight(Room room, Section seen, double chainWidth) {
        double right = rightWidth(room, seen, chainWidth);
        Room column = room.right(right);
        double buttons = Math.ceil(actions.prefHeight(column.width()));
        give(column.below(buttons), actions);
        give(column.above(buttons), right(seen));
        return room.left(right);
    }

    /// Above the buttons that open it.
    private void layoutStops(Room room) {
        double width = Math.min(room.width(), Math.ceil(stops.prefWidth(-1)));
        double height = Math.min(room.height(), Math.ceil(stops.prefHeight(width)));
        Region below = actions.isVisible() ? actions : text;
        double right = below.getLayoutX() + below.getWidth();
        stops.resizeRelocate(
                Math.max(room.x(), right - width - room.gap()),
                Math.max(room.y(), below.getLayoutY() - height - room.gap() / 2),
                width,
                height);
    }

    /// A panel that leaves the view gives the focus to the screen, or else the prompt would get it, and the next keys.
    private void choose() {
        panel(model.sectionProperty().get());
        boolean held =
                Stream.concat(panels.values().stream(), Stream.of(draw, text, chain, other))
                        .anyMatch(SamplingView::holdsFocus);
        if (held) {
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
