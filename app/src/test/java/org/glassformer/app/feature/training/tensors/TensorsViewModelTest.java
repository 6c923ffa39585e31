package org.glassformer.app.feature.training.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Objects;
import org.glassformer.app.export.Caption;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.StepView;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorsViewModelTest {

    private final TrainingDesk desk =
            new TrainingDesk(
                    new TrainingSetup(null, 1, Duration.ZERO), Runnable::run, Runnable::run);
    private final TensorsViewModel model =
            new TensorsViewModel(desk, new DirectTaskRunner(), Caption::of);

    @AfterEach
    void close() {
        desk.close();
    }

    private static LiveSettings settings() {
        return LiveSettings.of(TrainingTask.of(TaskKind.SORT, 3))
                .withShape(new ModelShape("gpt2", 2, 2, 2, 8, 32, 8))
                .withBatch(4);
    }

    private void begin(LiveSettings settings) {
        desk.momentProperty().subscribe(model::show);
        desk.open(settings);
        model.shownProperty().set(true);
    }

    private TensorPicture picture() {
        return Objects.requireNonNull(model.pictureProperty().get());
    }

    private TrainingMoment moment() {
        return Objects.requireNonNull(desk.momentProperty().get());
    }

    @Test
    void aWeightIsSeenFromTheBeginningAndFollowsTheRun() {
        begin(settings());
        assertThat(model.tensorProperty().get()).startsWith("blocks.0.");
        float[] first = picture().values();
        assertThat(first).isNotEmpty();
        desk.step(3);
        assertThat(picture().reading().step()).isEqualTo(3);
        assertThat(picture().values()).isNotEqualTo(first);
        assertThat(model.along().stepTextProperty().get()).contains("now", "3");
        model.shownProperty().set(false);
        desk.step(1);
        assertThat(picture().reading().step()).isEqualTo(3);
    }

    @Test
    void aGradientThatWasNotComputedIsSaidInWords() {
        begin(settings());
        model.quantityProperty().set(Quantity.GRADIENT);
        assertThat(model.pictureProperty().get()).isNull();
        assertThat(model.missingProperty().get()).contains("backward");
        desk.phases(LivePhase.LOSS);
        assertThat(model.missingProperty().get()).contains("Step 1 has begun", "backward");
        desk.phases(LivePhase.CLIP);
        assertThat(model.missingProperty().get()).isEmpty();
        assertThat(picture().reading().step()).isEqualTo(1);
        StepView view = Objects.requireNonNull(moment().view());
        double factor = Objects.requireNonNull(view.clip()).factor();
        double norm =
                Objects.requireNonNull(view.backward()).tensors().stream()
                        .filter(each -> each.name().equals(model.tensorProperty().get()))
                        .findFirst()
                        .orElseThrow()
                        .gradient();
        assertThat(picture().spread().norm()).isCloseTo(norm * factor, within(1e-5 * norm));
    }

    @Test
    void plainGradientDescentHasNoMoments() {
        LiveSettings usual = settings();
        OptimiserSettings o = usual.optimiser();
        begin(
                usual.withOptimiser(
                        new OptimiserSettings(
                                OptimiserSettings.Kind.SGD,
                                o.learningRate(),
                                o.minLearningRate(),
                                o.warmupSteps(),
                                o.beta1(),
                                o.beta2(),
                                o.eps(),
                                o.weightDecay(),
                                o.clip())));
        desk.step(1);
        model.quantityProperty().set(Quantity.SECOND_MOMENT);
        assertThat(model.missingProperty().get()).contains("SGD");
        model.quantityProperty().set(Quantity.WEIGHT);
        assertThat(model.missingProperty().get()).isEmpty();
    }

    @Test
    void theChangeOfAStepIsThatOfItsUpdate() {
        begin(settings());
        desk.step(2);
        model.quantityProperty().set(Quantity.SINCE_BEFORE);
        assertThat(picture().reading().since()).isZero();
        desk.phases(LivePhase.UPDATE);
        assertThat(picture().reading().since()).isEqualTo(2);
        assertThat(picture().reading().step()).isEqualTo(3);
        double change =
                Objects.requireNonNull(Objects.requireNonNull(moment().view()).update())
                        .tensors()
                        .stream()
                        .filter(each -> each.name().equals(model.tensorProperty().get()))
                        .findFirst()
                        .orElseThrow()
                        .change();
        assertThat(picture().spread().norm()).isCloseTo(change, within(1e-9 + 1e-6 * change));
        model.quantityProperty().set(Quantity.SINCE_START);
        assertThat(picture().spread().norm()).isGreaterThan(change);
    }

    @Test
    void keptStepsAreScrubbedAndThePresentIsTheLastPlace() {
        begin(settings());
        desk.step(200);
        int kept = moment().kept().size();
        assertThat(kept).isGreaterThan(1);
        assertThat(model.along().lastProperty().get()).isEqualTo(kept);
        assertThat(model.along().atProperty().get()).isEqualTo(kept);
        model.along().atProperty().set(1);
        int step = moment().kept().get(1);
        assertThat(picture().reading().step()).isEqualTo(step);
        float[] there = picture().values();
        desk.step(100);
        assertThat(picture().values()).isEqualTo(there);
        for (Quantity quantity : Quantity.values()) {
            model.quantityProperty().set(quantity);
            assertThat(model.missingProperty().get()).as("%s", quantity).isEmpty();
            assertThat(picture().reading().step()).isEqualTo(step);
            assertThat(picture().histogram().total()).isEqualTo(picture().values().length);
            assertThat(picture().spread().norm()).as("%s", quantity).isPositive();
        }
        model.quantityProperty().set(Quantity.GRADIENT);
        model.along().atProperty().set(0);
        assertThat(model.missingProperty().get()).contains("No gradient");
        desk.reset();
        assertThat(model.along().lastProperty().get()).isEqualTo(1);
        model.along().atProperty().set(1);
        assertThat(model.along().stepTextProperty().get()).contains("now");
    }

    @Test
    void tensorsAreFoundByLayerAndName() {
        begin(settings());
        assertThat(model.matchesProperty().get().apply(""))
                .extracting(TokenChoice::text)
                .contains("wte", "wpe");
        assertThat(model.matchesProperty().get().apply("1 ln1"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.text()).startsWith("blocks.1.ln1"));
        TokenChoice wte = model.matchesProperty().get().apply("wte").getFirst();
        model.choose(wte.id());
        assertThat(model.tensorProperty().get()).isEqualTo("wte");
        assertThat(picture().reading().rows()).isEqualTo(12);
        model.layer(1);
        assertThat(model.tensorProperty().get()).isEqualTo("wte");
        model.choose(model.matchesProperty().get().apply("0 ln1").getFirst().id());
        String below = model.tensorProperty().get();
        model.layer(1);
        assertThat(model.tensorProperty().get()).isEqualTo(below.replace(".0.", ".1."));
        model.layer(1);
        assertThat(model.tensorProperty().get()).contains(".1.");
        assertThat(picture().reading().vector()).isTrue();
    }

    @Test
    void aHeldScaleStaysFromStepToStep() {
        begin(settings());
        desk.step(20);
        model.quantityProperty().set(Quantity.SINCE_START);
        model.heldProperty().set(true);
        double end = picture().end();
        desk.step(100);
        assertThat(picture().end()).isEqualTo(end);
        model.heldProperty().set(false);
        assertThat(picture().end()).isGreaterThan(end);
    }

    @Test
    void aCellIsReadOffExactlyAndEverythingIsExported() {
        begin(settings());
        float value = picture().grid().data().value(1, 2);
        assertThat(model.reading(new Cell(1, 2))).contains(Float.toString(Math.abs(value)));
        assertThat(model.reading(null)).isEmpty();
        assertThat(model.numbers().orElseThrow().rows()).isEqualTo(picture().values().length);
        assertThat(model.numbers().orElseThrow().matrix()).isNotNull();
        assertThat(model.histogramNumbers().orElseThrow().rows())
                .isEqualTo(picture().histogram().size());
        assertThat(model.words().figures()).contains("mean", "zeros", "norm");
    }
}
