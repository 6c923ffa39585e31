package org.glassformer.app.feature.sampling.answers;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.glassformer.app.ui.theme.StyleClass;

/// A number that is typed, or moved with Up and Down; what is no number in its range changes nothing.
final class NumberField extends TextField {

    /// The numbers that can be typed.
    ///
    /// @param least the smallest
    /// @param most the largest
    /// @param step what Up adds
    record Range(double least, double most, double step) {}

    private final Range range;
    private final DoubleFunction<String> printed;
    private final DoubleConsumer changed;
    private double value;

    NumberField(
            String id,
            String tip,
            Range range,
            DoubleFunction<String> printed,
            DoubleConsumer changed) {
        this.range = range;
        this.printed = printed;
        this.changed = changed;
        setId(id);
        getStyleClass().addAll(StyleClass.MONO, "number");
        setTooltip(new Tooltip(tip));
        setAccessibleText(tip);
        setPrefColumnCount(3);
        setMinWidth(USE_PREF_SIZE);
        setOnAction(ignored -> commit());
        focusedProperty()
                .subscribe((before, focused) -> {
                    if (!focused) {
                        commit();
                    }
                });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Shows a number, unless another one is being typed.
    void show(double now) {
        value = now;
        if (!isFocused()) {
            setText(printed.apply(now));
        }
    }

    private void key(KeyEvent event) {
        double step =
                event.getCode() == KeyCode.UP
                        ? range.step()
                        : event.getCode() == KeyCode.DOWN ? -range.step() : 0;
        if (step != 0 && !event.isShortcutDown() && !event.isAltDown()) {
            commit();
            set(value + step);
            event.consume();
        }
    }

    private void commit() {
        try {
            set(Double.parseDouble(getText().strip().replace(',', '.')));
        } catch (NumberFormatException e) {
            setText(printed.apply(value));
        }
    }

    private void set(double wanted) {
        double steps = Math.rint(wanted / range.step());
        double allowed = Math.clamp(steps * range.step(), range.least(), range.most());
        value = allowed;
        setText(printed.apply(allowed));
        changed.accept(allowed);
    }
}
