package org.glassformer.app.ui.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The characters of an editor, any UTF-16 units, with what is needed to take changes back.
final class EditorText implements CharSequence {

    private static final int MOST_CHANGES = 500;
    private static final int MOST_KEPT = 8_000_000;

    /// A replacement of some characters by others.
    ///
    /// @param at where it begins
    /// @param removed what was there
    /// @param added what is there now
    record Change(int at, String removed, String added) {

        Change inverse() {
            return new Change(at, added, removed);
        }

        int end() {
            return at + added.length();
        }
    }

    private final StringBuilder chars = new StringBuilder();
    private final Deque<Change> done = new ArrayDeque<>();
    private final Deque<Change> undone = new ArrayDeque<>();
    private final Consumer<Change> onChange;
    private @Nullable String whole = "";
    private int kept;
    private boolean open; // the newest change may grow

    /// An empty text.
    ///
    /// @param onChange told after each change
    EditorText(Consumer<Change> onChange) {
        this.onChange = onChange;
    }

    @Override
    public int length() {
        return chars.length();
    }

    @Override
    public char charAt(int index) {
        return chars.charAt(index);
    }

    @Override
    public String subSequence(int start, int end) {
        return chars.substring(start, end);
    }

    @Override
    public String toString() {
        String string = whole;
        if (string == null) {
            string = chars.toString();
            whole = string;
        }
        return string;
    }

    /// Replaces characters.
    ///
    /// @param joins whether it may be taken back together with the change before, as in typing
    void replace(int from, int to, String with, boolean joins) {
        if (from == to && with.isEmpty()) {
            return;
        }
        Change change = new Change(from, chars.substring(from, to), with);
        undone.clear();
        Change last = done.peekLast();
        Change grown = joins && open && last != null ? joined(last, change) : null;
        if (grown == null) {
            push(change);
        } else {
            pop();
            push(grown);
        }
        open = joins;
        apply(change);
    }

    /// Replaces characters in a way that is not remembered, such as text that an input method is still composing.
    void replaceForNow(int from, int to, String with) {
        apply(new Change(from, chars.substring(from, to), with));
    }

    /// Typing ends here: what comes next is taken back on its own.
    void close() {
        open = false;
    }

    private static @Nullable Change joined(Change last, Change next) {
        boolean typed =
                next.removed().isEmpty()
                        && next.at() == last.end()
                        && !next.added().equals("\n")
                        && last.removed().isEmpty();
        if (typed) {
            return new Change(last.at(), "", last.added() + next.added());
        }
        boolean erased = next.added().isEmpty() && last.added().isEmpty();
        if (erased && next.at() + next.removed().length() == last.at()) {
            return new Change(next.at(), next.removed() + last.removed(), "");
        }
        if (erased && next.at() == last.at()) {
            return new Change(last.at(), last.removed() + next.removed(), "");
        }
        return null;
    }

    private void push(Change change) {
        done.addLast(change);
        kept += size(change);
        while (done.size() > MOST_CHANGES || (kept > MOST_KEPT && done.size() > 1)) {
            kept -= size(done.removeFirst());
        }
    }

    private @Nullable Change pop() {
        Change last = done.pollLast();
        if (last != null) {
            kept -= size(last);
        }
        return last;
    }

    private static int size(Change change) {
        return change.removed().length() + change.added().length();
    }

    /// Takes the last change back.
    ///
    /// @return where the caret belongs, or -1 if there was nothing to take back
    int undo() {
        Change last = pop();
        open = false;
        if (last == null) {
            return -1;
        }
        undone.addLast(last);
        apply(last.inverse());
        return last.inverse().end();
    }

    /// Brings a change back that was undone.
    ///
    /// @return where the caret belongs, or -1 if there was nothing to bring back
    int redo() {
        Change next = undone.pollLast();
        open = false;
        if (next == null) {
            return -1;
        }
        push(next);
        apply(next);
        return next.end();
    }

    private void apply(Change change) {
        chars.replace(change.at(), change.at() + change.removed().length(), change.added());
        whole = null;
        onChange.accept(change);
    }

    /// Makes the text another one, by one change of the part that differs.
    void become(String text) {
        int shorter = Math.min(length(), text.length());
        int same = 0;
        while (same < shorter && chars.charAt(same) == text.charAt(same)) {
            same++;
        }
        int tail = 0;
        while (tail < shorter - same
                && chars.charAt(length() - 1 - tail) == text.charAt(text.length() - 1 - tail)) {
            tail++;
        }
        replace(same, length() - tail, text.substring(same, text.length() - tail), false);
    }
}
