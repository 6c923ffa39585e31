package org.glassformer.app.feature.sampling.tree;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Choice;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.TreeNode;
import org.glassformer.app.ui.control.TextTreeData;
import org.glassformer.engine.sampling.DrawnToken;
import org.jspecify.annotations.Nullable;

/// The generation as a tree: where one can go, what can be named or taken out, and what it cost.
public final class TreeViewModel {

    private final LabSession session;
    private final Continuation continuation;
    private final Function<String, Caption> captions;
    private final CompareViewModel compare;
    private final ReadOnlyObjectWrapper<TextTreeData> data =
            new ReadOnlyObjectWrapper<>(this, "data", TextTreeData.EMPTY);
    private final ReadOnlyObjectWrapper<List<NodeRow>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyStringWrapper cost = new ReadOnlyStringWrapper(this, "cost", "");
    private final ReadOnlyStringWrapper shortCost =
            new ReadOnlyStringWrapper(this, "shortCost", "");
    private final IntegerProperty selected =
            new SimpleIntegerProperty(this, "selected", LabSession.NONE);
    private final BooleanProperty listed = new SimpleBooleanProperty(this, "listed", false);
    private int current = LabSession.NONE;
    private int continuing = LabSession.NONE;

    /// The state over a session.
    ///
    /// @param session has the tree
    /// @param continuation changes it
    /// @param captions gives for a title the caption with the settings of the screen
    public TreeViewModel(
            LabSession session, Continuation continuation, Function<String, Caption> captions) {
        this.session = session;
        this.continuation = continuation;
        this.captions = captions;
        compare = new CompareViewModel(session, captions);
        session.treeProperty().subscribe(this::show);
        session.stateProperty().subscribe(this::goOn);
        listed.subscribe(this::showRows);
    }

    /// The tree as stretches of text.
    ReadOnlyObjectProperty<TextTreeData> dataProperty() {
        return data.getReadOnlyProperty();
    }

    /// The nodes as rows while they are listed.
    ReadOnlyObjectProperty<List<NodeRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// Whether the nodes are listed in a table.
    BooleanProperty listedProperty() {
        return listed;
    }

    /// What the tree has cost.
    ReadOnlyStringProperty costProperty() {
        return cost.getReadOnlyProperty();
    }

    /// The same in few words.
    ReadOnlyStringProperty shortCostProperty() {
        return shortCost.getReadOnlyProperty();
    }

    /// The node that commands are about, or [LabSession#NONE]; it follows the end of the text shown until another one is
    /// chosen.
    IntegerProperty selectedProperty() {
        return selected;
    }

    /// Two branches side by side.
    CompareViewModel compare() {
        return compare;
    }

    /// A node with its numbers.
    static Node plain(TreeNode node) {
        Choice choice = node.choice();
        DrawnToken drawn = choice == null ? null : choice.drawn();
        return new Node(
                node.number(),
                node.parent(),
                node.depth(),
                node.token().id(),
                node.token().text(),
                TreeWords.token(node.token()),
                node.name(),
                drawn == null ? Double.NaN : drawn.logprob(),
                drawn == null ? 0 : drawn.rank(),
                choice == null ? Double.NaN : choice.entropyBits(),
                drawn == null ? Double.NaN : drawn.probability(),
                choice == null || choice.byHand() ? Double.NaN : choice.drawn().u(),
                choice != null && choice.byHand(),
                choice == null ? 0 : choice.seed());
    }

    private @Nullable GenerationTree tree() {
        return session.treeProperty().get();
    }

    private Optional<TreeNode> node(int number) {
        GenerationTree tree = tree();
        return tree == null || !tree.has(number)
                ? Optional.empty()
                : Optional.of(tree.node(number));
    }

    private void show(@Nullable GenerationTree tree) {
        if (tree == null) {
            data.set(TextTreeData.EMPTY);
            rows.set(List.of());
            selected.set(LabSession.NONE);
            return;
        }
        data.set(TreeRuns.of(tree));
        long computed = tree.cost().computedTokens();
        long reused = tree.cost().reusedTokens();
        cost.set(TreeWords.cost(computed, reused, tree.cost().bytes()));
        shortCost.set(TreeWords.shortCost(computed, reused));
        int now = tree.current().number();
        if (!tree.has(selected.get()) || selected.get() == current) {
            selected.set(now);
        }
        current = now;
        showRows();
    }

    private void showRows() {
        GenerationTree tree = tree();
        rows.set(listed.get() && tree != null ? NodeRow.of(tree) : List.of());
    }

    /// What is said of a node, and what a click on it does.
    String reading(int number) {
        GenerationTree tree = tree();
        if (tree == null || !tree.has(number)) {
            return "";
        }
        TreeNode node = tree.node(number);
        String said = TreeWords.reading(tree, plain(node));
        String place = TreeWords.place(tree, node);
        return place.isEmpty() ? said : Messages.text("tree.reading.place", said, place);
    }

    /// A node's name; empty for none.
    String name(int number) {
        return node(number).map(TreeNode::name).orElse("");
    }

    /// Whether a node can be named or taken out.
    boolean isBranch(int number) {
        return node(number).filter(node -> !node.isRoot()).isPresent();
    }

    /// Whether a node is no part of the text shown.
    boolean isElsewhere(int number) {
        return node(number).isPresent() && !data.get().path().contains(number);
    }

    /// Shows the text of a node.
    void goTo(int number) {
        selected.set(number);
        continuation.goTo(number);
    }

    void prune(int number) {
        if (isBranch(number)) {
            continuation.prune(number);
        }
    }

    void rename(int number, String name) {
        if (isBranch(number)) {
            continuation.rename(number, name.strip());
        }
    }

    /// Shows the text of a node and generates from there.
    void continueFrom(int number) {
        GenerationTree tree = tree();
        if (tree == null || !tree.has(number)) {
            return;
        }
        if (tree.current().number() == number) {
            continuation.lookAt(LabSession.NONE);
            continuation.generate();
        } else {
            continuing = number;
            goTo(number);
        }
    }

    /// Compares the branch of a node with the text shown.
    void compare(int number) {
        if (isElsewhere(number)) {
            compare.with(number);
        }
    }

    private void goOn(LabState state) {
        GenerationTree tree = tree();
        if (continuing == LabSession.NONE || tree == null || state == LabState.BUSY) {
            return;
        }
        boolean there = state == LabState.READY && tree.current().number() == continuing;
        continuing = LabSession.NONE;
        if (there) {
            continuation.generate();
        }
    }

    Caption caption() {
        Caption caption = captions.apply(Messages.text("tree.title"));
        return cost.get().isEmpty()
                ? caption
                : caption.with(Messages.text("tree.cost.name"), cost.get());
    }

    /// A row for each node.
    Optional<NumbersTable> numbers() {
        GenerationTree tree = tree();
        return tree == null ? Optional.empty() : Optional.of(NodeRow.table(tree, caption()));
    }
}
