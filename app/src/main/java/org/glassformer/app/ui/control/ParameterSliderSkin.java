package org.glassformer.app.ui.control;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SkinBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;

/// Name and field above, slider in the middle, notes below. A double click on slider, name or value resets.
final class ParameterSliderSkin extends SkinBase<ParameterSlider> {

    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final HBox head = new HBox();
    private final Label name = new Label();
    private final TextField field = new TextField();
    private final Slider slider = new Slider(0, 1, 0);
    private final Label left = new Label();
    private final Label right = new Label();
    private final Region space = new Region();
    private final HBox foot;
    private final VBox content = new VBox();
    private final Tooltip notes = new Tooltip();
    private boolean showing;

    ParameterSliderSkin(ParameterSlider control) {
        super(control);
        name.getStyleClass().add("name");
        field.getStyleClass().add("value");
        slider.getStyleClass().add("small");
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.getStyleClass().add("progress-slider");
        slider.setBlockIncrement(0.01);
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMinWidth(0);
        field.setMinWidth(Region.USE_PREF_SIZE);
        head.getStyleClass().add("head");
        Region footSpace = new Region();
        HBox.setHgrow(footSpace, Priority.ALWAYS);
        foot = new HBox(left, footSpace, right);
        foot.getStyleClass().add("foot");
        left.setMinWidth(0);
        right.setMinWidth(Region.USE_PREF_SIZE);
        content.setFillWidth(true);
        content.getStyleClass().add("content");
        getChildren().setAll(content);

        registerChangeListener(control.valueProperty(), ignored -> show());
        registerChangeListener(control.specProperty(), ignored -> show());
        registerChangeListener(control.leftNoteProperty(), ignored -> showNotes());
        registerChangeListener(control.rightNoteProperty(), ignored -> showNotes());
        registerChangeListener(control.graphicProperty(), ignored -> arrange());
        registerChangeListener(control.compactProperty(), ignored -> arrange());
        slider.valueProperty().subscribe((before, now) -> slide(now.doubleValue()));
        field.setOnAction(ignored -> typed());
        field.focusedProperty().subscribe((before, now) -> focus(now));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::fieldKey);
        slider.addEventFilter(KeyEvent.KEY_PRESSED, this::sliderKey);
        slider.addEventFilter(MouseEvent.MOUSE_PRESSED, this::doubleClick);
        name.addEventHandler(MouseEvent.MOUSE_PRESSED, this::doubleClick);
        field.addEventFilter(MouseEvent.MOUSE_PRESSED, this::doubleClickValue);
        arrange();
        show();
    }

    private void arrange() {
        ParameterSlider control = getSkinnable();
        boolean compact = control.compactProperty().get();
        Node graphic = control.graphicProperty().get();
        content.getChildren().clear();
        head.getChildren().setAll(name, compact ? slider : space, field);
        if (graphic != null) {
            head.getChildren().addFirst(graphic);
        }
        if (compact) {
            content.getChildren().setAll(head);
        } else {
            content.getChildren().setAll(head, slider, foot);
        }
        control.pseudoClassStateChanged(COMPACT, compact);
        showNotes();
    }

    private void show() {
        ParameterSlider control = getSkinnable();
        ParameterSpec spec = control.specProperty().get();
        double value = control.valueProperty().get();
        showing = true;
        name.setText(spec.name());
        double fraction = spec.fraction(value);
        if (!slider.isValueChanging()
                || Math.abs(slider.getValue() - fraction) > ParameterSpec.SNAP) {
            slider.setValue(fraction);
        }
        if (!field.isFocused()) {
            field.setText(text(spec, value));
        }
        showing = false;
        boolean off = spec.isNeutral(value);
        control.pseudoClassStateChanged(OFF, off);
        String accessible = Messages.text("parameter.accessible", spec.name(), text(spec, value));
        slider.setAccessibleText(accessible);
        field.setAccessibleText(accessible);
        showNotes();
    }

    private void showNotes() {
        ParameterSlider control = getSkinnable();
        boolean off = control.offProperty().get();
        left.setText(off ? Messages.text("parameter.off") : control.leftNoteProperty().get());
        right.setText(off ? "" : control.rightNoteProperty().get());
        notes.setText((left.getText() + "   " + right.getText()).strip());
        control.setTooltip(control.compactProperty().get() ? notes : null);
    }

    private static String text(ParameterSpec spec, double value) {
        if (spec.isNeutral(value)) {
            return off(spec);
        }
        return spec.text(value);
    }

    private static String off(ParameterSpec spec) {
        return spec.neutralName().isEmpty() ? Messages.text("parameter.off") : spec.neutralName();
    }

    private void slide(double fraction) {
        if (!showing) {
            ParameterSpec spec = getSkinnable().specProperty().get();
            getSkinnable().valueProperty().set(spec.value(fraction));
        }
    }

    private void typed() {
        ParameterSlider control = getSkinnable();
        ParameterSpec spec = control.specProperty().get();
        if (field.getText().equals(text(spec, control.valueProperty().get()))) {
            field.pseudoClassStateChanged(WRONG, false);
            return;
        }
        OptionalDouble number = parse(field.getText(), spec);
        field.pseudoClassStateChanged(WRONG, number.isEmpty());
        if (number.isPresent()) {
            control.valueProperty().set(spec.typed(number.getAsDouble()));
            field.setText(text(spec, control.valueProperty().get()));
            field.selectAll();
        }
    }

    private static OptionalDouble parse(String text, ParameterSpec spec) {
        String bare = text.strip().toLowerCase(Locale.ROOT).replace(",", "").replace('−', '-');
        if (bare.isEmpty() || bare.equals(off(spec))) {
            return OptionalDouble.of(spec.neutral());
        }
        try {
            double number = Double.parseDouble(bare);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private void focus(boolean focused) {
        ParameterSlider control = getSkinnable();
        if (control != null && !focused) {
            typed();
            field.pseudoClassStateChanged(WRONG, false);
            field.setText(text(control.specProperty().get(), control.valueProperty().get()));
        }
    }

    private void fieldKey(KeyEvent event) {
        ParameterSlider control = getSkinnable();
        switch (event.getCode()) {
            case UP -> step(1, event);
            case DOWN -> step(-1, event);
            case ESCAPE -> {
                field.pseudoClassStateChanged(WRONG, false);
                field.setText(text(control.specProperty().get(), control.valueProperty().get()));
                slider.requestFocus();
                event.consume();
            }
            default -> {}
        }
    }

    private void sliderKey(KeyEvent event) {
        if (event.isAltDown() || event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case RIGHT, UP -> step(1, event);
            case LEFT, DOWN -> step(-1, event);
            case DELETE, BACK_SPACE -> {
                getSkinnable().reset();
                event.consume();
            }
            default -> {}
        }
    }

    /// One step of the parameter; on a logarithmic slider one step or five percent, whichever is more.
    private void step(int direction, KeyEvent event) {
        ParameterSlider control = getSkinnable();
        ParameterSpec spec = control.specProperty().get();
        double value = control.valueProperty().get();
        boolean outside =
                spec.isNeutral(value) && spec.fraction(value) == 1 && spec.neutral() < spec.min();
        double from = outside ? spec.max() + spec.step() : value;
        double size =
                switch (spec.scale()) {
                    case LINEAR -> spec.step();
                    case LOGARITHMIC -> Math.max(spec.step(), Math.rint(from * 0.05));
                };
        double next = from + direction * size;
        if (outside && direction > 0) {
            next = spec.neutral();
        } else if (spec.neutral() < spec.min() && next > spec.max()) {
            next = spec.neutral();
        }
        control.valueProperty().set(spec.allowed(next));
        if (field.isFocused()) {
            field.setText(text(spec, control.valueProperty().get()));
        }
        event.consume();
    }

    private void doubleClickValue(MouseEvent event) {
        doubleClick(event);
        if (event.isConsumed()) {
            field.setText(
                    text(
                            getSkinnable().specProperty().get(),
                            getSkinnable().valueProperty().get()));
            field.selectAll();
        }
    }

    private void doubleClick(MouseEvent event) {
        if (event.getClickCount() == 2) {
            getSkinnable().reset();
            event.consume();
        }
    }
}
