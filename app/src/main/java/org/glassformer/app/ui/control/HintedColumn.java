package org.glassformer.app.ui.control;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

/// A column of a table whose heading says more when it is pointed at. Neither sorted nor moved.
///
/// @param <S> a row
/// @param <T> what the column has of it
public final class HintedColumn<S, T> extends TableColumn<S, T> {

    private static final double SHARE = 12;
    private static final double HINT = 30;

    private final Label heading = new Label();

    /// A column.
    ///
    /// @param name the heading
    /// @param hint shown where the heading is pointed at; empty for none
    /// @param value what the column has of a row
    public HintedColumn(String name, String hint, Function<S, T> value) {
        heading.setText(name);
        if (!hint.isEmpty()) {
            Tooltip tip = new Tooltip(hint);
            tip.setWrapText(true);
            tip.maxWidthProperty().bind(heading.fontProperty().map(font -> HINT * font.getSize()));
            heading.setTooltip(tip);
        }
        setGraphic(heading);
        setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        setSortable(false);
        setReorderable(false);
    }

    /// Figures: they end at the right, and so does the heading.
    public HintedColumn<S, T> ofFigures() {
        getStyleClass().add("figure");
        return this;
    }

    /// Gives the column a share of the table's width, in proportion to those of the others.
    ///
    /// @param weight about the letters that it needs
    public HintedColumn<S, T> share(double weight) {
        setPrefWidth(weight * SHARE);
        return this;
    }

    /// Keeps the column as wide as so many sizes of its font: what must not be cut short.
    public HintedColumn<S, T> keep(double em) {
        var width = heading.fontProperty().map(font -> em * font.getSize());
        minWidthProperty().bind(width);
        maxWidthProperty().bind(width);
        return this;
    }
}
