package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.input.KeyEvent;
import org.glassformer.app.ui.control.TextTreeData.Place;
import org.glassformer.app.ui.control.TextTreeLayout.Box;

/// The keys of a [TextTree].
final class TextTreeKeys {

    private final TextTree tree;
    private final Supplier<TextTreeLayout> layout;

    TextTreeKeys(TextTree tree, Supplier<TextTreeLayout> layout) {
        this.tree = tree;
        this.layout = layout;
    }

    void pressed(KeyEvent event) {
        TextTreeData data = tree.dataProperty().get();
        if (data.runs().isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int selected = tree.selectedProperty().get();
        int from = data.places().containsKey(selected) ? selected : data.end();
        Place place = data.places().getOrDefault(from, new Place(0, 0));
        switch (event.getCode()) {
            case LEFT -> select(before(data, place));
            case RIGHT -> select(after(data, place));
            case UP -> select(beside(data, place, -1));
            case DOWN -> select(beside(data, place, 1));
            case HOME -> select(number(data, new Place(0, 0)));
            case END -> select(data.end());
            case ENTER -> tree.pick(from);
            case DELETE, BACK_SPACE -> tree.prune(from);
            case F2 -> tree.rename(from);
            case PLUS, EQUALS, ADD -> tree.zoomBy(1);
            case MINUS, SUBTRACT -> tree.zoomBy(-1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int number) {
        tree.selectedProperty().set(number);
    }

    private static int number(TextTreeData data, Place place) {
        return data.runs().get(place.run()).pieces().get(place.piece()).number();
    }

    private static int before(TextTreeData data, Place place) {
        if (place.piece() > 0) {
            return number(data, new Place(place.run(), place.piece() - 1));
        }
        int parent = data.runs().get(place.run()).parent();
        return parent < 0
                ? number(data, place)
                : data.runs().get(parent).pieces().getLast().number();
    }

    /// At a fork it goes on with the text that is shown elsewhere, else with the first branch.
    private static int after(TextTreeData data, Place place) {
        if (place.piece() + 1 < data.runs().get(place.run()).pieces().size()) {
            return number(data, new Place(place.run(), place.piece() + 1));
        }
        int first = TextTreeData.NONE;
        for (int r = place.run() + 1; r < data.runs().size(); r++) {
            if (data.runs().get(r).parent() == place.run()) {
                if (data.isOnPath(r)) {
                    return number(data, new Place(r, 0));
                }
                first = first == TextTreeData.NONE ? number(data, new Place(r, 0)) : first;
            }
        }
        return first == TextTreeData.NONE ? number(data, place) : first;
    }

    /// The line above or below in the run, else the nearest run there that begins at about the same place or before.
    private int beside(TextTreeData data, Place place, int by) {
        TextTreeLayout now = layout.get();
        Box box = now.boxes().get(place.run());
        int in = box.text.beside(place.piece(), by);
        if (in != place.piece()) {
            return number(data, new Place(place.run(), in));
        }
        double x = now.pieceX(box, place.piece());
        double y = now.pieceY(box, place.piece());
        Box best = null;
        double least = Double.MAX_VALUE;
        for (Box other : now.boxes()) {
            double away = (other.y + (by > 0 ? 0 : other.height) - y) * by;
            double aside = Math.max(0, Math.max(other.x - x, x - other.x - other.width));
            if (other.run != place.run() && away > 0 && away + 3 * aside < least) {
                least = away + 3 * aside;
                best = other;
            }
        }
        if (best == null) {
            return number(data, place);
        }
        int line = by > 0 ? 0 : best.text.count() - 1;
        int at = best.text.at(x - best.x - now.pad(), line);
        List<TextTreeData.Piece> pieces = data.runs().get(best.run).pieces();
        return at >= 0 ? pieces.get(at).number() : pieces.get(best.text.first(line)).number();
    }
}
