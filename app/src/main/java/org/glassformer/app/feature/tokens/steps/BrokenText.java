package org.glassformer.app.feature.tokens.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.glassformer.app.feature.tokens.steps.StepsViewModel.Source;
import org.glassformer.app.feature.tokens.steps.Unfolded.Join;
import org.glassformer.app.feature.tokens.steps.Unfolded.Part;
import org.glassformer.app.feature.tokens.steps.Unfolded.Token;
import org.jspecify.annotations.Nullable;

/// Unfolds a text with bytes that are part of no character: no text gives those, so they stand as they are, and what is
/// between them is traced as a text of its own.
final class BrokenText {

    private final Source source;
    private final TreeMap<Integer, LooseByte> loose = new TreeMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private int words;
    private int bytes;
    private boolean cut;

    private BrokenText(Source source) {
        this.source = source;
        source.loose().forEach(each -> loose.put(each.at(), each));
    }

    static Unfolded trace(Source source, @Nullable Stretch selected) {
        return new BrokenText(source).trace(selected);
    }

    private Unfolded trace(@Nullable Stretch selected) {
        String text = source.text();
        Stretch chosen =
                selected == null || selected.from() >= text.length()
                        ? new Stretch(0, TraceViewModel.FIRST_CHARACTERS)
                        : selected;
        int from = chosen.from();
        int to = Math.clamp(chosen.to(), from + 1, text.length());
        for (int at = from; at < to && !cut; ) {
            LooseByte here = loose.get(at);
            if (here == null) {
                Integer before = loose.floorKey(at);
                Integer after = loose.ceilingKey(at);
                int begin = before == null ? 0 : before + 1;
                int end = after == null ? text.length() : after;
                add(begin, end, new Stretch(at - begin, Math.min(to, end) - begin));
                at = end;
            } else {
                add(here);
                at++;
            }
            cut |= bytes >= TraceViewModel.MOST_BYTES && at < to;
        }
        int start = parts.stream().mapToInt(Part::start).min().orElse(0);
        int stop = parts.stream().mapToInt(Part::end).max().orElse(start);
        return new Unfolded(text.substring(start, stop), start, parts, joins, tokens, true, cut);
    }

    private void add(LooseByte here) {
        byte[] value = {here.value()};
        Part part = new Part(Unfolded.Kind.LOOSE, -1, here.id(), value, here.at(), here.at() + 1);
        LooseByte left = loose.get(here.at() - 1);
        boolean joined =
                left != null && here.id() >= 0 && left.token() == here.token() && !parts.isEmpty();
        int first = joined ? tokens.removeLast().first() : parts.size();
        parts.add(part);
        tokens.add(new Token(first, parts.size(), here.id(), ""));
        bytes++;
    }

    /// Traces what is between two loose bytes.
    private void add(int begin, int end, Stretch wanted) {
        Unfolded unfolded = TraceViewModel.trace(source.part(begin, end), wanted);
        int shift = parts.size();
        for (Part p : unfolded.parts()) {
            int word = p.word() < 0 ? -1 : p.word() + words;
            parts.add(
                    new Part(p.kind(), word, p.id(), p.utf8(), p.start() + begin, p.end() + begin));
            bytes += p.utf8().length;
        }
        words = parts.stream().mapToInt(Part::word).max().orElse(-1) + 1;
        unfolded.joins()
                .forEach(j ->
                        joins.add(
                                new Join(
                                        j.first() + shift,
                                        j.middle() + shift,
                                        j.end() + shift,
                                        j.rank(),
                                        j.token())));
        unfolded.tokens()
                .forEach(t ->
                        tokens.add(
                                new Token(t.first() + shift, t.end() + shift, t.id(), t.label())));
        cut |= unfolded.cut();
    }
}
