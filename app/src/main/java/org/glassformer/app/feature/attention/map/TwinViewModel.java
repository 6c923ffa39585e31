package org.glassformer.app.feature.attention.map;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.LensTableData;
import org.jspecify.annotations.Nullable;

/// The picture as a table: the keys of one query with their weights, any query within reach, or all queries and keys.
///
/// The query is the locked one, else the last.
final class TwinViewModel {

    private final ReadOnlyObjectProperty<MapPicture> picture;
    private final ObjectProperty<@Nullable Cell> locked;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final BooleanProperty whole = new SimpleBooleanProperty(this, "whole");
    private final ReadOnlyObjectWrapper<LensTableData> grid =
            new ReadOnlyObjectWrapper<>(this, "grid", LensTableData.EMPTY);
    private int query;
    private final ReadOnlyIntegerWrapper key = new ReadOnlyIntegerWrapper(this, "key", -1);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyObjectWrapper<List<KeyWeight>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());

    /// @param picture what the table repeats
    /// @param locked the locked pair, here and in the picture
    TwinViewModel(
            ReadOnlyObjectProperty<MapPicture> picture, ObjectProperty<@Nullable Cell> locked) {
        this.picture = picture;
        this.locked = locked;
        picture.subscribe(this::list);
        picture.subscribe(this::lay);
        whole.subscribe(this::lay);
        locked.subscribe((before, now) -> {
            list();
            key.set(now == null ? -1 : now.column());
        });
        shown.subscribe((before, now) -> {
            list();
            lay();
        });
    }

    /// The table of all queries and keys, in which nothing is copied.
    private void lay() {
        MapPicture now = picture.get();
        if (!shown.get() || !whole.get()) {
            return;
        }
        List<String> queries = new ArrayList<>();
        for (int query = 0; query < now.length(); query++) {
            queries.add(query + " " + now.labels().get(query));
        }
        grid.set(
                new LensTableData(
                        queries,
                        now.labels(),
                        new GridCells(now),
                        new LensTableData.Legend(
                                Messages.text("amap.table.legend"), "0", "1", "", false)));
    }

    private void list() {
        MapPicture now = picture.get();
        if (!shown.get() || now.length() == 0) {
            return;
        }
        Cell cell = locked.get();
        int row = cell == null || cell.row() < 0 ? now.length() - 1 : cell.row();
        query = Math.min(row, now.length() - 1);
        title.set(Messages.text("amap.table.query", query, now.labels().get(query)));
        List<KeyWeight> listed = new ArrayList<>();
        for (int key = 0; key <= query; key++) {
            listed.add(keyWeight(now, query, key));
        }
        rows.set(List.copyOf(listed));
    }

    private static KeyWeight keyWeight(MapPicture now, int query, int key) {
        boolean masked = now.data().isMasked(query, key);
        String note = "";
        if (now.data().isCrossed(query, key)) {
            note = Messages.text("amap.table.cut");
        } else if (masked) {
            boolean hidden = now.sinkHidden() && key == 0;
            note = Messages.text(hidden ? "amap.table.hidden" : "amap.table.masked");
        }
        float weight = masked ? Float.NaN : now.data().value(query, key);
        return new KeyWeight(key, now.labels().get(key), weight, note);
    }

    /// Goes to another query and locks it, with its key as far as it has one.
    ///
    /// @param by how many further
    void moveQuery(int by) {
        int length = picture.get().length();
        if (length > 0) {
            Cell cell = locked.get();
            int to = Math.clamp(query + by, 0, length - 1);
            locked.set(new Cell(to, cell == null ? -1 : cell.column()));
        }
    }

    /// Locks a key with the query that is listed.
    void choose(int key) {
        locked.set(new Cell(query, key));
    }

    /// The key of the locked pair, or -1.
    ReadOnlyIntegerProperty keyProperty() {
        return key.getReadOnlyProperty();
    }

    /// Whether the table stands in place of the picture.
    BooleanProperty shownProperty() {
        return shown;
    }

    /// Whether all queries are in the table, each a row with the keys as columns.
    BooleanProperty wholeProperty() {
        return whole;
    }

    /// All queries and keys, while they are on view.
    ReadOnlyObjectProperty<LensTableData> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /// The pair that is locked, here and in the picture.
    ObjectProperty<@Nullable Cell> lockedProperty() {
        return locked;
    }

    /// Which query is listed.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// A row for each key that the query could see, by position.
    ReadOnlyObjectProperty<List<KeyWeight>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }
}
