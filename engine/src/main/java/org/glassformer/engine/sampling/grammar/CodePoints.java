package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A set of Unicode characters as sorted, separate ranges. Surrogates, which have no UTF-8, are in
/// no set.
final class CodePoints {
    private static final int FIRST_SURROGATE = 0xD800;
    private static final int LAST_SURROGATE = 0xDFFF;

    static final CodePoints NONE = new CodePoints(List.of());
    static final CodePoints ALL = range(0, Character.MAX_CODE_POINT);

    private final List<Range> ranges;

    /// Characters `first` to `last`, both included.
    record Range(int first, int last) {}

    private CodePoints(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    static CodePoints range(int first, int last) {
        return ofRanges(List.of(new Range(first, last)));
    }

    static CodePoints of(int... characters) {
        return ofRanges(Arrays.stream(characters).mapToObj(c -> new Range(c, c)).toList());
    }

    /// The union of ranges in any order.
    static CodePoints ofRanges(List<Range> any) {
        List<Range> sorted = new ArrayList<>();
        for (Range range : any) {
            add(sorted, range.first, Math.min(range.last, FIRST_SURROGATE - 1));
            add(sorted, Math.max(range.first, LAST_SURROGATE + 1), range.last);
        }
        sorted.sort(Comparator.comparingInt(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            if (!merged.isEmpty() && range.first <= merged.getLast().last + 1) {
                Range before = merged.removeLast();
                merged.add(new Range(before.first, Math.max(before.last, range.last)));
            } else {
                merged.add(range);
            }
        }
        return new CodePoints(merged);
    }

    private static void add(List<Range> ranges, int first, int last) {
        if (first <= last) {
            ranges.add(new Range(first, last));
        }
    }

    List<Range> ranges() {
        return ranges;
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    CodePoints or(CodePoints other) {
        List<Range> both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        return ofRanges(both);
    }

    CodePoints not() {
        List<Range> gaps = new ArrayList<>();
        int next = 0;
        for (Range range : ranges) {
            add(gaps, next, range.first - 1);
            next = range.last + 1;
        }
        add(gaps, next, Character.MAX_CODE_POINT);
        return ofRanges(gaps);
    }

    CodePoints minus(CodePoints other) {
        return not().or(other).not();
    }
}
