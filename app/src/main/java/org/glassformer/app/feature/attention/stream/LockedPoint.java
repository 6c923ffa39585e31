package org.glassformer.app.feature.attention.stream;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.ui.control.Cell;
import org.jspecify.annotations.Nullable;

/// The locked cell of the map: a point of the stream, at the session's token. Locking a cell selects its token in the
/// session, and another token is locked at the point that was looked at last.
final class LockedPoint {

    private final LabSession session;
    private final ReadOnlyObjectProperty<@Nullable StreamNumbers> numbers;
    private final ObservableBooleanValue detailed;
    private final ObjectProperty<@Nullable Cell> cell = new SimpleObjectProperty<>(this, "cell");
    private int row;
    private boolean locking;

    /// Follows a session's token.
    ///
    /// @param session what all screens share
    /// @param numbers what is shown; call [#lockSelected] once it is
    /// @param detailed whether the points after attention are shown; call [#keep] once it changes
    LockedPoint(
            LabSession session,
            ReadOnlyObjectProperty<@Nullable StreamNumbers> numbers,
            ObservableBooleanValue detailed) {
        this.session = session;
        this.numbers = numbers;
        this.detailed = detailed;
        cell.subscribe((before, now) -> cellLocked(now));
    }

    /// The cell: a row from the top and a position; null for none.
    ObjectProperty<@Nullable Cell> cellProperty() {
        return cell;
    }

    /// The position that is followed up the stream: the session's token, or the last.
    int position(StreamNumbers now) {
        int selected = session.selectedTokenProperty().get();
        int last = now.positions() - 1;
        return selected == LabSession.NONE ? last : Math.min(selected, last);
    }

    /// Locks a point of the position.
    ///
    /// @param shownRow from the top
    void lockRow(int shownRow) {
        StreamNumbers now = numbers.get();
        if (now != null) {
            cell.set(new Cell(shownRow, position(now)));
        }
    }

    /// Locks the point of the position that has a number of blocks before it.
    void lockPoint(double blocks) {
        StreamNumbers now = numbers.get();
        if (now == null) {
            return;
        }
        List<Integer> shown = now.shown(detailed.get());
        for (int i = 0; i < shown.size(); i++) {
            if (now.points().get(shown.get(i)).blocks() == blocks) {
                cell.set(new Cell(i, position(now)));
            }
        }
    }

    /// The number of blocks before the locked point; not a number without one.
    double blocks() {
        StreamNumbers now = numbers.get();
        Cell locked = cell.get();
        List<Integer> shown = now == null ? List.of() : now.shown(detailed.get());
        return now == null || locked == null || locked.row() >= shown.size()
                ? Double.NaN
                : now.points().get(shown.get(locked.row())).blocks();
    }

    /// The session's token is locked in the row that was looked at last.
    void lockSelected() {
        StreamNumbers now = numbers.get();
        int selected = session.selectedTokenProperty().get();
        locking = true;
        if (now == null || selected == LabSession.NONE || selected >= now.positions()) {
            cell.set(null);
        } else {
            row = Math.min(row, now.shown(detailed.get()).size() - 1);
            cell.set(new Cell(row, selected));
        }
        locking = false;
    }

    private void cellLocked(@Nullable Cell now) {
        if (now != null) {
            row = now.row();
        }
        if (!locking) {
            session.selectedTokenProperty().set(now == null ? LabSession.NONE : now.column());
        }
    }

    /// Keeps the locked point when other points are shown.
    ///
    /// @param wasDetailed whether the points after attention were shown before
    void keep(boolean wasDetailed) {
        StreamNumbers now = numbers.get();
        if (now != null) {
            List<Integer> before = now.shown(wasDetailed);
            int point = before.get(Math.min(row, before.size() - 1));
            List<Integer> after = now.shown(detailed.get());
            int at = after.indexOf(point);
            row = at >= 0 ? at : Math.max(0, after.indexOf(point + 1));
        }
    }
}
