package org.glassformer.app.feature.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Sequence breakers as they stand in a field: with spaces between, and `\n`, `\t`, `\s` for a space and `\\` within.
final class BreakerTexts {

    private BreakerTexts() {}

    static String write(List<String> texts) {
        return texts.stream()
                .map(text ->
                        text.replace("\\", "\\\\")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                                .replace(" ", "\\s"))
                .collect(Collectors.joining(" "));
    }

    static List<String> read(String field) {
        return Arrays.stream(field.strip().split("\\s+"))
                .filter(text -> !text.isEmpty())
                .map(BreakerTexts::plain)
                .distinct()
                .toList();
    }

    private static String plain(String written) {
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && !escaped && i + 1 < written.length()) {
                escaped = true;
                continue;
            }
            text.append(escaped ? meant(c) : c);
            escaped = false;
        }
        return text.toString();
    }

    private static char meant(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 's' -> ' ';
            default -> c;
        };
    }
}
