package org.glassformer.app.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.glassformer.app.feature.inside.InsideView;
import org.glassformer.app.feature.inside.InsideViewModel;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.WarmUp;
import org.glassformer.app.shell.MainWindow;
import org.glassformer.app.shell.PromptBarViewModel;
import org.glassformer.app.shell.ShellViewModel;
import org.glassformer.app.shell.StatusBarViewModel;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.theme.Appearance;

/// The parts of the lab, wired: everything but the window's frame and the threads.
final class Lab {

    private final LabSession session = new LabSession();
    private final ModelOpening opening;
    private final Continuation continuation;
    private final InsideViewModel inside;
    private final ShellViewModel shell;

    /// Wires the parts.
    ///
    /// @param engine the seam to the engine
    /// @param runner runs everything that takes time
    /// @param samples the models that come with the lab
    Lab(EngineService engine, TaskRunner runner, List<Path> samples) {
        NewestWins text = runner.newestWins();
        PromptReader reader = new PromptReader(session, engine, text);
        new NextToken(session, runner);
        new WarmUp(session, engine, runner);
        opening = new ModelOpening(session, engine, runner);
        continuation = new Continuation(session, engine, reader, text);
        inside = new InsideViewModel(session, continuation, runner);
        shell = new ShellViewModel(session, opening, samples);
        session.devicesProperty().set(engine.devices());
    }

    LabSession session() {
        return session;
    }

    ModelOpening opening() {
        return opening;
    }

    InsideViewModel inside() {
        return inside;
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
                new StatusBarViewModel(session, continuation.runningProperty()),
                inside,
                new InsideView(inside, painter),
                appearance);
    }
}
