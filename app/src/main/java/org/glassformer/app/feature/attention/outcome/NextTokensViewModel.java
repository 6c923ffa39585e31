package org.glassformer.app.feature.attention.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Baseline;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.analysis.DistributionChange;
import org.jspecify.annotations.Nullable;

/// The distribution of the next token with the interventions in force, beside that without them.
///
/// Both are the raw softmax of the logits over the whole vocabulary, before the sampler chain.
final class NextTokensViewModel {

    /// Bits below which two runs differ by rounding alone.
    private static final double ROUNDING = 1e-9;

    /// How many of the likeliest tokens are listed, before and after.
    static final int LISTED = 50;

    /// Two distributions over the same text.
    ///
    /// @param reading with the interventions in force
    /// @param before (V), logits without them; the reading's own where none is in force or before they are known
    /// @param compared whether `before` is known
    /// @param change from one to the other
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outcome(Reading reading, float[] before, boolean compared, DistributionChange change) {}

    private final LabSession session;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome =
            new ReadOnlyObjectWrapper<>(this, "outcome");
    private final ReadOnlyObjectWrapper<ChangeBarsData> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", ChangeBarsData.EMPTY);
    private final ReadOnlyStringWrapper afterTitle =
            new ReadOnlyStringWrapper(this, "afterTitle", "");
    private final ReadOnlyStringWrapper figures = new ReadOnlyStringWrapper(this, "figures", "");
    private final ReadOnlyStringWrapper flip = new ReadOnlyStringWrapper(this, "flip", "");
    private final ObjectProperty<RowOrder> order =
            new SimpleObjectProperty<>(this, "order", RowOrder.AFTER);
    private final IntegerProperty followed =
            new SimpleIntegerProperty(this, "followed", LabSession.NONE);
    private int preview = LabSession.NONE;

    NextTokensViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.readingProperty().subscribe((before, now) -> compare());
        session.beforeProperty().subscribe((before, now) -> compare());
        order.subscribe((before, now) -> list());
        session.targetProperty().subscribe(now -> targetChanged(now.intValue()));
        followed.subscribe((before, now) -> follow(now.intValue()));
        compare();
    }

    /// What is shown; null before the first reading.
    ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// The tokens listed.
    ReadOnlyObjectProperty<ChangeBarsData> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// What the bars after are.
    ReadOnlyStringProperty afterTitleProperty() {
        return afterTitle.getReadOnlyProperty();
    }

    /// How far the distribution moved; empty without a comparison.
    ReadOnlyStringProperty figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// The likeliest token before and after, if it is another one; else empty.
    ReadOnlyStringProperty flipProperty() {
        return flip.getReadOnlyProperty();
    }

    /// Which tokens come first.
    ObjectProperty<RowOrder> orderProperty() {
        return order;
    }

    /// The token that was chosen to be followed through the model, or [LabSession#NONE].
    IntegerProperty followedProperty() {
        return followed;
    }

    /// Follows a token for as long as the pointer rests on it, unless one was chosen.
    ///
    /// @param id in the vocabulary, or [LabSession#NONE]
    void hover(int id) {
        if (followed.get() != LabSession.NONE || id == preview) {
            return;
        }
        preview = id;
        session.targetProperty().set(id);
    }

    private void follow(int id) {
        preview = LabSession.NONE;
        session.targetProperty().set(id);
        list();
    }

    private void targetChanged(int id) {
        boolean previewed = preview != LabSession.NONE && id == preview;
        if (!previewed) {
            preview = LabSession.NONE;
            followed.set(id);
        }
    }

    private void compare() {
        Reading latest = session.readingProperty().get();
        if (latest == null) {
            return;
        }
        Baseline baseline = session.beforeProperty().get();
        boolean known = baseline != null && !latest.interventions().list().isEmpty();
        if (baseline == null || !known) {
            submit(latest, latest.logits(), false);
        } else if (baseline.reading().tokens().equals(latest.tokens())) {
            submit(latest, baseline.logits(), true);
        } else {
            submit(baseline.reading(), baseline.logits(), true);
        }
    }

    private void submit(Reading reading, float[] before, boolean compared) {
        turns.submit(
                Job.of(
                                Messages.text("task.outcome"),
                                context ->
                                        new Outcome(
                                                reading,
                                                before,
                                                compared,
                                                DistributionChange.of(before, reading.logits())))
                        .whenDone(this::show));
    }

    private void show(Outcome made) {
        outcome.set(made);
        int count = made.reading().interventions().list().size();
        afterTitle.set(
                count == 0
                        ? Messages.text("outcome.now")
                        : count == 1
                                ? Messages.text("outcome.afterOne")
                                : Messages.text("outcome.after", count));
        figures.set(made.compared() ? figures(made.change()) : "");
        flip.set(flip(made).orElse(""));
        list();
    }

    private static String figures(DistributionChange change) {
        return Messages.text(
                "outcome.figures",
                Figures.value(change.klBits() < ROUNDING ? 0 : change.klBits()),
                Figures.percent(change.totalVariation()));
    }

    private static Optional<String> flip(Outcome made) {
        int was = made.change().likeliestBefore();
        int is = made.change().likeliestAfter();
        TokenTexts vocabulary = made.reading().vocabulary();
        return was == is
                ? Optional.empty()
                : Optional.of(
                        Messages.text(
                                "outcome.flip",
                                text(vocabulary.token(was)),
                                text(vocabulary.token(is))));
    }

    private static String text(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    private void list() {
        Outcome shown = outcome.get();
        if (shown != null) {
            rows.set(rows(shown, order.get(), followed.get()));
        }
    }

    private static ChangeBarsData rows(Outcome outcome, RowOrder order, int followed) {
        DistributionChange change = outcome.change();
        Set<Integer> ids = new LinkedHashSet<>();
        for (int id : change.likeliestAfter(LISTED)) {
            ids.add(id);
        }
        if (outcome.compared()) {
            for (int id : change.likeliestBefore(LISTED)) {
                ids.add(id);
            }
        }
        if (followed >= 0 && followed < change.size()) {
            ids.add(followed);
        }
        List<ChangeBarsData.Row> made = new ArrayList<>();
        for (int id : ids) {
            String token = outcome.reading().vocabulary().token(id).text();
            made.add(new ChangeBarsData.Row(id, token, change.before(id), change.after(id)));
        }
        ToDoubleFunction<ChangeBarsData.Row> size =
                order == RowOrder.CHANGE && outcome.compared()
                        ? row -> Math.abs(row.change())
                        : ChangeBarsData.Row::after;
        made.sort(
                Comparator.comparingDouble(size)
                        .reversed()
                        .thenComparingInt(ChangeBarsData.Row::id));
        return new ChangeBarsData(made, outcome.compared());
    }

    /// Everything about a token's row; empty where nothing is known of it.
    ///
    /// @param id in the vocabulary
    String tip(int id) {
        Outcome shown = outcome.get();
        if (shown == null || id < 0 || id >= shown.change().size()) {
            return "";
        }
        DistributionChange change = shown.change();
        String token = text(shown.reading().vocabulary().token(id));
        float logit = shown.reading().logits()[id];
        String now =
                Messages.text(
                        "outcome.tip",
                        token,
                        id,
                        Figures.percent(change.after(id)),
                        change.rankAfter(id),
                        Figures.fixed(logit, 2));
        if (!shown.compared()) {
            return now;
        }
        double points = 100 * (change.after(id) - change.before(id));
        return now
                + "\n"
                + Messages.text(
                        "outcome.tip.before",
                        Figures.percent(change.before(id)),
                        change.rankBefore(id),
                        Figures.fixed(shown.before()[id], 2),
                        (points > 0 ? "+" : "") + Figures.fixed(points, 2));
    }
}
