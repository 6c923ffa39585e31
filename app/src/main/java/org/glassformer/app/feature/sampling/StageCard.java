package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings.Entry;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.StageParameter;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.ParameterSlider;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// One stage of the chain: a grip to drag it by, a switch, its sliders, and what it did.
///
/// Alt+Up and Alt+Down move it. Switched off it folds to one line.
final class StageCard extends VBox {

    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final StageKind kind;
    private final CheckBox on = new CheckBox();
    private final Icon grip = new Icon(Material2AL.DRAG_INDICATOR);
    private final List<ParameterSlider> sliders = new ArrayList<>();
    private final List<Node> below = new ArrayList<>();
    private boolean compact;
    private boolean folded;
    private boolean acting;

    StageCard(StageKind kind, ChainViewModel model) {
        this.kind = kind;
        String id = "chain-" + kind.name().toLowerCase(Locale.ROOT);
        getStyleClass().add(StyleClass.STAGE);
        setId("stage-" + kind.name().toLowerCase(Locale.ROOT));
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleText(Messages.text("chain.card", StageWords.name(kind)));
        grip.getStyleClass().add("grip");
        grip.setMouseTransparent(false);
        grip.setPickOnBounds(true);
        Tooltip.install(grip, new Tooltip(Messages.text("chain.grip.tip")));
        on.setId(id + "-on");
        on.setAccessibleText(Messages.text("chain.switch", StageWords.name(kind)));
        on.setTooltip(new Tooltip(Messages.text("chain.switch", StageWords.name(kind))));
        on.setOnAction(ignored -> model.switchOn(kind, on.isSelected()));
        HBox handle = new HBox(grip, on);
        handle.getStyleClass().add("handle");
        grip.setMinWidth(USE_PREF_SIZE);
        handle.setMinWidth(USE_PREF_SIZE);
        for (StageParameter parameter : StageParameter.of(kind)) {
            ParameterSlider slider =
                    new ParameterSlider(StageSpecs.of(parameter, model.vocabSizeProperty().get()));
            slider.setId("chain-" + parameter.name().toLowerCase(Locale.ROOT));
            slider.valueProperty().bindBidirectional(model.valueProperty(parameter));
            if (parameter == StageParameter.TOP_K) {
                model.vocabSizeProperty()
                        .subscribe(size ->
                                slider.specProperty()
                                        .set(StageSpecs.of(parameter, size.intValue())));
            }
            slider.compactProperty().set(!parameter.isMain());
            sliders.add(slider);
        }
        if (kind == StageKind.LOGIT_BIAS) {
            getChildren().setAll(new BiasPane(model, handle));
        } else {
            sliders.getFirst().graphicProperty().set(handle);
            getChildren().setAll(sliders);
        }
        if (kind == StageKind.DRY) {
            below.add(new BreakersPane(model));
            getChildren().addAll(below);
        }
        addEventFilter(KeyEvent.KEY_PRESSED, event -> move(event, model));
    }

    private void move(KeyEvent event, ChainViewModel model) {
        boolean up = event.getCode() == KeyCode.UP;
        if (event.isAltDown() && (up || event.getCode() == KeyCode.DOWN)) {
            model.move(kind, up ? -1 : 1);
            event.consume();
        }
    }

    StageKind kind() {
        return kind;
    }

    /// What it is dragged by.
    Node grip() {
        return grip;
    }

    void show(Entry entry) {
        on.setSelected(entry.on());
        acting = entry.acts();
        pseudoClassStateChanged(OFF, !acting);
        folded = !entry.on();
        fold();
    }

    /// One line for the main slider, as where there is little room.
    void compact(boolean value) {
        compact = value;
        fold();
    }

    private void fold() {
        pseudoClassStateChanged(COMPACT, compact || folded);
        foldBelow();
        for (int i = 0; i < sliders.size(); i++) {
            sliders.get(i).compactProperty().set(compact || folded || i > 0);
            sliders.get(i).setVisible(i == 0 || !folded);
            sliders.get(i).setManaged(i == 0 || !folded);
        }
    }

    private void foldBelow() {
        for (Node node : below) {
            node.setVisible(!folded);
            node.setManaged(!folded);
        }
    }

    void note(StageNote note) {
        if (!sliders.isEmpty()) {
            sliders.getFirst().leftNoteProperty().set(acting ? note.left() : "");
            sliders.getFirst().rightNoteProperty().set(acting ? note.right() : "");
        }
    }
}
