package org.glassformer.app.ui.control;

/// Where the characters of a marked text are now, after the edits since it was marked: those before the edited stretch
/// stand as they stood, those after it have moved, those in it have no place.
final class MarkedEdits {

    private boolean edited;
    private int from;
    private int oldEnd;
    private int newEnd;

    /// Takes the present text for a change of the marked one.
    void begin(String marked, String now) {
        edited = false;
        if (!marked.equals(now)) {
            int shorter = Math.min(marked.length(), now.length());
            int same = 0;
            while (same < shorter && marked.charAt(same) == now.charAt(same)) {
                same++;
            }
            int tail = 0;
            while (tail < shorter - same
                    && marked.charAt(marked.length() - 1 - tail)
                            == now.charAt(now.length() - 1 - tail)) {
                tail++;
            }
            edited = true;
            from = same;
            oldEnd = marked.length() - tail;
            newEnd = now.length() - tail;
        }
    }

    void edited(EditorText.Change change) {
        int end = change.at() + change.removed().length();
        int delta = change.added().length() - change.removed().length();
        if (!edited) {
            edited = true;
            from = change.at();
            oldEnd = end;
            newEnd = end + delta;
            return;
        }
        int last = Math.max(newEnd, end);
        oldEnd += last - newEnd;
        newEnd = last + delta;
        from = Math.min(from, change.at());
    }

    /// The marked place that a place of the present text was; the end of the edited stretch for places in it.
    int toMarked(int place) {
        if (!edited || place <= from) {
            return place;
        }
        return place >= newEnd ? place - newEnd + oldEnd : oldEnd;
    }

    /// Whether a marked range is as it was.
    boolean isWhole(int start, int end) {
        return !edited || end <= from || start >= oldEnd;
    }

    /// How far a marked range that is as it was has moved.
    int shift(int end) {
        return edited && end > from ? newEnd - oldEnd : 0;
    }
}
