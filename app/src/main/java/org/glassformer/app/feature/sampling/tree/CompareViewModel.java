package org.glassformer.app.feature.sampling.tree;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.LabSession;
import org.jspecify.annotations.Nullable;

/// The text shown beside another branch of its tree. It goes on while either grows.
final class CompareViewModel {

    private static final int COMMON_END = 90;

    private final LabSession session;
    private final Function<String, Caption> captions;
    private final ReadOnlyIntegerWrapper other =
            new ReadOnlyIntegerWrapper(this, "other", LabSession.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Branches> branches =
            new ReadOnlyObjectWrapper<>(this, "branches");
    private final IntegerProperty place = new SimpleIntegerProperty(this, "place", 0);
    private final BooleanProperty listed = new SimpleBooleanProperty(this, "listed", false);

    CompareViewModel(LabSession session, Function<String, Caption> captions) {
        this.session = session;
        this.captions = captions;
        session.treeProperty().subscribe(this::show);
    }

    /// The two branches; null while none are compared.
    ReadOnlyObjectProperty<@Nullable Branches> branchesProperty() {
        return branches.getReadOnlyProperty();
    }

    /// The last node of the other branch, or [LabSession#NONE].
    ReadOnlyIntegerProperty otherProperty() {
        return other.getReadOnlyProperty();
    }

    /// The place after the fork that is looked at in both branches, from 0; the first difference at first.
    IntegerProperty placeProperty() {
        return place;
    }

    /// Whether the tokens are listed in a table.
    BooleanProperty listedProperty() {
        return listed;
    }

    /// Compares the branch through a node, to its newest end, with the text shown.
    void with(int node) {
        GenerationTree tree = session.treeProperty().get();
        if (tree == null || !tree.has(node)) {
            return;
        }
        int end = node;
        while (!tree.children(end).isEmpty()) {
            end = tree.children(end).getLast().number();
        }
        place.set(0);
        other.set(end);
        show(tree);
    }

    /// Compares no more.
    void close() {
        other.set(LabSession.NONE);
        branches.set(null);
    }

    private void show(@Nullable GenerationTree tree) {
        if (other.get() != LabSession.NONE) {
            if (tree == null || !tree.has(other.get()) || tree.current().number() == other.get()) {
                close();
            } else {
                branches.set(Branches.of(tree, other.get()));
            }
        }
    }

    /// What two branches have in common, its end.
    static String common(Branches branches) {
        String text = branches.common();
        int from = Math.max(0, text.length() - COMMON_END);
        String end = from == 0 ? text : "…" + text.substring(text.offsetByCodePoints(from, 0));
        return Messages.text(
                "branches.common", Figures.count(branches.generated()), end.replace('\n', '↵'));
    }

    Caption caption() {
        Caption caption = captions.apply(Messages.text("branches.title"));
        Branches now = branches.get();
        return now == null
                ? caption
                : caption.with(now.shown().name(), now.shown().figures())
                        .with(now.other().name(), now.other().figures());
    }

    /// A row for each place after the fork.
    Optional<NumbersTable> numbers() {
        return Optional.ofNullable(branches.get()).map(now -> now.table(caption()));
    }
}
