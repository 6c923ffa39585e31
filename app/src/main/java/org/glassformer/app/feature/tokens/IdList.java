package org.glassformer.app.feature.tokens;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;

/// Ids read from a text: numbers between commas, spaces, line ends and brackets, as Python, Java and JSON write lists.
///
/// @param ids those before the first problem
/// @param starts where each begins in the text
/// @param ends one past where each ends
/// @param problem a sentence that names the first thing that is no id, and its place; empty where all is well
record IdList(List<Integer> ids, List<Integer> starts, List<Integer> ends, String problem) {

    private static final String BETWEEN = " \t\r\n,;[](){}\u00a0";
    private static final int LONGEST_SHOWN = 24;

    /// Copies the lists.
    IdList {
        ids = List.copyOf(ids);
        starts = List.copyOf(starts);
        ends = List.copyOf(ends);
    }

    /// The ids as they lie under their text.
    ///
    /// @param text that was read
    /// @param hues of the tokens
    TextMarks marks(String text, IntUnaryOperator hues) {
        int n = ids.size();
        byte[] colours = new byte[n];
        for (int i = 0; i < n; i++) {
            colours[i] = (byte) hues.applyAsInt(i);
        }
        return new TextMarks(text, ints(starts), ints(ends), new float[n], colours);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /// What is wrong with the ids: those that are no tokens, and what is no id at all.
    ///
    /// @param text that was read
    /// @param tokens that the ids are; those of earlier ids while newer ones are on their way
    /// @param choice the tokenizer
    String problem(String text, TokenizedText tokens, TokenizerChoice choice) {
        List<Integer> unknown =
                IntStream.range(0, Math.min(tokens.size(), ids.size()))
                        .filter(i -> tokens.chips().get(i).equals(FlowToken.unknown(ids.get(i))))
                        .boxed()
                        .toList();
        if (unknown.isEmpty()) {
            return problem;
        }
        int first = unknown.getFirst();
        String sentence =
                Messages.text(
                        switch (unknown.size()) {
                            case 1 -> "tokens.ids.noToken";
                            case 2 -> "tokens.ids.noTokenTwo";
                            default -> "tokens.ids.noTokens";
                        },
                        Integer.toString(ids.get(first)),
                        place(text, starts.get(first)),
                        choice.name(),
                        unknown.size() - 1);
        return problem.isEmpty() ? sentence : sentence + " " + problem;
    }

    /// Where some ids stand in the text.
    TextRange range(TokenSpan span) {
        return span.isEmpty() || span.to() > ids.size()
                ? TextRange.NONE
                : new TextRange(starts.get(span.from()), ends.get(span.to() - 1));
    }

    /// The id at a character of the text, or -1.
    int at(int character) {
        int found = Collections.binarySearch(starts, character);
        int index = found >= 0 ? found : -found - 2;
        return index >= 0 && character < ends.get(index) ? index : -1;
    }

    /// Reads ids.
    ///
    /// @param text as it was typed or pasted
    static IdList read(String text) {
        List<Integer> ids = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (BETWEEN.indexOf(text.charAt(at)) >= 0) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && BETWEEN.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String word = text.substring(at, end);
            int id = number(word);
            if (id < 0) {
                String shown =
                        word.length() > LONGEST_SHOWN
                                ? word.substring(0, LONGEST_SHOWN) + "…"
                                : word;
                String problem = Messages.text("tokens.ids.noNumber", shown, place(text, at));
                return new IdList(ids, starts, ends, problem);
            }
            ids.add(id);
            starts.add(at);
            ends.add(end);
            at = end;
        }
        return new IdList(ids, starts, ends, "");
    }

    /// The number that a word is, or -1.
    private static int number(String word) {
        String digits = word.replace("_", "");
        if (digits.isEmpty()
                || digits.length() > 10
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long value = Long.parseLong(digits);
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    /// A place as people count: line and column from 1.
    static String place(String text, int at) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return Messages.text("tokens.place", line, at - begin + 1);
    }
}
