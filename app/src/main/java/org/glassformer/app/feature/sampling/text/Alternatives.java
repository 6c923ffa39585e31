package org.glassformer.app.feature.sampling.text;

import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.TreeNode;
import org.jspecify.annotations.Nullable;

/// Replaces the token looked at by its neighbour in the order of the model's logits, and goes on looking at its place.
///
/// A token that was tried there before brings its branch back. The work of one replacement is asynchronous: first the
/// step is read, then the token is added or its branch shown, then its place is looked at again.
final class Alternatives {

    /// A token that will be at a place of the text once the model has read it.
    private record Awaited(int index, int id) {}

    private final LabSession session;
    private final Continuation continuation;
    private int waitingBy;
    private @Nullable Awaited awaited;

    Alternatives(LabSession session, Continuation continuation) {
        this.session = session;
        this.continuation = continuation;
        session.readingProperty().subscribe(this::look);
        session.stepProperty().subscribe((before, now) -> stepRead());
    }

    /// @param by 1 for the next token in the order of the logits, -1 for the one before
    void replace(int by) {
        GenerationTree tree = session.treeProperty().get();
        int count = session.tokensProperty().get().size();
        int looked = session.lookedAtProperty().get();
        int index = looked == LabSession.NONE ? count - 1 : looked;
        if (tree == null || index < tree.prompt().tokens().size()) {
            return;
        }
        waitingBy = by;
        if (looked == LabSession.NONE) {
            continuation.lookAt(index);
        }
        stepRead();
    }

    private void stepRead() {
        Reading step = session.stepProperty().get();
        int index = session.lookedAtProperty().get();
        if (waitingBy == 0 || step == null || index < 0 || step.tokens().size() != index) {
            return;
        }
        int by = waitingBy;
        waitingBy = 0;
        int id = session.tokensProperty().get().get(index).id();
        int other = beside(step.logits(), id, by);
        if (other != id) {
            awaited = new Awaited(index, other);
            show(index, other);
        }
    }

    private void show(int index, int id) {
        GenerationTree tree = session.treeProperty().get();
        if (tree == null) {
            return;
        }
        int above = tree.path(tree.current().number()).get(depth(tree, index) - 1).number();
        for (TreeNode child : tree.children(above)) {
            if (child.token().id() == id) {
                continuation.goTo(newestEnd(tree, child.number()));
                return;
            }
        }
        continuation.add(id);
    }

    private static int depth(GenerationTree tree, int index) {
        return index - tree.prompt().tokens().size() + 1;
    }

    private static int newestEnd(GenerationTree tree, int node) {
        int at = node;
        while (!tree.children(at).isEmpty()) {
            at = tree.children(at).getLast().number();
        }
        return at;
    }

    private void look(@Nullable Reading reading) {
        Awaited place = awaited;
        awaited = null;
        if (place != null
                && reading != null
                && reading.tokens().size() > place.index()
                && reading.tokens().get(place.index()).id() == place.id()) {
            continuation.lookAt(place.index());
        }
    }

    /// The token after (1) or before (-1) another one in the order of the logits, equal ones by their numbers; the token
    /// itself at the end.
    static int beside(float[] logits, int id, int by) {
        int best = id;
        for (int other = 0; other < logits.length; other++) {
            boolean beyond = by > 0 ? isBefore(logits, id, other) : isBefore(logits, other, id);
            boolean closer =
                    best == id
                            || (by > 0
                                    ? isBefore(logits, other, best)
                                    : isBefore(logits, best, other));
            if (beyond && closer) {
                best = other;
            }
        }
        return best;
    }

    private static boolean isBefore(float[] logits, int a, int b) {
        return logits[a] > logits[b] || (logits[a] == logits[b] && a < b);
    }
}
