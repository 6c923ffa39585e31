package org.glassformer.app.feature.tokens.steps;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.app.feature.tokens.steps.StepsViewModel.Source;
import org.glassformer.app.feature.tokens.steps.Unfolded.Join;
import org.glassformer.app.feature.tokens.steps.Unfolded.Part;
import org.glassformer.app.feature.tokens.steps.Unfolded.Token;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.tokenizer.Merge;
import org.glassformer.engine.tokenizer.MergeTrace;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.TracePart;
import org.jspecify.annotations.Nullable;

/// Asks the engine for the merges of a stretch and puts them into the panel's own terms.
final class TraceViewModel {

    /// How many bytes are shown at most: longer words and selections are cut.
    static final int MOST_BYTES = 400;

    /// Without a selection the words that reach into so many characters are shown.
    static final int FIRST_CHARACTERS = 12;

    /// How far a first word that merges is looked for.
    static final int SEARCHED_CHARACTERS = 2000;

    private static final int MOST_COUNTED = 200_000; // characters of a text whose words are counted

    private static final int LAST_SEARCHED = 4; // special tokens at the end of a text

    private static final int SAMPLE = 4000; // ids looked at to tell whether a tokenizer merges

    private final Tokenizer tokenizer;
    private final MergeTrace trace;
    private final List<TracePart> finals;
    private final int[] firsts; // of each final token its first part; one more at the end

    private TraceViewModel(Tokenizer tokenizer, MergeTrace trace) {
        this.tokenizer = tokenizer;
        this.trace = trace;
        finals = trace.partsAfter(trace.size());
        firsts = new int[finals.size() + 1];
        int[] ends = new int[trace.parts().size()];
        Arrays.setAll(ends, i -> i + 1);
        for (int k = 0; k < trace.size(); k++) {
            ends[trace.firstPart(k)] = trace.endPart(k);
        }
        for (int i = 0; i < finals.size(); i++) {
            firsts[i + 1] = ends[firsts[i]];
        }
    }

    static Unfolded trace(Source source, @Nullable Stretch selected) {
        if (!source.loose().isEmpty()) {
            return BrokenText.trace(source, selected);
        }
        Stretch wanted = wanted(source, selected);
        return new TraceViewModel(source.tokenizer(), merges(source, wanted)).unfold(wanted);
    }

    /// The words of a traced stretch; none for a tokenizer that does not merge, which has no words to speak of.
    static ShownWords shownWords(Source source, Unfolded unfolded) {
        int[] words =
                unfolded.parts().stream().mapToInt(Part::word).filter(word -> word >= 0).toArray();
        return words.length == 0 || !unfolded.merging() || !source.loose().isEmpty()
                ? ShownWords.NONE
                : new ShownWords(words[0] + 1, words[words.length - 1] + 1, countWords(source));
    }

    /// Looks for the last word before the special tokens at the end; 0 for a text too long to look at once more.
    private static int countWords(Source source) {
        int end = source.text().length();
        if (end > MOST_COUNTED) {
            return 0;
        }
        for (int i = 0; i < LAST_SEARCHED && end > 0; i++) {
            int start = end - 1;
            for (TracePart part : merges(source, new Stretch(end - 1, end)).parts().reversed()) {
                if (part.word() >= 0) {
                    return part.word() + 1;
                }
                start = Math.min(start, part.start());
            }
            end = start;
        }
        return 0;
    }

    private static MergeTrace merges(Source source, Stretch stretch) {
        return source.tokenizer()
                .mergeTrace(source.text(), source.mode(), stretch.from(), stretch.to());
    }

    private static Stretch wanted(Source source, @Nullable Stretch selected) {
        String text = source.text();
        if (selected != null && selected.from() < text.length()) {
            int to = Math.min(text.length(), Math.max(selected.to(), selected.from() + 1));
            return new Stretch(selected.from(), to);
        }
        Stretch first = some(text, 0, FIRST_CHARACTERS);
        return merges(source, first).size() > 0 ? first : firstThatMerges(source, first);
    }

    /// Vocabularies of a hundred thousand tokens take most words whole; one that merges says more.
    private static Stretch firstThatMerges(Source source, Stretch otherwise) {
        MergeTrace far = merges(source, some(source.text(), 0, SEARCHED_CHARACTERS));
        if (far.size() == 0) {
            return otherwise;
        }
        int word = far.merges().getFirst().word();
        return far.parts().stream()
                .filter(part -> part.word() == word)
                .findFirst()
                .map(part -> some(source.text(), part.start(), FIRST_CHARACTERS))
                .orElse(otherwise);
    }

    private static Stretch some(String text, int from, int length) {
        return new Stretch(from, Math.min(text.length(), from + length));
    }

    private Unfolded unfold(Stretch wanted) {
        List<TracePart> all = trace.parts();
        if (all.isEmpty()) {
            return Unfolded.EMPTY;
        }
        int first = firstWanted(wanted);
        int end = first + 1;
        int bytes = size(first);
        while (end < finals.size() && bytes + size(end) <= MOST_BYTES) {
            bytes += size(end++);
        }
        while (first > 0 && bytes + size(first - 1) <= MOST_BYTES) {
            bytes += size(--first);
        }
        boolean cut = first > 0 || end < finals.size();
        int from = firsts[first];
        int to = firsts[end];
        List<Part> parts = all.subList(from, to).stream().map(this::part).toList();
        List<Token> tokens = new ArrayList<>();
        for (int i = first; i < end; i++) {
            int id = finals.get(i).id();
            String label = id < 0 ? "" : tokenizer.label(id);
            tokens.add(new Token(firsts[i] - from, firsts[i + 1] - from, id, label));
        }
        boolean merging = trace.size() > 0 || all.size() < 2 || isMerging(tokenizer);
        int start = parts.getFirst().start();
        int stop = parts.stream().mapToInt(Part::end).max().orElse(start);
        String text = trace.text().substring(start, Math.max(start, stop));
        return new Unfolded(text, start, parts, joins(from, to), tokens, merging, cut);
    }

    /// The first final token of the stretch, without splitting a character off the one before.
    private int firstWanted(Stretch wanted) {
        int first = 0;
        while (first + 1 < finals.size() && finals.get(first).end() <= wanted.from()) {
            first++;
        }
        while (first > 0 && finals.get(first - 1).end() > finals.get(first).start()) {
            first--;
        }
        return first;
    }

    private int size(int token) {
        TracePart part = finals.get(token);
        return Math.max(1, part.byteEnd() - part.byteStart());
    }

    private List<Join> joins(int from, int to) {
        int[] ends = new int[trace.parts().size()];
        Arrays.setAll(ends, i -> i + 1);
        List<Join> joins = new ArrayList<>();
        for (int k = 0; k < trace.size(); k++) {
            int left = trace.firstPart(k);
            int middle = ends[left];
            ends[left] = trace.endPart(k);
            if (left >= from && trace.endPart(k) <= to) {
                Merge merge = trace.merges().get(k);
                int end = trace.endPart(k) - from;
                joins.add(new Join(left - from, middle - from, end, merge.rank(), merge.token()));
            }
        }
        return joins;
    }

    private Part part(TracePart part) {
        String covered = trace.text().substring(part.start(), Math.max(part.start(), part.end()));
        byte[] own = part.id() < 0 ? new byte[0] : tokenizer.bytes(part.id());
        byte[] source = utf8(covered);
        byte[] shown =
                switch (part.kind()) {
                    case BYTE, BYTE_FALLBACK, CHARACTER, WHOLE_WORD, MERGED -> own;
                    case UNKNOWN, LEFT_OUT, ADDED -> source;
                };
        byte[] utf8 = shown.length > 0 ? shown : source.length > 0 ? source : new byte[] {' '};
        return new Part(kind(part.kind()), part.word(), part.id(), utf8, part.start(), part.end());
    }

    private static Unfolded.Kind kind(TracePart.Kind kind) {
        return switch (kind) {
            case BYTE -> Unfolded.Kind.BYTE;
            case CHARACTER, MERGED -> Unfolded.Kind.CHARACTER;
            case BYTE_FALLBACK -> Unfolded.Kind.FALLBACK;
            case UNKNOWN -> Unfolded.Kind.UNKNOWN;
            case LEFT_OUT -> Unfolded.Kind.LEFT_OUT;
            case WHOLE_WORD -> Unfolded.Kind.WHOLE_WORD;
            case ADDED -> Unfolded.Kind.ADDED;
        };
    }

    /// Whether any of a sample of the vocabulary is longer than a byte and than a character.
    private static boolean isMerging(Tokenizer tokenizer) {
        int size = tokenizer.vocabSize();
        int stride = Math.max(1, size / SAMPLE);
        for (int id = 0; id < size; id += id < SAMPLE ? 1 : stride) {
            if (!tokenizer.isSpecial(id) && isLong(tokenizer.bytes(id))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLong(byte[] utf8) {
        if (!TokenText.isWhole(utf8)) {
            return utf8.length > 1;
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) > 1;
    }

    /// The bytes that are encoded: U+FFFD for a lone surrogate.
    private static byte[] utf8(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c ->
                        repaired.appendCodePoint(
                                Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
        return repaired.toString().getBytes(StandardCharsets.UTF_8);
    }
}
