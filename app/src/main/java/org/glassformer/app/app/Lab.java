package org.glassformer.app.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.util.Duration;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.attention.AttentionView;
import org.glassformer.app.feature.attention.AttentionViewModel;
import org.glassformer.app.feature.models.ModelsView;
import org.glassformer.app.feature.models.ModelsViewModel;
import org.glassformer.app.feature.sampling.SamplingView;
import org.glassformer.app.feature.sampling.SamplingViewModel;
import org.glassformer.app.feature.tokens.TokensViewModel;
import org.glassformer.app.feature.training.TrainingView;
import org.glassformer.app.feature.training.TrainingViewModel;
import org.glassformer.app.session.BaselineReader;
import org.glassformer.app.session.ChainHistory;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.Devices;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.InterventionList;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.RepeatBreakers;
import org.glassformer.app.session.Selection;
import org.glassformer.app.session.StepReader;
import org.glassformer.app.session.TextScores;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.session.WarmUp;
import org.glassformer.app.shell.MainWindow;
import org.glassformer.app.shell.PromptBarViewModel;
import org.glassformer.app.shell.Screen;
import org.glassformer.app.shell.ShellViewModel;
import org.glassformer.app.shell.StatusBarViewModel;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.theme.Appearance;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The parts of the lab, wired: everything but the window's frame and the threads.
final class Lab implements AutoCloseable {

    private static final ObservableList<?> NOTHING = FXCollections.emptyObservableList();

    private final LabSession session = new LabSession();
    private final ModelOpening opening;
    private final Continuation continuation;
    private final InterventionList interventions;
    private final EngineService engine;
    private final TaskRunner runner;
    private final ShellViewModel shell;
    private final TrainingDesk desk;
    private final ObjectProperty<HubSettings> hub;
    private @Nullable SamplingViewModel sampling;
    private @Nullable AttentionViewModel attention;
    private @Nullable TrainingViewModel training;
    private @Nullable TrainingRehearsal rehearsal;
    private final List<Stillness> watches = new ArrayList<>();

    /// Wires the parts; training runs stay in memory, and what is downloaded goes to the temporary folder.
    ///
    /// @param engine the seam to the engine
    /// @param runner runs everything that takes time
    /// @param samples the models that come with the lab
    Lab(EngineService engine, TaskRunner runner, List<Path> samples) {
        this(engine, runner, samples, TrainingSetup.inMemory(), temporary());
    }

    /// The usual hub, with what is downloaded in the temporary folder.
    static HubSettings temporary() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir", ".")).resolve("glassformer");
        return HubSettings.ofUser("", folder.resolve("models"));
    }

    /// Wires the parts.
    ///
    /// @param engine the seam to the engine
    /// @param runner runs everything that takes time
    /// @param samples the models that come with the lab
    /// @param runs where training runs are kept
    /// @param hub where models are downloaded from, and to
    Lab(
            EngineService engine,
            TaskRunner runner,
            List<Path> samples,
            TrainingSetup runs,
            HubSettings hub) {
        this.hub = new SimpleObjectProperty<>(this, "hub", hub);
        this.engine = engine;
        this.runner = runner;
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        new NextToken(session, runner);
        new RepeatBreakers(session, runner);
        new StepReader(session, engine, runner);
        new WarmUp(session, engine, runner);
        opening = new ModelOpening(session, engine, runner);
        History history = new History();
        continuation = new Continuation(session, engine, reader, text, history);
        interventions = new InterventionList(session, history);
        new ChainHistory(session, history);
        new BaselineReader(session, engine, runner);
        shell = new ShellViewModel(session, opening, samples);
        desk = TrainingDesk.threaded(runs, runner::later);
        new Devices(session, engine, runner);
    }

    /// What is taken out of the model.
    InterventionList interventions() {
        return interventions;
    }

    LabSession session() {
        return session;
    }

    /// The address of the hub that was typed; empty for the usual one.
    String chosenHub() {
        return hub.get().chosen();
    }

    /// What adds tokens to the text.
    Continuation continuation() {
        return continuation;
    }

    ModelOpening opening() {
        return opening;
    }

    /// The Attention screen; made when it is first asked for.
    AttentionViewModel attention() {
        AttentionViewModel made = attention;
        if (made == null) {
            made = new AttentionViewModel(session, engine, continuation, interventions, runner);
            attention = made;
        }
        return made;
    }

    /// The Sampling screen, and the scores of the text that it alone shows; made when it is first asked for.
    SamplingViewModel sampling() {
        SamplingViewModel made = sampling;
        if (made == null) {
            new TextScores(session, engine, runner);
            made = new SamplingViewModel(session, engine, opening, continuation, runner);
            sampling = made;
        }
        return made;
    }

    /// The Training screen; made when it is first asked for.
    TrainingViewModel training() {
        TrainingViewModel made = training;
        if (made == null) {
            made = new TrainingViewModel(session, desk, opening, runner);
            training = made;
        }
        return made;
    }

    /// Saves the training run, in the background.
    @Override
    public void close() {
        if (rehearsal != null) {
            rehearsal.close();
        }
        runner.later(() -> watches.forEach(Stillness::close));
        desk.close();
    }

    private TokensScreen tokens() {
        TokenizerShelf shelf = new TokenizerShelf(session, engine, runner);
        return new TokensScreen(new TokensViewModel(session, shelf, runner));
    }

    private Screen.Content training(Executor painter, PanelExport export) {
        TrainingView view = new TrainingView(training(), painter, export);
        return new Screen.Content(view, training(), training().files());
    }

    /// The Training screen of a desk of its own, which knows of no model.
    private TrainingView unseen(TrainingDesk other, Executor painter, PanelExport export) {
        LabSession alone = new LabSession();
        return new TrainingView(
                new TrainingViewModel(alone, other, opening, runner), painter, export);
    }

    private Screen.Content models(Executor painter, PanelExport export) {
        ModelsViewModel made = new ModelsViewModel(session, engine, opening, hub, runner);
        return new Screen.Content(new ModelsView(made, painter, export), made);
    }

    ShellViewModel shell() {
        return shell;
    }

    /// The window's content.
    ///
    /// @param appearance theme and zoom
    /// @param painter paints pictures off the JavaFX thread
    MainWindow window(Appearance appearance, Executor painter) {
        return new MainWindow(
                shell,
                new PromptBarViewModel(session),
                new StatusBarViewModel(session, continuation.runningProperty(), runner.running()),
                new Selection(session),
                screens(painter),
                appearance);
    }

    /// Has a run drawn ahead whenever a window is calm: the Training screen is in view and nobody touches it, or nothing
    /// has happened for long.
    ///
    /// @param scene of the window
    /// @param painter paints pictures off the JavaFX thread
    /// @param calm so long after a touch it goes on while the Training screen is in view
    /// @param still so long after the last that happened it goes on, whatever is in view
    void rehearse(Scene scene, Executor painter, Duration calm, Duration still) {
        Stillness resting = new Stillness(scene, NOTHING, calm);
        Stillness idle = new Stillness(scene, runner.running(), still);
        watches.addAll(List.of(resting, idle));
        PanelExport export = export(painter);
        rehearsal =
                new TrainingRehearsal(
                        runner::later,
                        shell.screenProperty()
                                .isEqualTo("training")
                                .and(resting.stillProperty())
                                .or(idle.stillProperty()),
                        desk.stateProperty(),
                        other -> unseen(other, painter, export),
                        scene);
    }

    /// What draws a run ahead; null if nothing does.
    @Nullable TrainingRehearsal rehearsal() {
        return rehearsal;
    }

    /// Copies and saves panels; says what became of it.
    private PanelExport export(Executor background) {
        return new PanelExport(
                background,
                runner::later,
                notice ->
                        session.tell(
                                notice.failed() ? Notice.Tone.ERROR : Notice.Tone.INFO,
                                notice.text()));
    }

    /// The screens in the order of the rail; each is made when it is first chosen.
    private List<Screen> screens(Executor painter) {
        PanelExport export = export(painter);
        return List.of(
                new Screen("tokens", Material2OutlinedMZ.VIEW_WEEK, () -> tokens().content(export)),
                new Screen(
                        "attention",
                        Material2OutlinedAL.GRID_ON,
                        () ->
                                new Screen.Content(
                                        new AttentionView(attention(), painter, export),
                                        attention())),
                new Screen(
                        "sampling",
                        Material2OutlinedAL.BAR_CHART,
                        () ->
                                new Screen.Content(
                                        new SamplingView(sampling(), export),
                                        sampling(),
                                        sampling().files())),
                new Screen(
                        "training",
                        Material2OutlinedAL.FITNESS_CENTER,
                        () -> training(painter, export)),
                new Screen(
                        "models", Material2OutlinedAL.ACCOUNT_TREE, () -> models(painter, export)));
    }
}
