package org.glassformer.app.feature.attention.contributions;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.app.ui.control.SignedGridData;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.app.ui.control.WaterfallData;
import org.jspecify.annotations.Nullable;

/// What each head, each MLP and the embeddings add to the logit of a token, or to the difference of two.
///
/// The token is the session's target, or the likeliest one; the position is the selected token, or the last.
public final class ContributionsViewModel {

    private final LabSession session;
    private final AttributionViewModel job;
    private final TokenSearch search;
    private final PartsNumbers numbers;
    private final PartFocus focus;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", true);
    private final BooleanProperty listed = new SimpleBooleanProperty(this, "listed");
    private final ReadOnlyIntegerWrapper other =
            new ReadOnlyIntegerWrapper(this, "other", LabSession.NONE);
    private final ReadOnlyObjectWrapper<SignedGridData> grid =
            new ReadOnlyObjectWrapper<>(this, "grid", SignedGridData.EMPTY);
    private final ReadOnlyObjectWrapper<SignedBarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", SignedBarsData.EMPTY);
    private final ReadOnlyObjectWrapper<WaterfallData> sum =
            new ReadOnlyObjectWrapper<>(this, "sum", WaterfallData.EMPTY);
    private final ReadOnlyStringWrapper tokenName = new ReadOnlyStringWrapper(this, "token", "");
    private final ReadOnlyStringWrapper otherName = new ReadOnlyStringWrapper(this, "other", "");
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper(this, "position", "");
    private final ReadOnlyStringWrapper check = new ReadOnlyStringWrapper(this, "check", "");
    private final ReadOnlyStringWrapper norm = new ReadOnlyStringWrapper(this, "norm", "");
    private final ReadOnlyStringWrapper placeholder =
            new ReadOnlyStringWrapper(this, "placeholder", "");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");
    private @Nullable ModelSummary model;

    /// The contributions to a logit of a session's reading.
    ///
    /// @param session what all screens share
    /// @param engine looks inside the model
    /// @param runner runs what takes time
    public ContributionsViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.job = new AttributionViewModel(engine, runner);
        this.search = new TokenSearch(session, runner);
        this.numbers = new PartsNumbers(session, this);
        this.focus = new PartFocus(session, job.resultProperty());
        session.modelProperty().subscribe((before, now) -> turnTo(now));
        session.readingProperty().subscribe((before, now) -> compute());
        session.targetProperty().subscribe((before, now) -> compute());
        session.selectedTokenProperty().subscribe((before, now) -> compute());
        other.subscribe((before, now) -> compute());
        shown.subscribe((before, now) -> compute());
        job.resultProperty().subscribe((before, now) -> show());
        job.stateProperty().subscribe((before, now) -> mark());
        session.stateProperty().subscribe((before, now) -> mark());
        compute();
        show();
    }

    /// Whether the panels are on view; while they are not, nothing is computed. True unless set.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Whether the numbers are listed as a table instead of the coloured grid.
    BooleanProperty listedProperty() {
        return listed;
    }

    /// The token whose logit is taken off, or [LabSession#NONE].
    ReadOnlyIntegerProperty otherProperty() {
        return other.getReadOnlyProperty();
    }

    /// Layers as rows; heads, the MLP and, where the model has them, the biases as columns.
    ReadOnlyObjectProperty<SignedGridData> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /// All parts, those that matter most first.
    ReadOnlyObjectProperty<SignedBarsData> barsProperty() {
        return bars.getReadOnlyProperty();
    }

    /// The running sum through the layers.
    ReadOnlyObjectProperty<WaterfallData> sumProperty() {
        return sum.getReadOnlyProperty();
    }

    /// The token whose logit it is, as it is written.
    ReadOnlyStringProperty tokenNameProperty() {
        return tokenName.getReadOnlyProperty();
    }

    /// The token whose logit is taken off, as it is written.
    ReadOnlyStringProperty otherNameProperty() {
        return otherName.getReadOnlyProperty();
    }

    /// After which token of the text the model predicts.
    ReadOnlyStringProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /// What the parts sum to, and what the model says.
    ReadOnlyStringProperty checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// How the last norm is handled, and which interventions are in force.
    ReadOnlyStringProperty normProperty() {
        return norm.getReadOnlyProperty();
    }

    /// What stands in place of the numbers while there are none.
    ReadOnlyStringProperty placeholderProperty() {
        return placeholder.getReadOnlyProperty();
    }

    /// Whether what is shown belongs to an earlier text, token or position.
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return job.stateProperty();
    }

    ReadOnlyObjectProperty<@Nullable Attribution> attributionProperty() {
        return job.resultProperty();
    }

    /// Which part is looked at.
    PartFocus focus() {
        return focus;
    }

    /// What the panels say when they leave the lab.
    PartsNumbers numbers() {
        return numbers;
    }

    /// The tokens that fit what is typed.
    ObservableValue<Function<String, List<TokenChoice>>> matches() {
        return search.matchesProperty()
                .map(find ->
                        typed ->
                                find.apply(typed).stream()
                                        .map(ContributionsViewModel::choice)
                                        .toList());
    }

    private static TokenChoice choice(SessionToken token) {
        return new TokenChoice(token.id(), PartWords.label(token), Integer.toString(token.id()));
    }

    /// Follows another token's logit.
    ///
    /// @param id in the vocabulary, or [LabSession#NONE] for the likeliest
    void follow(int id) {
        session.targetProperty().set(id);
    }

    /// Takes another token's logit off.
    ///
    /// @param id in the vocabulary, or [LabSession#NONE] for none
    void compareWith(int id) {
        other.set(id);
    }

    /// A step of the running sum in words; the sum itself beside the steps.
    String step(int step) {
        Attribution now = job.resultProperty().get();
        return now == null ? "" : new AttributionWords(now).step(step, sum.get());
    }

    /// Lets everything of the model before go, once.
    private void turnTo(@Nullable ModelSummary now) {
        if (!Objects.equals(now, model)) {
            model = now;
            job.forget();
            other.set(LabSession.NONE);
        }
    }

    private void compute() {
        Reading now = session.readingProperty().get();
        if (now != null && now.model().equals(session.modelProperty().get())) {
            turnTo(now.model());
        }
        if (!shown.get() || now == null || !now.model().equals(model)) {
            job.stop();
            mark();
            return;
        }
        int last = now.tokens().size() - 1;
        int chosen = session.selectedTokenProperty().get();
        int at = chosen == LabSession.NONE ? last : Math.clamp(chosen, 0, last);
        int vocabulary = now.model().vocabSize();
        int target = session.targetProperty().get();
        int minus = other.get();
        job.compute(
                new AttributionViewModel.Question(
                        now,
                        at,
                        target < vocabulary ? target : LabSession.NONE,
                        minus < vocabulary ? minus : LabSession.NONE));
        mark();
    }

    private void mark() {
        Attribution now = job.resultProperty().get();
        LabState text = session.stateProperty().get();
        LabState own = job.stateProperty().get();
        stale.set(
                now != null
                        && (own == LabState.BUSY
                                || own == LabState.FAILED
                                || text == LabState.BUSY
                                || text == LabState.STALE));
        Throwable failure = job.failure();
        placeholder.set(
                own == LabState.FAILED && failure != null
                        ? Messages.text("contributions.failed", Sentences.of(failure))
                        : own == LabState.BUSY
                                ? Messages.text("contributions.busy")
                                : Messages.text("contributions.empty"));
    }

    private void show() {
        Attribution now = job.resultProperty().get();
        mark();
        if (now == null) {
            grid.set(SignedGridData.EMPTY);
            bars.set(SignedBarsData.EMPTY);
            sum.set(WaterfallData.EMPTY);
            List.of(tokenName, otherName, position, check, norm).forEach(text -> text.set(""));
            focus.select();
            return;
        }
        PartsPicture picture = PartsPicture.of(now);
        grid.set(picture.grid());
        bars.set(picture.bars());
        sum.set(picture.sum());
        AttributionWords words = new AttributionWords(now);
        tokenName.set(words.token());
        otherName.set(words.other());
        position.set(words.position());
        check.set(words.check());
        norm.set(words.norm());
        focus.select();
    }
}
