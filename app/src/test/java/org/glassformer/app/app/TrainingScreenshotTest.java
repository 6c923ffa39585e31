package org.glassformer.app.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import org.glassformer.app.ui.control.BatchTable;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.util.WaitForAsyncUtils;

/// The Training screen: the choice, each phase of a step, probes, tensors and earlier runs.
class TrainingScreenshotTest extends ScreenPictures {

    private static final int TOLD_MILLIS = 300;

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theTrainingScreenIsDrawn(Theme theme, int width, int height) {
        String end = in(theme, width, height);
        open(theme, width, height);
        show("training");
        awaitText("training-cost", "parameters");
        keepNow("training" + end + "-choice");
        begin(10);
        tensors("tensors" + end);
        phases("training" + end, 10);
        keep("training" + end);
        assertReady();
    }

    private void begin(int steps) {
        fire("training-start");
        awaitText("training-step", "step 0");
        fire("training-steps-" + steps);
        awaitText("training-step", "step " + steps);
    }

    /// The weights of a layer, a vector, and the gradient of the next tensor on a logarithmic scale.
    private void tensors(String name) {
        fire("training-tensors");
        awaitText("tensors-about", "step 10");
        told();
        keep(name + "-weights");
        ComboBox<?> quantity = (ComboBox<?>) node("tensors-quantity");
        onFx(() -> quantity.getSelectionModel().selectLast());
        awaitText("tensors-about", "from step 0");
        fire("tensors-previous");
        told();
        keep(name + "-vector");
        onFx(() -> quantity.getSelectionModel().select(1));
        fire("tensors-next");
        onFx(() -> ((CheckBox) node("tensors-log")).setSelected(true));
        told();
        keep(name);
        fire("training-tensors");
    }

    /// Each phase of the next step, probes, and back to where the gradient is in view.
    private void phases(String name, int steps) {
        fire("training-check");
        awaitText("training-checked", "At step " + steps);
        for (String phase : List.of("WINDOWS", "FORWARD", "LOSS", "BACKWARD", "UPDATE", "AGAIN")) {
            fire("training-phase");
            told();
            keep(name + "-" + phase);
        }
        fire("training-probes");
        fire("training-probes-add");
        fire("training-compare");
        awaitText("training-compared", "At step " + (steps + 1));
        told();
        keep(name + "-probes");
        fire("training-probes");
        for (int i = 0; i < 2; i++) {
            fire("training-back");
            told();
        }
    }

    /// Gives the run's thread the time to tell what it did.
    private static void told() {
        WaitForAsyncUtils.sleep(TOLD_MILLIS, TimeUnit.MILLISECONDS);
        pulses(2);
    }

    /// Two runs with other seeds and their curves, all tokens at a position, and the list of runs.
    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void earlierRunsAreDrawnBesideThePresentOne(Theme theme, int width, int height) {
        String name = "runs" + in(theme, width, height);
        open(theme, width, height);
        show("training");
        for (String seed : List.of("1", "2", "3")) {
            onFx(() -> ((TextField) node("training-field-SEED")).setText(seed));
            awaitText("training-cost", "parameters");
            begin(10);
            fire("training-steps-10");
            awaitText("training-step", "step 20");
            awaitText("training-saved", "saved at step 20");
            if (!seed.equals("3")) {
                fire("training-another");
            }
        }
        MenuButton others = (MenuButton) node("training-others");
        for (String other : List.of("training-other-0", "training-other-1")) {
            await(() -> {
                onFx(others::show);
                return item(others, other).isPresent();
            });
            onFx(() -> {
                MenuItem run = item(others, other).orElseThrow();
                ((CheckMenuItem) run).setSelected(true);
                run.fire();
                others.hide();
            });
            told();
        }
        for (int i = 0; i < 2; i++) {
            fire("training-phase");
            told();
        }
        onFx(() -> ((BatchTable) node("training-batch")).selectedProperty().set(10));
        told();
        keep(name + "-next");
        fire("training-another");
        told();
        keep(name);
        assertReady();
    }

    private static Optional<MenuItem> item(MenuButton menu, String id) {
        return menu.getItems().stream().filter(item -> id.equals(item.getId())).findFirst();
    }

    @Test
    void thePicturesOfTheReadmeAreRefreshedOnDemand() {
        refresh(
                Theme.LIGHT,
                "training-light.png",
                () -> {
                    show("training");
                    awaitText("training-cost", "parameters");
                    begin(100);
                    phases("training-readme", 100);
                });
    }
}
