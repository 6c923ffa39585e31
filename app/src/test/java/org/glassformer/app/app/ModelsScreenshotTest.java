package org.glassformer.app.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextArea;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.model.Experts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Models screen, section by section.
class ModelsScreenshotTest extends ScreenPictures {

    private static final String TEXT =
            "Once upon a time, there was a little girl named Mia. She found a red ball.";

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theModelsScreenIsDrawn(Theme theme, int width, int height) {
        String end = in(theme, width, height);
        open(theme, width, height);
        overview();
        keep("models" + end + "-overview");
        fire("models-sections-WEIGHTS");
        await(() -> scene().lookup("#weights-figures .label") != null);
        keep("architecture" + end);
        fire("models-sections-DEVICES");
        fire("devices-compare");
        awaitText("devices-sentence", "next token");
        awaitText("devices-compare", "Compare");
        keep("models" + end + "-devices");
        fire("models-sections-DOWNLOAD");
        keep("models" + end);
        quantise();
        keep("quantise" + end);
        assertReady();
    }

    private void overview() {
        show("models");
        await(() -> scene().lookup("#models-facts .label") != null);
    }

    private void quantise() {
        fire("models-sections-QUANTISE");
        TextArea text = (TextArea) node("quantise-text");
        onFx(() -> text.setText(text.getText().substring(0, 600)));
        awaitText("quantise-text-note", "tokens");
        fire("quantise-measure");
        awaitText("quantise-about", "bits from");
        awaitText("quantise-measure", "Measure");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void expertsAreDrawn(Theme theme, int width, int height) {
        Path model = folders.resolve("experts");
        if (!Files.exists(model)) {
            Experts experts = new Experts(8, 2, 24, true, 40, List.of(1));
            TinyModels.mixture(model, 3, "qwen2_moe", experts);
        }
        open(model, TEXT, theme, width, height);
        show("models");
        fire("models-sections-EXPERTS");
        awaitText("experts-router-place", "Layer 1");
        onFx(() -> {
            session().layerProperty().set(2);
            session().selectedTokenProperty().set(2);
        });
        keep("experts" + in(theme, width, height));
    }

    @Test
    void thePicturesOfTheReadmeAreRefreshedOnDemand() {
        refresh(
                Theme.LIGHT,
                "models-light.png",
                () -> {
                    overview();
                    fire("models-sections-WEIGHTS");
                    await(() -> scene().lookup("#weights-figures .label") != null);
                });
    }
}
