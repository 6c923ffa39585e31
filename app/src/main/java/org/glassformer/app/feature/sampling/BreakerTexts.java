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
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\' || i + 1 == written.length()) {
                text.append(c);
                continue;
            }
            i++;
            text.append(
                    switch (written.charAt(i)) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 's' -> ' ';
                        default -> written.charAt(i);
                    });
        }
        return text.toString();
    }
}
