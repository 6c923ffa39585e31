package org.glassformer.app.feature.sampling.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.BeamSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.GivenToken;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Question;
import org.glassformer.app.session.Searched;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.BeamTree;
import org.glassformer.app.ui.control.BeamTreeData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.generate.BeamListener;
import org.glassformer.engine.generate.BeamNode;
import org.glassformer.engine.generate.BeamSearch;
import org.jspecify.annotations.Nullable;

/// Beam search from the text on screen: the tree of all tokens that were looked at, and what was found.
final class BeamsViewModel {

    /// How many texts are held at once at most.
    static final int MOST_BEAMS = 32;

    /// The largest length penalty.
    static final double MOST_PENALTY = 4;

    private final LabSession session;
    private final EngineService engine;
    private final Continuation continuation;
    private final NewestWins turns;
    private final IntegerProperty width = new SimpleIntegerProperty(this, "width", 4);
    private final DoubleProperty penalty = new SimpleDoubleProperty(this, "penalty", 1);
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Searched> searched =
            new ReadOnlyObjectWrapper<>(this, "searched");
    private final IntegerProperty chosen = new SimpleIntegerProperty(this, "chosen", BeamTree.NONE);
    private final CostViewModel cost = new CostViewModel();
    private AtomicBoolean stopped = new AtomicBoolean();

    BeamsViewModel(
            LabSession session,
            EngineService engine,
            Continuation continuation,
            TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.continuation = continuation;
        this.turns = runner.newestWins();
        session.modelProperty().subscribe((before, now) -> forget());
        session.treeProperty().subscribe((before, now) -> age());
        session.interventionsProperty().subscribe((before, now) -> age());
        session.constraintProperty().subscribe((before, now) -> age());
    }

    /// How many texts are held at once, 1 to [#MOST_BEAMS].
    IntegerProperty widthProperty() {
        return width;
    }

    /// The length penalty, 0 to [#MOST_PENALTY].
    DoubleProperty penaltyProperty() {
        return penalty;
    }

    /// What the tree on screen is worth.
    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The search as far as it has come; null before the first.
    ReadOnlyObjectProperty<@Nullable Searched> searchedProperty() {
        return searched.getReadOnlyProperty();
    }

    /// The node the way to which is looked at, or [BeamTree#NONE].
    IntegerProperty chosenProperty() {
        return chosen;
    }

    /// How far it is, and what it has cost.
    CostViewModel cost() {
        return cost;
    }

    /// Searches. Nothing happens while the model has not read the text.
    void run() {
        Question asked = Question.of(session).orElse(null);
        if (asked == null) {
            return;
        }
        AtomicBoolean enough = new AtomicBoolean();
        stopped = enough;
        BeamSettings settings =
                new BeamSettings(
                        Math.clamp(width.get(), 1, MOST_BEAMS),
                        Math.clamp(penalty.get(), 0, MOST_PENALTY));
        chosen.set(BeamTree.NONE);
        searched.set(Searched.coming(asked, settings, List.of()));
        cost.tell(Messages.text("answers.reading"));
        state.set(LabState.BUSY);
        turns.submit(
                Job.of(
                                Messages.text("task.beams"),
                                context -> search(context, asked, settings, enough))
                        .whenDone(this::found)
                        .whenFailed(this::failed)
                        .asShown());
    }

    /// Ends the search after the step at hand, with what there is.
    void stop() {
        stopped.set(true);
    }

    private Searched search(
            TaskContext context, Question asked, BeamSettings settings, AtomicBoolean enough) {
        return engine.write(
                asked.reading().model(),
                (model, breath) -> {
                    AtomicReference<@Nullable Searched> latest = new AtomicReference<>();
                    BeamListener listener =
                            new BeamListener() {
                                @Override
                                public boolean onStep(List<BeamNode> looked) {
                                    Searched now = Searched.coming(asked, settings, looked);
                                    if (!looked.isEmpty() && latest.getAndSet(now) == null) {
                                        context.deliver(() -> coming(latest.getAndSet(null)));
                                    }
                                    return !enough.get();
                                }

                                @Override
                                public void onRun() {
                                    context.checkCancelled();
                                    breath.run();
                                }
                            };
                    long start = System.nanoTime();
                    BeamSearch.Result result =
                            BeamSearch.search(
                                    model,
                                    asked.reading().ids(),
                                    asked.settings(model),
                                    settings.width(),
                                    settings.lengthPenalty(),
                                    listener);
                    double seconds = (System.nanoTime() - start) / 1e9;
                    return new Searched(asked, settings, result.nodes(), result, seconds);
                });
    }

    private void coming(@Nullable Searched now) {
        if (now != null) {
            searched.set(now);
            cost.tell(Messages.text("beams.coming", now.depth(now.size() - 1), now.size()));
        }
    }

    private void found(Searched made) {
        searched.set(made);
        BeamSearch.Result result = made.result();
        if (result != null) {
            int size = result.beams().size();
            String what = Messages.text(size == 1 ? "beams.one" : "beams.many", size, made.size());
            cost.show(what, result.cost(), made.alone(), made.seconds());
            if (size > 0) {
                chosen.set(result.beams().getFirst().node());
            }
        }
        state.set(LabState.READY);
        age();
    }

    private void failed(Throwable failure) {
        state.set(LabState.FAILED);
        cost.tell(Messages.text("beams.failed", Sentences.of(failure)));
    }

    /// Another model knows nothing of the texts.
    private void forget() {
        turns.cancel();
        chosen.set(BeamTree.NONE);
        searched.set(null);
        cost.tell("");
        state.set(LabState.EMPTY);
    }

    private void age() {
        Searched now = searched.get();
        if (now != null && (state.get() == LabState.READY || state.get() == LabState.STALE)) {
            state.set(now.question().isPast(session) ? LabState.STALE : LabState.READY);
        }
    }

    /// A search as it is drawn.
    static BeamTreeData drawn(@Nullable Searched searched) {
        if (searched == null) {
            return BeamTreeData.EMPTY;
        }
        List<BeamTreeData.Node> nodes = new ArrayList<>(searched.size());
        for (int i = 0; i < searched.size(); i++) {
            nodes.add(
                    new BeamTreeData.Node(
                            searched.parent(i),
                            searched.depth(i),
                            TokenText.visible(searched.token(i).text()),
                            Figures.fixed(searched.score(i), 2),
                            BeamTreeData.Fate.valueOf(searched.fate(i))));
        }
        return new BeamTreeData(nodes);
    }

    /// What there is to say about a node, in a line; empty for none.
    String reading(int node) {
        Searched now = searched.get();
        if (now == null || node < 0 || node >= now.size()) {
            return "";
        }
        return Messages.text(
                "beams.hover",
                TokenText.visible(now.token(node).text()),
                Figures.fixed(now.logprob(node), 3),
                Figures.percent(Math.exp(now.logprob(node))),
                Figures.fixed(now.total(node), 3),
                Figures.fixed(now.score(node), 3),
                Messages.text("beams.fate." + now.fate(node)));
    }

    /// Whether the way to a node can be made the text.
    boolean isUsable(int node) {
        Searched now = searched.get();
        return now != null
                && now.result() != null
                && node >= 0
                && !now.question().isPast(session)
                && session.stateProperty().get() == LabState.READY
                && !now.path(node).isEmpty();
    }

    /// Makes the way to a node the text on screen.
    void use(int node) {
        Searched now = searched.get();
        if (now != null && isUsable(node)) {
            long seed = now.question().drawing().seed();
            continuation.addAll(
                    now.question().reading(),
                    now.path(node).stream().map(id -> new GivenToken(id, null, seed)).toList());
        }
    }

    Caption resultsCaption() {
        return BeamNumbers.caption(searched.get(), Messages.text("beams.results.title"));
    }

    Caption treeCaption() {
        return BeamNumbers.caption(searched.get(), Messages.text("beams.title"))
                .with(Messages.text("answers.setting.cost"), cost.noteProperty().get());
    }

    Optional<NumbersTable> results() {
        return BeamNumbers.results(resultsCaption(), searched.get());
    }

    Optional<NumbersTable> tree() {
        return BeamNumbers.tree(treeCaption(), searched.get());
    }
}
