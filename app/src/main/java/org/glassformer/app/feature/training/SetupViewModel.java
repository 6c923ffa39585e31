package org.glassformer.app.feature.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
import org.glassformer.engine.train.live.RunPreview;
import org.glassformer.engine.train.live.ScheduleKind;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.glassformer.engine.train.task.VocabularyChoice;
import org.jspecify.annotations.Nullable;

/// What is to be learned, by which model and how; and what that costs, before it begins.
final class SetupViewModel {
    private static final int EXAMPLES = 4;
    private static final double LEAST_OF_PEAK = 0.1;

    /// Long enough for a whole window.
    private static final String SOME_TEXT = "ab ".repeat(200);

    private final LabSession session;
    private final TrainingDesk desk;
    private final NewestWins costing;
    private final NewestWins reading;
    private final ObjectProperty<Lesson> lesson =
            new SimpleObjectProperty<>(this, "lesson", Lesson.SORT);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final NumbersViewModel fields = new NumbersViewModel(this::typed);
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
    private final ReadOnlyStringWrapper goal = new ReadOnlyStringWrapper(this, "goal", "");
    private final ReadOnlyObjectWrapper<List<ExampleLine>> examples =
            new ReadOnlyObjectWrapper<>(this, "examples", List.of());
    private boolean filling;
    private boolean own;
    private @Nullable LiveSettings settings;

    SetupViewModel(LabSession session, TrainingDesk desk, TaskRunner runner) {
        this.session = session;
        this.desk = desk;
        this.costing = runner.newestWins();
        this.reading = runner.newestWins();
        for (StringProperty choice : List.of(vocabulary, optimiser, schedule)) {
            choice.subscribe((_, _) -> decided());
        }
        text.subscribe((_, _) -> taskChanged());
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
        return fields.field(field);
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

    /// When it counts as learned, in a sentence; empty while that is not known.
    ReadOnlyStringProperty goalProperty() {
        return goal.getReadOnlyProperty();
    }

    /// Some of what it learns from, line by line: of a text without a question. None of a text that stands in its field.
    ReadOnlyObjectProperty<List<ExampleLine>> examplesProperty() {
        return examples.getReadOnlyProperty();
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

    /// A number is another: what is usual for another size of the task goes with it.
    private void typed(Field field) {
        if (field == Field.SIZE) {
            taskChanged();
        } else {
            decided();
        }
    }

    private void decided() {
        own |= !filling;
        changed();
    }

    /// Another text or size has other usual settings, unless somebody has chosen some.
    private void taskChanged() {
        if (filling) {
            return;
        }
        if (own) {
            changed();
        } else {
            usual();
        }
    }

    /// Fills in what is usual for the task; a text of one's own has what is usual for a long one until it is there.
    private void usual() {
        LiveSettings usual;
        try {
            usual = usualFor(task());
        } catch (TrainingException e) {
            TaskKind kind = TaskKind.valueOf(lesson.get().name());
            usual = LiveSettings.of(new TrainingTask(kind, kind.defaultSize(), SOME_TEXT));
        }
        filling = true;
        own = false;
        fields.fill(usual);
        boolean models = usual.vocabulary().kind() == VocabularyChoice.Kind.MODEL;
        vocabulary.set(models ? "CHARACTERS" : usual.vocabulary().kind().name());
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
        int size = lesson.get().hasSize() ? fields.whole(Field.SIZE) : 1;
        OwnText read = file.get();
        String learned = read == null ? text.get() : read.text();
        return new TrainingTask(kind, size, lesson.get().hasText() ? learned : "");
    }

    private void changed() {
        if (filling) {
            return;
        }
        cost.set("");
        desk.forgetProblem();
        costing.cancel();
        try {
            LiveSettings chosen = chosen();
            settings = chosen;
            problem.set("");
            costing.submit(
                    Job.of(Messages.text("training.task.cost"), _ -> Ahead.of(chosen))
                            .whenDone(this::show)
                            .whenFailed(failure -> refuse(Sentences.alone(failure))));
        } catch (TrainingException e) {
            refuse(Sentences.alone(e));
        }
    }

    /// What can be said of a run beforehand, or why it cannot begin; that is no failure of the lab.
    private record Ahead(@Nullable RunPreview known, String problem) {
        static Ahead of(LiveSettings chosen) {
            try {
                return new Ahead(RunPreview.of(chosen, EXAMPLES), "");
            } catch (TrainingException e) {
                return new Ahead(null, Sentences.alone(e));
            }
        }
    }

    private void show(Ahead ahead) {
        RunPreview known = ahead.known();
        if (known == null) {
            refuse(ahead.problem());
            return;
        }
        cost.set(PreviewTextViewModel.cost(known.cost()));
        goal.set(PreviewTextViewModel.goal(known));
        examples.set(
                lesson.get().hasText()
                        ? List.of()
                        : known.examples().stream().map(PreviewTextViewModel::line).toList());
    }

    private void refuse(String sentence) {
        settings = null;
        cost.set("");
        goal.set("");
        examples.set(List.of());
        problem.set(sentence);
    }

    private LiveSettings chosen() {
        LiveSettings usual = usualFor(task());
        ModelShape shape = usual.shape();
        int heads = fields.whole(Field.HEADS);
        int channels = fields.whole(Field.CHANNELS);
        OptimiserSettings o = usual.optimiser();
        double rate = fields.number(Field.RATE);
        int steps = fields.whole(Field.STEPS);
        LiveSettings chosen =
                usual.withSteps(steps)
                        .withShape(
                                new ModelShape(
                                        shape.family(),
                                        fields.whole(Field.LAYERS),
                                        heads,
                                        heads,
                                        channels,
                                        4 * channels,
                                        fields.whole(Field.CONTEXT)))
                        .withBatch(fields.whole(Field.BATCH))
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
                        .withDropout((float) fields.number(Field.DROPOUT))
                        .withSeed(fields.seed());
        return usual.base() == null ? chosen.withVocabulary(vocabularyChoice()) : chosen;
    }

    private VocabularyChoice vocabularyChoice() {
        return switch (vocabulary.get()) {
            case "BYTES" -> VocabularyChoice.bytes();
            case "BPE" -> VocabularyChoice.bpe(fields.whole(Field.TOKENS));
            default -> VocabularyChoice.characters();
        };
    }
}
