package org.glassformer.app.feature.sampling.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Choice;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.RunEnd;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TreeNode;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.control.ShadedTextData;
import org.glassformer.engine.generate.TokenScore;
import org.jspecify.annotations.Nullable;

/// The text with the surprisal of each token, its curves, and the token that is looked at.
final class TextViewModel {

    /// Where the colours of surprisal end, in bits; always the same, so that texts can be compared.
    static final double MOST_BITS = 8;

    private final LabSession session;
    private final Continuation continuation;
    private final Alternatives alternatives;
    private final Function<String, Caption> captions;
    private final ReadOnlyObjectWrapper<ShadedTextData> text =
            new ReadOnlyObjectWrapper<>(this, "text", ShadedTextData.EMPTY);
    private final ReadOnlyObjectWrapper<PlotData> curves =
            new ReadOnlyObjectWrapper<>(this, "curves", PlotData.EMPTY);
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");

    TextViewModel(
            LabSession session, Continuation continuation, Function<String, Caption> captions) {
        this.session = session;
        this.continuation = continuation;
        this.captions = captions;
        alternatives = new Alternatives(session, continuation);
        session.scoresProperty().subscribe(this::show);
        session.treeProperty().subscribe(this::show);
        session.lookedAtProperty().subscribe(this::tellStatus);
        session.runEndProperty().subscribe(this::tellStatus);
        session.constraintLeftProperty().subscribe(this::tellStatus);
        show();
    }

    /// The tokens on the colours of their surprisal.
    ReadOnlyObjectProperty<ShadedTextData> textProperty() {
        return text.getReadOnlyProperty();
    }

    /// Entropy and surprisal along the text, in bits.
    ReadOnlyObjectProperty<PlotData> curvesProperty() {
        return curves.getReadOnlyProperty();
    }

    /// How many tokens there are, and their mean surprisal.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Which token is looked at, or why the last run ended, or what can be done.
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Index of the token looked at, or [LabSession#NONE].
    IntegerProperty lookedAtProperty() {
        return session.lookedAtProperty();
    }

    /// Index of the token under the pointer, wherever it is shown.
    IntegerProperty hoveredProperty() {
        return session.hoveredTokenProperty();
    }

    /// Looks at a token, or back at the end if it was looked at.
    void look(int token) {
        boolean again = token == session.lookedAtProperty().get();
        continuation.lookAt(again ? LabSession.NONE : token);
    }

    /// Looks at a token.
    void lookAt(int token) {
        continuation.lookAt(token);
    }

    /// Looks at the next token or the one before; behind the last one is the end.
    boolean step(int by) {
        int count = session.tokensProperty().get().size();
        int now = session.lookedAtProperty().get();
        if (count < 2 || (now == LabSession.NONE && by > 0)) {
            return count >= 2;
        }
        int next = (now == LabSession.NONE ? count : now) + by;
        continuation.lookAt(next >= count ? LabSession.NONE : Math.max(1, next));
        return true;
    }

    /// Goes back to the end; false if the end was looked at.
    boolean escape() {
        boolean looked = session.lookedAtProperty().get() != LabSession.NONE;
        if (looked) {
            continuation.lookAt(LabSession.NONE);
        }
        return looked;
    }

    /// Replaces the token looked at, or the last one, by the next likeliest or by the one before.
    void alternative(int by) {
        alternatives.replace(by);
    }

    private List<TokenScore> scores() {
        List<TokenScore> scores = session.scoresProperty().get();
        return scores.size() == session.tokensProperty().get().size() ? scores : List.of();
    }

    /// The tree of the text shown; null while the text is one that was typed and not read, such as one too long.
    private @Nullable GenerationTree tree() {
        GenerationTree tree = session.treeProperty().get();
        boolean shown =
                tree != null
                        && tree.tokens(tree.current().number())
                                .equals(session.tokensProperty().get());
        return shown ? tree : null;
    }

    private int given() {
        GenerationTree tree = tree();
        return tree == null ? session.tokensProperty().get().size() : tree.prompt().tokens().size();
    }

    private void show() {
        List<SessionToken> tokens = session.tokensProperty().get();
        List<TokenScore> scores = scores();
        float[] bits = new float[tokens.size()];
        double[] x = new double[tokens.size()];
        double[] surprisal = new double[tokens.size()];
        double[] entropy = new double[tokens.size()];
        for (int t = 0; t < tokens.size(); t++) {
            boolean known = t < scores.size() && scores.get(t).isScored();
            x[t] = t;
            surprisal[t] = known ? scores.get(t).surprisalBits() : Double.NaN;
            entropy[t] = known ? scores.get(t).entropyBits() : Double.NaN;
            bits[t] = (float) surprisal[t];
        }
        text.set(
                ShadedTextData.amounts(
                                tokens.stream().map(TokenWords::plain).toList(),
                                bits,
                                MOST_BITS,
                                Messages.text("continuation.surprisal"))
                        .writtenFrom(given(), forks()));
        curves.set(
                new PlotData(
                        PlotAxis.of(Messages.text("continuation.curve.token")).ofCounts(),
                        PlotAxis.of(Messages.text("continuation.curve.bits")).fromZero(),
                        List.of(
                                PlotSeries.line(
                                        Messages.text("continuation.curve.entropy"), x, entropy),
                                PlotSeries.line(
                                        Messages.text("continuation.curve.surprisal"),
                                        x,
                                        surprisal))));
        note.set(note(scores));
        tellStatus();
    }

    /// Generated tokens that have others beside them.
    private Set<Integer> forks() {
        GenerationTree tree = tree();
        if (tree == null) {
            return Set.of();
        }
        Set<Integer> forks = new HashSet<>();
        for (TreeNode node : tree.path(tree.current().number())) {
            if (!node.isRoot() && tree.children(node.parent()).size() > 1) {
                forks.add(tree.prompt().tokens().size() + node.depth() - 1);
            }
        }
        return forks;
    }

    private String note(List<TokenScore> scores) {
        int given = given();
        int all = session.tokensProperty().get().size();
        String prompt = mean(scores, 0, given);
        if (all > given) {
            String generated = mean(scores, given, all);
            return Messages.text(
                    "continuation.note.generated", Figures.count(all - given), generated, prompt);
        }
        return prompt.equals("–") ? "" : Messages.text("continuation.note.prompt", prompt);
    }

    private static String mean(List<TokenScore> scores, int from, int to) {
        double mean =
                scores.stream()
                        .filter(score -> score.position() >= from && score.position() < to)
                        .filter(TokenScore::isScored)
                        .mapToDouble(TokenScore::surprisalBits)
                        .average()
                        .orElse(Double.NaN);
        return Figures.fixed(mean, 2);
    }

    private void tellStatus() {
        int looked = session.lookedAtProperty().get();
        List<SessionToken> tokens = session.tokensProperty().get();
        RunEnd end = session.runEndProperty().get();
        boolean left = session.constraintLeftProperty().get();
        if (looked >= 0 && looked < tokens.size()) {
            String token = TokenWords.visible(tokens.get(looked));
            status.set(Messages.text("continuation.looking", token, looked));
        } else if (left) {
            status.set(Messages.text("continuation.constraintLeft"));
        } else if (end != null) {
            status.set(end.sentence());
        } else {
            status.set(tokens.size() > 1 ? Messages.text("continuation.hint") : "");
        }
    }

    /// What is said of a token: how likely it was, and how it came.
    String reading(int token) {
        List<SessionToken> tokens = session.tokensProperty().get();
        List<TokenScore> scores = scores();
        if (token < 0 || token >= tokens.size()) {
            return "";
        }
        String name = TokenWords.visible(tokens.get(token));
        if (token >= scores.size() || !scores.get(token).isScored()) {
            return token == 0
                    ? Messages.text("continuation.reading.first", name)
                    : Messages.text("continuation.reading.unscored", name);
        }
        TokenScore score = scores.get(token);
        String said =
                Messages.text(
                        "continuation.reading",
                        name,
                        Figures.fixed(score.surprisalBits(), 2),
                        Figures.count(score.rank()),
                        Figures.percent(Math.exp(score.logprob())));
        return choice(token)
                .map(choice ->
                        choice.byHand()
                                ? Messages.text("continuation.reading.byHand", said)
                                : Messages.text(
                                        "continuation.reading.drawn",
                                        said,
                                        Figures.fixed(choice.drawn().u(), 4)))
                .orElse(said);
    }

    private Optional<Choice> choice(int token) {
        GenerationTree tree = tree();
        if (tree == null) {
            return Optional.empty();
        }
        List<TreeNode> path = tree.path(tree.current().number());
        int at = token - tree.prompt().tokens().size() + 1;
        return at < 1 || at >= path.size()
                ? Optional.empty()
                : Optional.ofNullable(path.get(at).choice());
    }

    Caption caption() {
        return captions.apply(Messages.text("continuation.title"));
    }

    /// A row for each token of the text.
    Optional<NumbersTable> numbers() {
        List<SessionToken> tokens = session.tokensProperty().get();
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        List<TokenScore> scores = scores();
        List<Optional<Choice>> choices = new ArrayList<>();
        for (int t = 0; t < tokens.size(); t++) {
            choices.add(choice(t));
        }
        return Optional.of(
                new TextNumbersViewModel(tokens, scores, List.copyOf(choices), given())
                        .table(caption()));
    }
}
