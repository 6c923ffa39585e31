package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.tokenizer.TracePart.Kind;

/// Writes down the smallest parts of words and how they merge, with their places in the text.
final class MergeTracer implements Pieces {
    /// A merge whose place in the text is not yet known.
    private record Step(
            int word, int position, int left, int right, int rank, int token, int from, int to) {}

    private final String text;
    private final BpeModel model;
    private final int least;
    private final int most;
    private final EncodingBuilder places;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Integer> words = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int word;
    private int placedFrom = -1;
    private int placedTo;

    /// A tracer of the words and added tokens that reach into `text[least, most)`.
    MergeTracer(String text, BpeModel model, int least, int most) {
        this.text = text;
        this.model = model;
        this.least = least;
        this.most = most;
        this.places = EncodingBuilder.keepingLeftOut(text);
    }

    /// An added token at characters `from` to `to`.
    void added(int id, int from, int to) {
        if (reaches(from, to)) {
            places.add(id, from, to);
            note(Kind.ADDED, -1);
        }
    }

    @Override
    public void accept(AlignedText source, int from, int to) {
        int index = word++;
        int start = source.start(from);
        if (!reaches(start, Math.max(start, source.end(to - 1)))) {
            return;
        }
        WordParts parts = new WordParts();
        model.split(source.text(), from, to, parts);
        int whole = model.takenWhole(source.text(), from, to);
        if (whole >= 0 && parts.size() > 1) {
            parts.clear();
            parts.add(whole, Utf8.length(source.text(), from, to));
            places.addWord(source, from, to, parts);
            note(Kind.WHOLE_WORD, index);
            return;
        }
        int offset = kinds.size();
        places.addWord(source, from, to, parts);
        for (int i = 0; i < parts.size(); i++) {
            note(model.kind(parts.id(i)), index);
        }
        parts.merge(
                model.merges(),
                (position, left, right, rank, token, first, end) ->
                        steps.add(
                                new Step(
                                        index,
                                        position,
                                        left,
                                        right,
                                        rank,
                                        token,
                                        offset + first,
                                        offset + end)));
    }

    /// The trace of what was accepted.
    MergeTrace trace() {
        Encoding placed =
                least == 0 && most == text.length()
                        ? places.build()
                        : places.build(Math.max(0, placedFrom), placedTo);
        List<TracePart> parts = new ArrayList<>();
        for (Token token : placed.tokens()) {
            int i = parts.size();
            parts.add(
                    new TracePart(
                            kinds.get(i),
                            words.get(i),
                            token.id(),
                            token.start(),
                            token.end(),
                            token.byteStart(),
                            token.byteEnd()));
        }
        List<Merge> merges = new ArrayList<>();
        for (Step s : steps) {
            merges.add(
                    new Merge(
                            s.word,
                            s.position,
                            s.left,
                            s.right,
                            s.rank,
                            s.token,
                            parts.get(s.from).start(),
                            parts.get(s.to - 1).end()));
        }
        return new MergeTrace(
                text,
                parts,
                merges,
                steps.stream().mapToInt(Step::from).toArray(),
                steps.stream().mapToInt(Step::to).toArray());
    }

    /// Whether a word is within the stretch; a word without width counts if it stands within.
    private boolean reaches(int from, int to) {
        boolean within = from < most && (to > least || (from == to && from >= least));
        if (within) {
            placedFrom = placedFrom < 0 ? from : Math.min(placedFrom, from);
            placedTo = Math.max(placedTo, to);
        }
        return within || (least == 0 && most == text.length());
    }

    private void note(Kind kind, int ofWord) {
        kinds.add(kind);
        words.add(ofWord);
    }
}
