package org.glassformer.app.gallery;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ParameterSlider;
import org.glassformer.app.ui.control.ParameterSpec;
import org.glassformer.app.ui.control.StatusChip;
import org.glassformer.app.ui.theme.StyleClass;

/// Panels, state notes and the cards of a sampler chain.
final class PanelPages {

    private PanelPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("parameters", 380, 640, PanelPages::chain),
                new GalleryPage("panels", 720, 260, PanelPages::panels));
    }

    private static Node chain() {
        VBox cards =
                new VBox(
                        9,
                        parameter(
                                ParameterSpec.counts("Top-k", 4096),
                                40,
                                "− 4,056 tokens",
                                "− 1.9 % mass"),
                        parameter(
                                ParameterSpec.linear("Top-p", 0, 1, 0.01, 1),
                                0.95,
                                "− 28 tokens",
                                "− 3.5 % mass"),
                        parameter(
                                ParameterSpec.linear("Min-p", 0, 1, 0.01, 0),
                                0.05,
                                "− 3 tokens",
                                "− 1.1 % mass"),
                        parameter(ParameterSpec.linear("Typical", 0, 1, 0.01, 1), 1, "", ""),
                        parameter(
                                ParameterSpec.linear("Temperature", 0, 2, 0.01, 1).typedUpTo(10),
                                0.8,
                                "reshapes",
                                "H 2.61 → 2.18 bits"),
                        parameter(ParameterSpec.counts("Top-k, off", 50257), 0, "", ""),
                        parameter(
                                ParameterSpec.linear("Repetition penalty", 1, 2, 0.01, 1),
                                1,
                                "",
                                ""));
        Card card = new Card("Chain", cards);
        card.subtitleProperty().set("llama.cpp order");
        return card;
    }

    static ParameterSlider parameter(ParameterSpec spec, double value, String left, String right) {
        ParameterSlider slider = new ParameterSlider(spec);
        slider.valueProperty().set(value);
        slider.leftNoteProperty().set(left);
        slider.rightNoteProperty().set(right);
        return slider;
    }

    private static Node panels() {
        HBox chips = new HBox(8);
        for (StatusChip.Tone tone : StatusChip.Tone.values()) {
            chips.getChildren().add(new StatusChip(tone.name().toLowerCase(Locale.ROOT), tone));
        }
        Label mono = new Label("0.312  1,187  −3.5 %");
        mono.getStyleClass().add(StyleClass.MONO);
        Label muted = new Label("secondary text, 0123456789");
        muted.getStyleClass().add(StyleClass.MUTED);
        Card card = new Card("A panel with a title", new VBox(12, chips, mono, muted));
        card.subtitleProperty().set("a subtitle at the right");
        ToggleButton chosen = new ToggleButton("after the chain");
        chosen.setSelected(true);
        Button tool = new Button("re-roll");
        tool.getStyleClass().add(StyleClass.TOOL_BUTTON);
        chosen.getStyleClass().add(StyleClass.TOOL_BUTTON);
        card.actions().addAll(tool, chosen);
        return card;
    }
}
