package org.glassformer.app.feature.attention.heads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.StartHead;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.HeadScores;
import org.glassformer.engine.analysis.HeadScores.HeadScore;
import org.glassformer.engine.analysis.NamedPattern;
import org.glassformer.engine.analysis.PatternSearch;
import org.jspecify.annotations.Nullable;

/// The named patterns on the current text: who shows each of them most, and what the head looked at looks like.
final class PatternsViewModel {

    /// The score from which on a head is said to look like a pattern: half of its attention.
    static final double LOOKS_LIKE = 0.5;

    /// The same for the two patterns that say little: many heads are half even.
    static final double LOOKS_BROADLY_LIKE = 0.8;

    private static final List<NamedPattern> PATTERNS = List.of(NamedPattern.values());
    private static final int RANKED = 6;
    private static final double LEAST = 0.005;

    private final LabSession session;
    private final StartHead startHead;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<List<PatternRow>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyObjectWrapper<List<RankedHead>> ranked =
            new ReadOnlyObjectWrapper<>(this, "ranked", List.of());
    private final ReadOnlyStringWrapper looksLike =
            new ReadOnlyStringWrapper(this, "looksLike", "");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale", true);
    private @Nullable HeadScores scores;
    private @Nullable ModelSummary measured;
    private @Nullable NamedPattern chosen;

    PatternsViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.startHead = new StartHead(session);
        this.turns = runner.newestWins();
        session.layerProperty().subscribe((before, now) -> tell());
        session.headProperty().subscribe((before, now) -> tell());
        tell();
    }

    /// The patterns in a fixed order.
    ReadOnlyObjectProperty<List<PatternRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The heads that match the chosen pattern best, the best first; empty while none is chosen.
    ReadOnlyObjectProperty<List<RankedHead>> rankedProperty() {
        return ranked.getReadOnlyProperty();
    }

    /// What the head looked at looks like; empty for nothing in particular.
    ReadOnlyStringProperty looksLikeProperty() {
        return looksLike.getReadOnlyProperty();
    }

    /// Whether the scores belong to an earlier text, or are not there yet.
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// What was measured last; null before.
    @Nullable HeadScores scores() {
        return scores;
    }

    /// The scores belong to an earlier text from now on.
    void outdate(Reading now) {
        turns.cancel();
        stale.set(true);
        if (!now.model().equals(measured)) {
            scores = null;
            tell();
        }
    }

    /// Measures all heads on the text of a reading.
    void measure(Reading reading) {
        int[] ids = reading.tokens().stream().mapToInt(SessionToken::id).toArray();
        List<String> texts = reading.tokens().stream().map(PatternsViewModel::text).toList();
        turns.submit(
                Job.of(
                                Messages.text("heads.patterns.task"),
                                context ->
                                        PatternSearch.measure(
                                                reading.attention(),
                                                ids,
                                                texts,
                                                part -> context.checkCancelled()))
                        .with(Urgency.PATIENT)
                        .whenDone(found -> show(reading, found)));
    }

    /// The text that words are compared by; part of a character is no word.
    private static String text(SessionToken token) {
        return token.kind() == SessionToken.Kind.BYTES ? "" : token.text();
    }

    private void show(Reading reading, HeadScores found) {
        scores = found;
        measured = reading.model();
        stale.set(false);
        startHead.measured(reading, found);
        tell();
    }

    /// Lists the best heads of a pattern and gives the best one; if they are listed already, the one after the head looked
    /// at. Empty if the text cannot show the pattern.
    ///
    /// @param row index of the pattern
    Optional<HeadId> choose(int row) {
        NamedPattern pattern = PATTERNS.get(row);
        List<HeadScore> best = best(pattern);
        int next = pattern == chosen && !best.isEmpty() ? (current(best) + 1) % best.size() : 0;
        chosen = best.isEmpty() ? null : pattern;
        tell();
        return best.isEmpty() ? Optional.empty() : Optional.of(best.get(next).head());
    }

    /// Lists the best heads no longer.
    ///
    /// @return whether they were listed
    boolean clear() {
        boolean was = chosen != null;
        chosen = null;
        tell();
        return was;
    }

    /// The heads that are listed.
    List<HeadId> rankedHeads() {
        NamedPattern pattern = chosen;
        return pattern == null ? List.of() : best(pattern).stream().map(HeadScore::head).toList();
    }

    private HeadId looked() {
        return new HeadId(session.layerProperty().get(), session.headProperty().get());
    }

    private int current(List<HeadScore> best) {
        return best.stream().map(HeadScore::head).toList().indexOf(looked());
    }

    private List<HeadScore> best(NamedPattern pattern) {
        HeadScores all = scores;
        return all == null
                ? List.of()
                : all.best(pattern, RANKED).stream().filter(s -> s.score() >= LEAST).toList();
    }

    private void tell() {
        List<PatternRow> all = new ArrayList<>();
        for (NamedPattern pattern : PATTERNS) {
            all.add(row(pattern));
        }
        rows.set(List.copyOf(all));
        NamedPattern pattern = chosen;
        HeadId looked = looked();
        ranked.set(
                pattern == null
                        ? List.of()
                        : best(pattern).stream()
                                .map(head ->
                                        new RankedHead(
                                                name(head.head()),
                                                Figures.fixed(head.score(), 2),
                                                head.head().equals(looked)))
                                .toList());
        String like = likeness(looked.layer(), looked.head());
        looksLike.set(like.isEmpty() ? "" : Messages.text("heads.looksLike", like));
    }

    private PatternRow row(NamedPattern pattern) {
        HeadScores all = scores;
        String key = "heads.pattern." + pattern;
        int queries = all == null ? 0 : all.queries(pattern);
        List<HeadScore> best = all == null ? List.of() : all.best(pattern, 1);
        String figure =
                best.isEmpty()
                        ? Messages.text(all == null ? "heads.pattern.none" : "heads.pattern.absent")
                        : Messages.text(
                                "heads.pattern.best",
                                name(best.getFirst().head()),
                                Figures.fixed(best.getFirst().score(), 2));
        String note =
                all == null
                        ? ""
                        : Messages.text(
                                queries == 0
                                        ? "heads.pattern.noQuery"
                                        : queries == 1
                                                ? "heads.pattern.oneQuery"
                                                : "heads.pattern.queries",
                                queries);
        String tip =
                Messages.text(key + ".tip")
                        + (note.isEmpty() ? "" : "\n" + note)
                        + (best.isEmpty() ? "" : "\n" + reading(best.getFirst()));
        boolean open = pattern == chosen && !best.isEmpty();
        return new PatternRow(Messages.text(key), figure, tip, !best.isEmpty(), open, note);
    }

    /// What the figures beside the name of a pattern say.
    private static String reading(HeadScore best) {
        return Messages.text(
                "heads.pattern.reading",
                best.head().layer(),
                best.head().head(),
                Figures.fixed(best.score(), 2));
    }

    static String name(HeadId head) {
        return head.layer() + "." + head.head();
    }

    /// The pattern that a head looks like, with its score; empty for none. What says where a head looks comes before what
    /// says that it looks by distance or broadly, and of equals the one that says more.
    String likeness(int layer, int head) {
        return likeness(layer, head, "heads.like");
    }

    /// The same with the score first, for where the end may be cut off.
    String shortLikeness(int layer, int head) {
        return likeness(layer, head, "heads.like.short");
    }

    private String likeness(int layer, int head, String key) {
        HeadScores all = scores;
        if (all == null) {
            return "";
        }
        List<NamedPattern> telling =
                List.of(
                        NamedPattern.INDUCTION,
                        NamedPattern.DUPLICATE_TOKEN,
                        NamedPattern.SAME_WORD,
                        NamedPattern.PREVIOUS_TOKEN,
                        NamedPattern.FIRST_TOKEN);
        List<NamedPattern> general = List.of(NamedPattern.POSITION, NamedPattern.BROAD);
        return strongest(all, telling, layer, head, LOOKS_LIKE)
                .or(() -> strongest(all, general, layer, head, LOOKS_BROADLY_LIKE))
                .map(pattern ->
                        Messages.text(
                                key,
                                Messages.text("heads.pattern." + pattern),
                                Figures.fixed(all.score(pattern, layer, head), 2)))
                .orElse("");
    }

    private static Optional<NamedPattern> strongest(
            HeadScores all, List<NamedPattern> of, int layer, int head, double least) {
        NamedPattern best = null;
        for (NamedPattern pattern : of) {
            double score = all.score(pattern, layer, head);
            boolean more = best == null || score > all.score(best, layer, head);
            best = score >= least && more ? pattern : best;
        }
        return Optional.ofNullable(best);
    }
}
