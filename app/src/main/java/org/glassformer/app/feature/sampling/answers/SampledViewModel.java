package org.glassformer.app.feature.sampling.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.GivenToken;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Question;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.Answer;
import org.glassformer.engine.generate.AnswerListener;
import org.glassformer.engine.generate.Answers;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.Generation;
import org.jspecify.annotations.Nullable;

/// Several answers drawn from the chain, the best first: best of N by the mean logprob of a token.
final class SampledViewModel {

    /// How many answers at most.
    static final int MOST_ANSWERS = 64;

    private final LabSession session;
    private final EngineService engine;
    private final Continuation continuation;
    private final NewestWins turns;
    private final VoteViewModel vote;
    private final ComparisonViewModel comparison = new ComparisonViewModel();
    private final IntegerProperty count = new SimpleIntegerProperty(this, "count", 8);
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private final ReadOnlyObjectWrapper<List<AnswerRow>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final CostViewModel cost = new CostViewModel();
    private AtomicBoolean stopped = new AtomicBoolean();
    private @Nullable Question question;
    private List<Answer> written = List.of();

    SampledViewModel(
            LabSession session,
            EngineService engine,
            Continuation continuation,
            TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.continuation = continuation;
        this.turns = runner.newestWins();
        this.vote = new VoteViewModel(runner);
        session.modelProperty().subscribe((before, now) -> forget());
        session.treeProperty().subscribe((before, now) -> age());
        session.interventionsProperty().subscribe((before, now) -> age());
        session.constraintProperty().subscribe((before, now) -> age());
        session.chainProperty().subscribe((before, now) -> age());
        session.seedProperty().subscribe((before, now) -> age());
    }

    VoteViewModel vote() {
        return vote;
    }

    ComparisonViewModel comparison() {
        return comparison;
    }

    /// How many answers are written, 1 to [#MOST_ANSWERS].
    IntegerProperty countProperty() {
        return count;
    }

    /// What the answers on screen are worth.
    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The answers: in the order of being written at first, the best first when all are.
    ReadOnlyObjectProperty<List<AnswerRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// How far it is, and what it has cost.
    CostViewModel cost() {
        return cost;
    }

    /// Writes the answers. Nothing happens while the model has not read the text.
    void run() {
        Question asked = Question.of(session).orElse(null);
        if (asked == null) {
            return;
        }
        AtomicBoolean enough = new AtomicBoolean();
        stopped = enough;
        question = asked;
        int wanted = Math.clamp(count.get(), 1, MOST_ANSWERS);
        comparison.otherProperty().set(ComparisonViewModel.NONE);
        comparison.chosenProperty().set(ComparisonViewModel.NONE);
        rows.set(List.of());
        written = List.of();
        cost.tell(Messages.text("answers.reading"));
        tell();
        state.set(LabState.BUSY);
        turns.submit(
                Job.of(
                                Messages.text("task.answers"),
                                context -> write(context, asked, wanted, enough))
                        .whenDone(this::ended)
                        .whenFailed(this::failed)
                        .asShown());
    }

    /// What came of a run.
    private record Written(Question question, Answers answers, double seconds) {}

    private Written write(TaskContext context, Question asked, int wanted, AtomicBoolean enough) {
        return engine.write(
                asked.reading().model(),
                (model, breath) -> {
                    Listener listener = new Listener(context, breath, enough, wanted);
                    long start = System.nanoTime();
                    Answers answers =
                            Answers.write(
                                    model,
                                    asked.reading().ids(),
                                    asked.settings(model),
                                    wanted,
                                    listener);
                    return new Written(asked, answers, (System.nanoTime() - start) / 1e9);
                });
    }

    /// The answers as they stand.
    private record Coming(List<AnswerRow> rows, List<Answer> written) {}

    /// Hears of the tokens on the generating thread, and shows what there is at most once per pulse.
    private final class Listener implements AnswerListener {
        private final TaskContext context;
        private final Runnable breath;
        private final AtomicBoolean enough;
        private final int wanted;
        private final AtomicReference<@Nullable Coming> latest = new AtomicReference<>();
        private final List<AnswerRow> rows = new ArrayList<>();
        private final List<Answer> written = new ArrayList<>();

        Listener(TaskContext context, Runnable breath, AtomicBoolean enough, int wanted) {
            this.context = context;
            this.breath = breath;
            this.enough = enough;
            this.wanted = wanted;
        }

        @Override
        public boolean onToken(int answer, GeneratedToken token) {
            AnswerRow before = answer < rows.size() ? rows.get(answer) : AnswerRow.begun(answer);
            put(before.with(token.shown(), token.drawn().logprob()));
            return !enough.get();
        }

        @Override
        public void onAnswer(Answer answer) {
            written.add(answer);
            put(row(answer, 0));
        }

        private void put(AnswerRow row) {
            if (row.number() < rows.size()) {
                rows.set(row.number(), row);
            } else {
                rows.add(row);
            }
            Coming now = new Coming(List.copyOf(rows), List.copyOf(written));
            if (latest.getAndSet(now) == null) {
                context.deliver(() -> coming(latest.getAndSet(null), wanted));
            }
            context.checkCancelled();
            breath.run();
        }
    }

    private static AnswerRow row(Answer answer, int rank) {
        Generation generation = answer.generation();
        return new AnswerRow(
                answer.number(),
                rank,
                generation.text(),
                generation.tokens().size(),
                generation.logprob(),
                generation.averageLogprob(),
                generation.stop().name(),
                answer.ms());
    }

    /// Ends the run after the token at hand; what was written counts.
    void stop() {
        stopped.set(true);
    }

    private void coming(@Nullable Coming now, int wanted) {
        if (now != null) {
            rows.set(now.rows());
            written = now.written();
            int tokens = now.rows().stream().mapToInt(AnswerRow::tokens).sum();
            cost.tell(Messages.text("answers.coming", now.rows().size(), wanted, tokens));
            tell();
        }
    }

    private void ended(Written made) {
        List<AnswerRow> ranked = new ArrayList<>();
        long alone = 0;
        for (Answer answer : made.answers().ranked()) {
            ranked.add(row(answer, ranked.size() + 1));
            alone += made.question().alone(answer.generation());
        }
        rows.set(List.copyOf(ranked));
        written = made.answers().ranked();
        String what =
                ranked.size() == 1
                        ? Messages.text("answers.one")
                        : Messages.text("answers.many", ranked.size());
        cost.show(what, made.answers().cost(), alone, made.seconds());
        tell();
        state.set(LabState.READY);
        age();
    }

    private void tell() {
        vote.show(question, written);
        comparison.show(question, rows.get(), written);
    }

    private void failed(Throwable failure) {
        state.set(LabState.FAILED);
        cost.tell(Messages.text("answers.failed", Sentences.of(failure)));
    }

    /// Another model knows nothing of the answers.
    private void forget() {
        turns.cancel();
        question = null;
        rows.set(List.of());
        written = List.of();
        cost.tell("");
        tell();
        state.set(LabState.EMPTY);
    }

    private void age() {
        Question asked = question;
        if (asked != null && (state.get() == LabState.READY || state.get() == LabState.STALE)) {
            state.set(asked.isPastDraws(session) ? LabState.STALE : LabState.READY);
        }
    }

    /// Whether an answer can be made the text: it is written, and the text that it answers is there.
    boolean isUsable(int number) {
        Question asked = question;
        return asked != null
                && !asked.isPast(session)
                && session.stateProperty().get() == LabState.READY
                && answer(number).filter(it -> !it.generation().tokens().isEmpty()).isPresent();
    }

    /// Makes an answer the text on screen.
    void use(int number) {
        Question asked = question;
        Answer answer = answer(number).orElse(null);
        if (asked != null && answer != null && isUsable(number)) {
            continuation.addAll(
                    asked.reading(),
                    answer.generation().tokens().stream()
                            .map(token -> new GivenToken(token.id(), token.drawn(), answer.seed()))
                            .toList());
        }
    }

    private Optional<Answer> answer(int number) {
        return written.stream().filter(answer -> answer.number() == number).findFirst();
    }

    Caption caption() {
        String title = Messages.text("answers.title");
        Question asked = question;
        return asked == null
                ? Caption.of(title)
                : SampledNumbers.caption(asked, title)
                        .with(Messages.text("answers.setting.cost"), cost.noteProperty().get());
    }

    Optional<NumbersTable> numbers() {
        return SampledNumbers.table(caption(), rows.get());
    }
}
