package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureMeasures.Detail;
import org.jspecify.annotations.Nullable;

/// One canvas of the size of the control, its texts as large as there is room for.
final class ArchitectureSkin extends RoomySkin<Architecture> {

    private static final Lines LEAST = new Lines(20, 12);
    private static final Lines PREFERRED = new Lines(50, 34);
    private static final double[] LARGE = {1.7, 1.55, 1.4, 1.3, 1.2, 1.1, 1};

    /// As small as the small texts of the themes.
    private static final double SMALL = 0.96;

    /// For models so wide or high that names alone have no room otherwise.
    private static final double[] TINY = {0.88, 0.8, 0.72, 0.65, 0.6};

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private @Nullable ArchitectureLayout layout;
    private int at = -1;

    ArchitectureSkin(Architecture control) {
        super(control, LEAST, PREFERRED);
        palette = new CanvasPalette(control::requestLayout);
        getChildren().setAll(palette, canvas);
        control.setPickOnBounds(true);
        registerChangeListener(control.dataProperty(), _ -> dataChanged());
        List.of(
                        control.placeholderProperty(),
                        control.selectedProperty(),
                        control.layerProperty(),
                        control.hoveredProperty())
                .forEach(each -> registerChangeListener(each, _ -> control.requestLayout()));
        control.addEventHandler(
                MouseEvent.MOUSE_MOVED, event -> goTo(find(event.getX(), event.getY())));
        control.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> goTo(-1));
        control.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        control.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private int find(double x, double y) {
        return layout == null ? -1 : layout.at(x, y);
    }

    private void dataChanged() {
        Architecture control = getSkinnable();
        if (control.dataProperty().get().find(control.hoveredProperty().get()).isEmpty()) {
            goTo(-1);
        }
        control.requestLayout();
    }

    private void goTo(int place) {
        at = place;
        getSkinnable().hover(id(place));
    }

    private String id(int place) {
        return layout != null
                        && place >= 0
                        && place < layout.places().size()
                        && layout.places().get(place).item() instanceof Weights weights
                ? weights.id()
                : "";
    }

    private void click(MouseEvent event) {
        Architecture control = getSkinnable();
        control.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY || layout == null) {
            return;
        }
        int slab = layout.layerAt(event.getX(), event.getY());
        if (slab >= 0) {
            control.pickLayer(slab);
        } else {
            control.pick(id(find(event.getX(), event.getY())));
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        ArchitectureLayout made = layout;
        if (made == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Architecture control = getSkinnable();
        ArchitectureKeys keys = ArchitectureKeys.of(made);
        int block = control.layerProperty().get();
        switch (event.getCode()) {
            case LEFT -> goTo(keys.next(from(made), -1, 0));
            case RIGHT -> goTo(keys.next(from(made), 1, 0));
            case UP -> goTo(keys.next(from(made), 0, -1));
            case DOWN -> goTo(keys.next(from(made), 0, 1));
            case HOME -> goTo(keys.end(false));
            case END -> goTo(keys.end(true));
            case ENTER -> control.pick(id(at));
            case PLUS, ADD, PAGE_DOWN -> control.pickLayer(block + 1);
            case MINUS, SUBTRACT, PAGE_UP -> control.pickLayer(block - 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Where the keys begin: what is gone to, else what is selected.
    private int from(ArchitectureLayout made) {
        if (!id(at).isEmpty()) {
            return at;
        }
        String selected = getSkinnable().selectedProperty().get();
        for (int i = 0; i < made.places().size(); i++) {
            if (made.places().get(i).item() instanceof Weights weights
                    && weights.id().equals(selected)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        Architecture control = getSkinnable();
        ArchitectureData data = control.dataProperty().get();
        canvas.relocate(x, y);
        control.setAccessibleText(readOut(data));
        if (data.layers() == 0) {
            layout = null;
            canvas.draw(width, height, brush -> empty(brush, width, height));
            return;
        }
        ArchitectureLayout made =
                ArchitectureLayout.of(data, measures(data, width, height), width, height);
        layout = made;
        ArchitectureDrawing drawing =
                new ArchitectureDrawing(
                        data,
                        made,
                        palette,
                        Math.clamp(control.layerProperty().get(), 0, data.layers() - 1),
                        control.selectedProperty().get(),
                        control.hoveredProperty().get());
        canvas.draw(width, height, brush -> drawing.draw(brush, width, height));
    }

    /// Size of the names in the boxes, in pixels; not a number without a model.
    double textSize() {
        return layout == null ? Double.NaN : layout.measures().names().font().getSize();
    }

    /// The largest texts that have room; where there is little, with fewer lines in the boxes rather than texts smaller than
    /// the small ones of the themes.
    private ArchitectureMeasures measures(ArchitectureData data, double width, double height) {
        List<ArchitectureMeasures> wishes = new ArrayList<>();
        for (double zoom : LARGE) {
            wishes.add(measures(zoom, Detail.COUNT, Detail.COUNT));
        }
        wishes.add(measures(SMALL, Detail.COUNT, Detail.COUNT));
        wishes.add(measures(SMALL, Detail.SHAPE, Detail.COUNT));
        wishes.add(measures(SMALL, Detail.SHAPE, Detail.SHAPE));
        wishes.add(measures(SMALL, Detail.NAME, Detail.SHAPE));
        wishes.add(measures(SMALL, Detail.NAME, Detail.NAME));
        for (double zoom : TINY) {
            wishes.add(measures(zoom, Detail.NAME, Detail.NAME));
        }
        return wishes.stream()
                .filter(wish -> ArchitectureLayout.fits(data, wish, width, height))
                .findFirst()
                .orElse(wishes.getLast());
    }

    private ArchitectureMeasures measures(double zoom, Detail inTrunk, Detail inBlock) {
        return ArchitectureMeasures.of(palette, zoom, inTrunk, inBlock);
    }

    private void empty(Brush brush, double width, double height) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(getSkinnable().placeholderProperty().get(), width / 2, height / 2);
    }

    private String readOut(ArchitectureData data) {
        Architecture control = getSkinnable();
        return data.find(control.hoveredProperty().get())
                .or(() -> data.find(control.selectedProperty().get()))
                .map(weights ->
                        Messages.text(
                                "architecture.accessible.box",
                                weights.name(),
                                weights.shape(),
                                weights.count()))
                .orElse(Messages.text("architecture.accessible", data.layers()));
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }
}
