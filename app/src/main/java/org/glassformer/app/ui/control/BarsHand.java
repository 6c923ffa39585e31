package org.glassformer.app.ui.control;

import java.util.OptionalDouble;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.glassformer.app.ui.control.BarsData.Bar;

/// Takes hold of the ends of bars and of the cut line, with the pointer or by keys, and tells what is wished.
///
/// While an end is held the scale of the bars stays, so that the end follows the pointer.
final class BarsHand {

    private static final double BEFORE_END = 5;
    private static final double AFTER_END = 9;
    private static final double NEAR_LINE = 4;
    private static final double LEAST = 0.001;
    private static final double MOST = 0.999;
    private static final double STEPS = 1000;

    private final LogitBars bars;
    private BarsGrip under = BarsGrip.NONE;
    private BarsGrip held = BarsGrip.NONE;
    private OptionalDouble scale = OptionalDouble.empty();

    BarsHand(LogitBars bars) {
        this.bars = bars;
    }

    /// What is held, or else under the pointer.
    BarsGrip grip() {
        return held instanceof BarsGrip.Nothing ? under : held;
    }

    /// The end of the scale that has to stay while a bar is held.
    OptionalDouble scale() {
        return scale;
    }

    boolean isHolding() {
        return !(held instanceof BarsGrip.Nothing);
    }

    /// What to say about the grip under the pointer; empty for nothing.
    String hint() {
        BarAim aim = bars.aimProperty().get();
        if (aim == null) {
            return "";
        }
        return switch (grip()) {
            case BarsGrip.Nothing nothing -> "";
            case BarsGrip.End end -> aim.barHint();
            case BarsGrip.CutLine line -> aim.cutHint();
        };
    }

    private BarsGrip at(BarsGeometry place, double x, double y) {
        if (bars.aimProperty().get() == null || place.raw()) {
            return BarsGrip.NONE;
        }
        OptionalDouble line = place.cutY();
        if (line.isPresent() && Math.abs(y - line.getAsDouble()) <= NEAR_LINE) {
            return new BarsGrip.CutLine();
        }
        int row = place.rowAt(y);
        if (row == LogitBars.NONE) {
            return BarsGrip.NONE;
        }
        double end = place.barEnd(row);
        return x >= end - BEFORE_END && x <= end + AFTER_END
                ? new BarsGrip.End(row)
                : BarsGrip.NONE;
    }

    void moved(MouseEvent event, BarsGeometry place) {
        set(at(place, event.getX(), event.getY()));
    }

    void left() {
        if (!isHolding()) {
            set(BarsGrip.NONE);
        }
    }

    private void set(BarsGrip next) {
        if (!next.equals(under)) {
            under = next;
            bars.setCursor(
                    switch (next) {
                        case BarsGrip.Nothing nothing -> Cursor.DEFAULT;
                        case BarsGrip.End end -> Cursor.H_RESIZE;
                        case BarsGrip.CutLine line -> Cursor.V_RESIZE;
                    });
            bars.requestLayout();
        }
    }

    /// Takes hold of what is under the pointer, if there is something.
    void pressed(MouseEvent event, BarsGeometry place) {
        scale = OptionalDouble.empty();
        held = BarsGrip.NONE;
        if (event.getButton() == MouseButton.PRIMARY) {
            held = at(place, event.getX(), event.getY());
        }
        if (held instanceof BarsGrip.End end) {
            scale = OptionalDouble.of(place.end());
            bars.selectedRowProperty().set(end.row());
        }
        if (isHolding()) {
            bars.requestFocus();
            event.consume();
        }
    }

    void dragged(MouseEvent event, BarsGeometry place) {
        BarAim aim = bars.aimProperty().get();
        if (aim == null || !isHolding()) {
            return;
        }
        event.consume();
        switch (held) {
            case BarsGrip.Nothing nothing -> {}
            case BarsGrip.End end -> {
                double share = rounded(place.shareAt(event.getX()));
                aim.share(id(end.row()), share, event.isShortcutDown());
            }
            case BarsGrip.CutLine line -> {
                follow(event.getY(), place);
                aim.cut(place.above(event.getY()));
            }
        }
    }

    /// Scrolls by a row where the pointer is beyond the rows.
    private void follow(double y, BarsGeometry place) {
        int first = place.window().first();
        if (y < place.top()) {
            bars.scrollTo(first - 1);
        } else if (y > place.top() + place.window().rows().size() * place.rowHeight()) {
            bars.scrollTo(first + 1);
        }
    }

    /// Lets go.
    ///
    /// @return whether something was held, so that the click that follows means nothing more
    boolean released() {
        boolean was = isHolding();
        held = BarsGrip.NONE;
        scale = OptionalDouble.empty();
        if (was) {
            bars.requestLayout();
        }
        return was;
    }

    private int id(int row) {
        return bars.dataProperty().get().bars().get(row).id();
    }

    private static double rounded(double share) {
        return Math.clamp(Math.rint(share * STEPS) / STEPS, LEAST, MOST);
    }

    /// Shift with an arrow: left and right for the bar of the selected row, up and down for the cut line.
    ///
    /// @return whether the key meant something here
    boolean key(KeyEvent event, BarsGeometry place) {
        BarAim aim = bars.aimProperty().get();
        if (aim == null || !event.isShiftDown() || event.isAltDown() || place.raw()) {
            return false;
        }
        switch (event.getCode()) {
            case LEFT -> bar(-1, event.isShortcutDown(), aim, place);
            case RIGHT -> bar(1, event.isShortcutDown(), aim, place);
            case UP -> line(-1, aim, place);
            case DOWN -> line(1, aim, place);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// To the next whole percent; the bar of a removed token first to where it stood before the chain.
    private void bar(int direction, boolean alone, BarAim aim, BarsGeometry place) {
        int row = bars.selectedRowProperty().get();
        if (row < 0) {
            bars.selectedRowProperty().set(place.window().first());
            return;
        }
        Bar bar = bars.dataProperty().get().bars().get(row);
        double percent = bar.p() * 100;
        double next = direction > 0 ? Math.floor(percent + 1.0001) : Math.ceil(percent - 1.0001);
        double share = bar.isRemoved() && direction > 0 ? bar.rawP() : next / 100;
        aim.share(bar.id(), Math.clamp(share, Math.min(LEAST, bar.rawP()), MOST), alone);
    }

    private void line(int direction, BarAim aim, BarsGeometry place) {
        BarsData data = place.window().data();
        int size = data.bars().size();
        int selected = bars.selectedRowProperty().get();
        boolean cuts = data.keptTokens() < size;
        int seen = place.window().first() + place.window().rows().size();
        int from = cuts ? data.keptTokens() + direction : selected >= 0 ? selected + 1 : seen;
        if (from >= 1 && from <= size) {
            aim.cut(from);
        }
    }
}
