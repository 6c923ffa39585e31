package org.glassformer.app.feature.tokens.steps;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.glassformer.app.feature.tokens.steps.Unfolded.Join;
import org.glassformer.app.feature.tokens.steps.Unfolded.Kind;
import org.glassformer.app.feature.tokens.steps.Unfolded.Part;
import org.glassformer.app.feature.tokens.steps.Unfolded.Token;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.CharacterText;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TokenText;
import org.jspecify.annotations.Nullable;

/// Turns a stretch into columns of bytes and keeps which column belongs to which character of the text.
final class Picture {

    /// A code point in its place.
    ///
    /// @param from its first byte
    /// @param to one past its last byte
    /// @param value -1 for a byte that belongs to no character
    private record CodePoint(int from, int to, int value) {}

    private final Unfolded unfolded;
    private final int[] columns; // (parts + 1): the first byte of each part
    private final int[] partHues;
    private final byte[] utf8;
    private final int[] starts; // of each byte, its first character in the text
    private final int[] ends;
    private final String encoded;
    private final MergeStepsData data;

    /// Draws a stretch.
    ///
    /// @param marks the tokens of the whole text with their hues
    Picture(Unfolded unfolded, TextMarks marks) {
        this.unfolded = unfolded;
        partHues = TokenHues.of(unfolded, marks);
        List<Part> parts = unfolded.parts();
        columns = new int[parts.size() + 1];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            all.writeBytes(parts.get(i).utf8());
            columns[i + 1] = all.size();
        }
        utf8 = all.toByteArray();
        starts = new int[utf8.length];
        ends = new int[utf8.length];
        List<CodePoint> codePoints = codePoints();
        encoded = text(codePoints);
        place();
        data = build(codePoints);
    }

    MergeStepsData data() {
        return data;
    }

    /// Whether the parts have the hues of another picture's.
    boolean hasHuesOf(Picture other) {
        return Arrays.equals(partHues, other.partHues);
    }

    /// The text that is encoded: the stretch, or what a normaliser made of it.
    String encoded() {
        return encoded;
    }

    /// Whether a normaliser changed the text.
    boolean isChanged() {
        return !data.rows().original().isEmpty();
    }

    /// The characters of the text that bytes stand for, null for none.
    @Nullable Stretch characters(ByteSpan span) {
        int from = Integer.MAX_VALUE;
        int to = -1;
        for (int i = span.from(); i < Math.min(span.to(), utf8.length); i++) {
            from = Math.min(from, starts[i]);
            to = Math.max(to, ends[i]);
        }
        return from < to ? new Stretch(from, to) : null;
    }

    /// The bytes that stand for characters of the text, null for none of them here.
    @Nullable ByteSpan bytes(Stretch stretch) {
        int from = -1;
        int to = -1;
        for (int i = 0; i < utf8.length; i++) {
            if (starts[i] < stretch.to() && stretch.from() < ends[i]) {
                from = from < 0 ? i : from;
                to = i + 1;
            }
        }
        return from < 0 ? null : new ByteSpan(from, to);
    }

    private List<CodePoint> codePoints() {
        List<CodePoint> found = new ArrayList<>();
        boolean[] loose = looseBytes();
        for (int i = 0; i < utf8.length; ) {
            int length = loose[i] ? 5 : 1;
            while (length <= 4
                    && (i + length > utf8.length
                            || !TokenText.isWhole(Arrays.copyOfRange(utf8, i, i + length)))) {
                length++;
            }
            boolean whole = length <= 4;
            int to = whole ? i + length : i + 1;
            int value =
                    whole ? new String(utf8, i, length, StandardCharsets.UTF_8).codePointAt(0) : -1;
            found.add(new CodePoint(i, to, value));
            i = to;
        }
        return found;
    }

    private boolean[] looseBytes() {
        boolean[] loose = new boolean[utf8.length];
        for (int i = 0; i < unfolded.parts().size(); i++) {
            if (unfolded.parts().get(i).kind() == Kind.LOOSE) {
                Arrays.fill(loose, columns[i], columns[i + 1], true);
            }
        }
        return loose;
    }

    private static String text(List<CodePoint> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(c -> text.appendCodePoint(c.value() < 0 ? 0xFFFD : c.value()));
        return text.toString();
    }

    /// Finds for every byte its characters in the text.
    private void place() {
        List<Part> parts = unfolded.parts();
        for (int i = 0; i < parts.size(); ) {
            int start = parts.get(i).start();
            int end = parts.get(i).end();
            int next = i + 1;
            while (next < parts.size() && end > start && parts.get(next).start() < end) {
                end = Math.max(end, parts.get(next).end());
                next++;
            }
            place(columns[i], columns[next], start, end);
            i = next;
        }
    }

    private void place(int from, int to, int start, int end) {
        Arrays.fill(starts, from, to, start);
        Arrays.fill(ends, from, to, end);
        String source = unfolded.text(start, end);
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        if (!isWellFormed(source) || !Arrays.equals(bytes, 0, bytes.length, utf8, from, to)) {
            return;
        }
        int column = from;
        for (int at = 0; at < source.length(); ) {
            int next = source.offsetByCodePoints(at, 1);
            int length = source.substring(at, next).getBytes(StandardCharsets.UTF_8).length;
            Arrays.fill(starts, column, column + length, start + at);
            Arrays.fill(ends, column, column + length, start + next);
            column += length;
            at = next;
        }
    }

    /// The characters of the text over the bytes that they became.
    private List<StepCell> original() {
        Stretch stretch = characters(new ByteSpan(0, utf8.length));
        if (stretch == null) {
            return List.of();
        }
        List<StepCell> cells = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(unfolded.text(stretch.from(), stretch.to()));
        int start = stretch.from();
        for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            Stretch cluster = new Stretch(start, stretch.from() + next);
            ByteSpan span = bytes(cluster);
            boolean apart = cells.isEmpty() || span == null || cells.getLast().to() <= span.from();
            if (span != null && apart) {
                cells.add(original(cluster, span));
                start = cluster.to();
            } else if (span != null) {
                int first = cells.removeLast().from();
                Stretch both = new Stretch(characters(first, span.to()), cluster.to());
                cells.add(original(both, new ByteSpan(first, span.to())));
                start = cluster.to();
            }
        }
        return cells;
    }

    private int characters(int from, int to) {
        return Arrays.stream(starts, from, to).min().orElse(0);
    }

    private StepCell original(Stretch characters, ByteSpan span) {
        String source = unfolded.text(characters.from(), characters.to());
        String detail = Messages.text("steps.originalDetail", surrogateOr(source));
        return StepCell.plain(span.from(), span.to(), surrogateOr(source), detail);
    }

    private static String surrogateOr(String source) {
        boolean lone = source.length() == 1 && Character.isSurrogate(source.charAt(0));
        return lone ? CharacterText.hex(source.charAt(0)) : CharacterText.of(source);
    }

    static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private MergeStepsData build(List<CodePoint> codePoints) {
        List<Part> parts = unfolded.parts();
        int[] hues = new int[utf8.length];
        for (int i = 0; i < parts.size(); i++) {
            Arrays.fill(hues, columns[i], columns[i + 1], partHues[i]);
        }
        MergeStepsData.Rows rows =
                new MergeStepsData.Rows(
                        unfolded.text().equals(encoded) ? List.of() : original(),
                        clusters(codePoints),
                        codePoints.stream().map(this::codePoint).toList(),
                        words(),
                        unfolded.tokens().stream().map(this::token).toList());
        return new MergeStepsData(
                utf8,
                hues,
                Arrays.copyOf(columns, parts.size()),
                unfolded.joins().stream().map(this::merge).toList(),
                rows);
    }

    private StepCell codePoint(CodePoint c) {
        if (c.value() < 0) {
            return StepCell.plain(c.from(), c.to(), "?", Messages.text("steps.noCharacter"));
        }
        String hex = CharacterText.hex(c.value());
        String detail =
                Messages.text(
                        "steps.codePointDetail", hex, name(c.value()), bytes(c.to() - c.from()));
        return StepCell.plain(c.from(), c.to(), hex, detail);
    }

    private static String name(int codePoint) {
        String name = Character.getName(codePoint);
        return name == null ? Messages.text("steps.noName") : name;
    }

    private List<StepCell> clusters(List<CodePoint> codePoints) {
        List<StepCell> cells = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(encoded);
        int at = 0; // a character of the encoded text
        int index = 0; // a code point
        for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            String cluster = encoded.substring(at, next);
            int first = index;
            index += cluster.codePointCount(0, cluster.length());
            cells.add(cluster(cluster, codePoints.subList(first, index)));
            at = next;
        }
        return cells;
    }

    private StepCell cluster(String cluster, List<CodePoint> codePoints) {
        int from = codePoints.getFirst().from();
        int to = codePoints.getLast().to();
        int value = codePoints.getFirst().value();
        boolean one = codePoints.size() == 1;
        if (one && value < 0) {
            String hex = TokenText.hex(Arrays.copyOfRange(utf8, from, to));
            return StepCell.plain(from, to, hex, Messages.text("steps.noCharacter"));
        }
        String label = CharacterText.of(cluster);
        String detail =
                one
                        ? Messages.text(
                                "steps.characterDetail",
                                label,
                                CharacterText.hex(value),
                                name(value),
                                bytes(to - from))
                        : Messages.text(
                                "steps.clusterDetail", label, codePoints.size(), bytes(to - from));
        StepCell.Kind kind = one ? StepCell.Kind.PLAIN : StepCell.Kind.FRAMED;
        return new StepCell(from, to, label, "", detail, kind);
    }

    private List<StepCell> words() {
        List<Part> parts = unfolded.parts();
        List<StepCell> cells = new ArrayList<>();
        for (int i = 0; i < parts.size(); ) {
            Part part = parts.get(i);
            int next = i + 1;
            while (part.word() >= 0
                    && next < parts.size()
                    && parts.get(next).word() == part.word()) {
                next++;
            }
            cells.add(word(part, columns[i], columns[next]));
            i = next;
        }
        return cells;
    }

    private StepCell word(Part first, int from, int to) {
        String label = CharacterText.ofPart(Arrays.copyOfRange(utf8, from, to));
        String key =
                switch (first.kind()) {
                    case ADDED -> "steps.specialDetail";
                    case WHOLE_WORD -> "steps.wholeDetail";
                    default -> "steps.wordDetail";
                };
        StepCell.Kind kind =
                first.kind() == Kind.ADDED ? StepCell.Kind.SPECIAL : StepCell.Kind.PLAIN;
        return new StepCell(from, to, label, "", Messages.text(key, label, bytes(to - from)), kind);
    }

    private StepCell token(Token token) {
        int from = columns[token.first()];
        int to = columns[token.end()];
        Kind kind = unfolded.parts().get(token.first()).kind();
        String label =
                switch (kind) {
                    case ADDED, UNKNOWN -> token.label();
                    default -> CharacterText.ofPart(Arrays.copyOfRange(utf8, from, to));
                };
        if (token.id() < 0) {
            String detail =
                    Messages.text(
                            kind == Kind.LOOSE ? "steps.noCharacter" : "steps.leftOutDetail",
                            label);
            return new StepCell(from, to, label, "–", detail, StepCell.Kind.PLAIN);
        }
        String id = Integer.toString(token.id());
        String detail = Messages.text("steps.tokenDetail", label, id, bytes(to - from));
        return new StepCell(from, to, label, id, detail, StepCell.Kind.PLAIN);
    }

    private StepMerge merge(Join join) {
        int from = columns[join.first()];
        int middle = columns[join.middle()];
        int to = columns[join.end()];
        String rank = Integer.toString(join.rank());
        String made = CharacterText.ofPart(Arrays.copyOfRange(utf8, from, to));
        String detail =
                Messages.text(
                        "steps.mergeDetail",
                        made,
                        Integer.toString(join.token()),
                        CharacterText.ofPart(Arrays.copyOfRange(utf8, from, middle)),
                        CharacterText.ofPart(Arrays.copyOfRange(utf8, middle, to)),
                        rank);
        String note = Messages.text("steps.mergeNote", rank, made);
        String brief = Messages.text("steps.mergeBrief", rank);
        return new StepMerge(from, middle, to, brief, note, detail);
    }

    /// A number of bytes in words.
    static String bytes(int count) {
        return count == 1 ? Messages.text("steps.oneByte") : Messages.text("steps.bytes", count);
    }
}
