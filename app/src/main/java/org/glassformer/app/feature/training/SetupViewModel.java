package org.glassformer.app.feature.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.ScheduleKind;
import org.glassformer.engine.train.live.TrainingCost;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.jspecify.annotations.Nullable;

/// What is to be learned, by which model and how; and what that costs, before it begins.
final class SetupViewModel {
    private static final int USUAL_TOKENS = 512;
    private static final double LEAST_OF_PEAK = 0.1;

    private final LabSession session;
    private final TrainingDesk desk;
    private final NewestWins costing;
    private final NewestWins reading;
    private final ObjectProperty<Lesson> lesson =
            new SimpleObjectProperty<>(this, "lesson", Lesson.SORT);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final Map<Field, StringProperty> fields = new EnumMap<>(Field.class);
    private final StringProperty vocabulary = new SimpleStringProperty(this, "vocabulary", "");
    private final StringProperty optimiser = new SimpleStringProperty(this, "optimiser", "");
    private final StringProperty schedule = new SimpleStringProperty(this, "schedule", "");
    private final BooleanProperty continuing = new SimpleBooleanProperty(this, "continuing");
    private final ReadOnlyObjectWrapper<@Nullable OwnText> file =
            new ReadOnlyObjectWrapper<>(this, "file");
    private final ReadOnlyStringWrapper fileProblem =
            new ReadOnlyStringWrapper(this, "fileProblem", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper cost = new ReadOnlyStringWrapper(this, "cost", "");
    private boolean filling;
    private @Nullable LiveSettings settings;

    SetupViewModel(LabSession session, TrainingDesk desk, TaskRunner runner) {
        this.session = session;
        this.desk = desk;
        this.costing = runner.newestWins();
        this.reading = runner.newestWins();
        for (Field field : Field.values()) {
            StringProperty value = new SimpleStringProperty(this, field.name(), "");
            fields.put(field, value);
            value.subscribe((_, _) -> changed());
        }
        for (StringProperty choice : List.of(vocabulary, optimiser, schedule)) {
            choice.subscribe((_, _) -> changed());
        }
        text.subscribe((_, _) -> textChanged());
        continuing.subscribe((_, _) -> usual());
        lesson.subscribe(this::choose);
    }

    /// The task.
    ObjectProperty<Lesson> lessonProperty() {
        return lesson;
    }

    /// The sentence, or the text, of tasks that have one.
    StringProperty textProperty() {
        return text;
    }

    /// A number as it is typed.
    StringProperty field(Field field) {
        return Objects.requireNonNull(fields.get(field));
    }

    /// What the tokens are: `CHARACTERS`, `BYTES` or `BPE`.
    StringProperty vocabularyProperty() {
        return vocabulary;
    }

    /// `ADAMW` or `SGD`.
    StringProperty optimiserProperty() {
        return optimiser;
    }

    /// `CONSTANT`, `COSINE` or `LINEAR`.
    StringProperty scheduleProperty() {
        return schedule;
    }

    /// The vocabularies to choose from.
    List<String> vocabularies() {
        return List.of("CHARACTERS", "BYTES", "BPE");
    }

    /// The optimisers to choose from.
    List<String> optimisers() {
        return Arrays.stream(OptimiserSettings.Kind.values()).map(Enum::name).toList();
    }

    /// The schedules to choose from.
    List<String> schedules() {
        return Arrays.stream(ScheduleKind.values()).map(Enum::name).toList();
    }

    /// Whether the model that is open in the lab is trained on.
    BooleanProperty continuingProperty() {
        return continuing;
    }

    /// The open model; null without one.
    ReadOnlyObjectProperty<@Nullable ModelSummary> modelProperty() {
        return session.modelProperty();
    }

    /// One sentence why it cannot begin like this; empty if it can.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What it costs, in a sentence; empty while that is not known.
    ReadOnlyStringProperty costProperty() {
        return cost.getReadOnlyProperty();
    }

    /// Begins, if nothing is wrong.
    void start() {
        LiveSettings chosen = settings;
        if (chosen != null) {
            desk.open(chosen);
        }
    }

    /// Takes the text of a file; one that cannot be learned from leaves everything as it is.
    void read(Path from) {
        fileProblem.set("");
        reading.submit(
                Job.of(Messages.text("training.task.read"), _ -> OwnText.read(from))
                        .asShown()
                        .whenDone(this::use)
                        .whenFailed(failure -> fileProblem.set(Sentences.alone(failure))));
    }

    private void use(OwnText read) {
        lesson.set(Lesson.TEXT);
        filling = true;
        text.set(read.shown());
        file.set(read.isLong() ? read : null);
        filling = false;
        usual();
    }

    /// The file whose text is too long to stand in the field; null without one.
    ReadOnlyObjectProperty<@Nullable OwnText> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /// One sentence why a file was not taken; empty if it was.
    ReadOnlyStringProperty fileProblemProperty() {
        return fileProblem.getReadOnlyProperty();
    }

    /// Leaves the file for a text that is typed.
    void forgetFile() {
        file.set(null);
        text.set("");
    }

    private void choose(Lesson chosen) {
        filling = true;
        file.set(null);
        fileProblem.set("");
        if (chosen == Lesson.REPEAT) {
            text.set(TrainingTask.of(TaskKind.REPEAT).text());
        } else if (chosen == Lesson.TEXT) {
            text.set("");
        }
        field(Field.SIZE).set(Integer.toString(TaskKind.valueOf(chosen.name()).defaultSize()));
        filling = false;
        usual();
    }

    private void textChanged() {
        if (!filling) {
            changed();
        }
    }

    /// Fills in what is usual for the task; a text of one's own has what is usual for a long one until it is there.
    private void usual() {
        LiveSettings usual;
        try {
            usual = usualFor(task());
        } catch (TrainingException e) {
            usual = LiveSettings.of(TrainingTask.repeat("ab ".repeat(200)));
        }
        filling = true;
        ModelShape shape = usual.shape();
        field(Field.LAYERS).set(Integer.toString(shape.nLayer()));
        field(Field.HEADS).set(Integer.toString(shape.nHead()));
        field(Field.CHANNELS).set(Integer.toString(shape.nEmbd()));
        field(Field.CONTEXT).set(Integer.toString(shape.blockSize()));
        field(Field.BATCH).set(Integer.toString(usual.batch()));
        field(Field.STEPS).set(Integer.toString(usual.steps()));
        field(Field.RATE).set(Double.toString(usual.optimiser().learningRate()));
        field(Field.DROPOUT).set(Float.toString(usual.dropout()));
        field(Field.SEED).set(Long.toString(usual.seed()));
        int tokens = usual.vocabulary().size();
        field(Field.TOKENS).set(Integer.toString(tokens == 0 ? USUAL_TOKENS : tokens));
        boolean own = usual.vocabulary().kind() == VocabularyChoice.Kind.MODEL;
        vocabulary.set(own ? "CHARACTERS" : usual.vocabulary().kind().name());
        optimiser.set(usual.optimiser().kind().name());
        schedule.set(usual.schedule().name());
        filling = false;
        changed();
    }

    private LiveSettings usualFor(TrainingTask task) {
        ModelSummary model = session.modelProperty().get();
        return continuing.get() && model != null
                ? LiveSettings.continuing(model.folder(), task, Math.min(64, model.context()))
                : LiveSettings.of(task);
    }

    private TrainingTask task() {
        TaskKind kind = TaskKind.valueOf(lesson.get().name());
        int size = lesson.get().hasSize() ? whole(Field.SIZE) : 1;
        OwnText read = file.get();
        String learned = read == null ? text.get() : read.text();
        return new TrainingTask(kind, size, lesson.get().hasText() ? learned : "");
    }

    private void changed() {
        if (filling) {
            return;
        }
        cost.set("");
        costing.cancel();
        try {
            LiveSettings chosen = chosen();
            settings = chosen;
            problem.set("");
            costing.submit(
                    Job.of(Messages.text("training.task.cost"), _ -> TrainingCost.of(chosen))
                            .whenDone(known -> cost.set(sentence(known)))
                            .whenFailed(failure -> refuse(Sentences.alone(failure))));
        } catch (TrainingException e) {
            refuse(Sentences.alone(e));
        }
    }

    private void refuse(String sentence) {
        settings = null;
        problem.set(sentence);
    }

    private LiveSettings chosen() {
        LiveSettings usual = usualFor(task());
        ModelShape shape = usual.shape();
        int heads = whole(Field.HEADS);
        int channels = whole(Field.CHANNELS);
        OptimiserSettings o = usual.optimiser();
        double rate = number(Field.RATE);
        int steps = whole(Field.STEPS);
        LiveSettings chosen =
                usual.withSteps(steps)
                        .withShape(
                                new ModelShape(
                                        shape.family(),
                                        whole(Field.LAYERS),
                                        heads,
                                        heads,
                                        channels,
                                        4 * channels,
                                        whole(Field.CONTEXT)))
                        .withBatch(whole(Field.BATCH))
                        .withOptimiser(
                                new OptimiserSettings(
                                        OptimiserSettings.Kind.valueOf(optimiser.get()),
                                        rate,
                                        rate * LEAST_OF_PEAK,
                                        Math.min(o.warmupSteps(), steps / 2),
                                        o.beta1(),
                                        o.beta2(),
                                        o.eps(),
                                        o.weightDecay(),
                                        o.clip()))
                        .withSchedule(ScheduleKind.valueOf(schedule.get()))
                        .withDropout((float) number(Field.DROPOUT))
                        .withSeed(seed());
        return usual.base() == null ? chosen.withVocabulary(vocabularyChoice()) : chosen;
    }

    private VocabularyChoice vocabularyChoice() {
        return switch (vocabulary.get()) {
            case "BYTES" -> VocabularyChoice.bytes();
            case "BPE" -> VocabularyChoice.bpe(whole(Field.TOKENS));
            default -> VocabularyChoice.characters();
        };
    }

    private int whole(Field field) {
        try {
            return Integer.parseInt(field(field).get().strip());
        } catch (NumberFormatException e) {
            throw notANumber(field, e);
        }
    }

    private long seed() {
        try {
            return Long.parseLong(field(Field.SEED).get().strip());
        } catch (NumberFormatException e) {
            throw notANumber(Field.SEED, e);
        }
    }

    private double number(Field field) {
        try {
            return Double.parseDouble(field(field).get().strip());
        } catch (NumberFormatException e) {
            throw notANumber(field, e);
        }
    }

    private TrainingException notANumber(Field field, NumberFormatException cause) {
        String name = Messages.text("training.field." + field);
        String typed = field(field).get();
        return new TrainingException(Messages.text("training.notANumber", name, typed), cause);
    }

    /// Parameters, memory and operations, in a sentence.
    static String sentence(TrainingCost cost) {
        return Messages.text(
                "training.cost",
                cost.parameters(),
                Figures.bytes(cost.bytes()),
                Figures.operations(cost.flopsPerStep()),
                cost.tokensPerStep());
    }
}
