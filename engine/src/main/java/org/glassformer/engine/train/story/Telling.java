package org.glassformer.engine.train.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Tells one story: expands templates for a cast, in the notation that [Library] describes.
final class Telling {
    private final Map<String, List<String>> rules;
    private final Cast cast;
    private final Random random;

    Telling(Library library, Cast cast, Random random) {
        this.rules = library.rules();
        this.cast = cast;
        this.random = random;
    }

    /// The text of a template.
    String tell(String template) {
        return expand(template, List.of());
    }

    private String expand(String template, List<String> arguments) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            switch (c) {
                case '{' -> {
                    int end = close(template, i, '{', '}');
                    out.append(expand(pick(split(template.substring(i + 1, end))), arguments));
                    i = end + 1;
                }
                case '[' -> {
                    int end = close(template, i, '[', ']');
                    remember(template.substring(i + 1, end), arguments);
                    i = end + 1;
                }
                case '<' -> {
                    int end = close(template, i, '<', '>');
                    out.append(rule(template.substring(i + 1, end), arguments));
                    i = end + 1;
                }
                case '$' -> {
                    int end = endOfReference(template, i + 1);
                    out.append(reference(template.substring(i + 1, end), arguments));
                    i = end;
                }
                default -> {
                    out.append(c);
                    i++;
                }
            }
        }
        return out.toString();
    }

    private String rule(String call, List<String> arguments) {
        String[] words = call.split(" ", -1);
        List<String> ways = rules.get(words[0]);
        if (ways == null) {
            throw new IllegalArgumentException("no rule '" + words[0] + "'");
        }
        List<String> passed = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            passed.add(resolve(words[i].replace("$", ""), arguments));
        }
        return expand(pick(ways), passed);
    }

    private void remember(String text, List<String> arguments) {
        int equals = text.indexOf('=');
        String key = text.substring(0, equals);
        String[] parts = pick(split(text.substring(equals + 1))).split("::", -1);
        for (int i = 0; i < parts.length; i++) {
            cast.remember(i == 0 ? key : key + (i + 1), expand(parts[i], arguments));
        }
    }

    private String reference(String name, List<String> arguments) {
        int dot = name.indexOf('.');
        String role = resolve(dot < 0 ? name : name.substring(0, dot), arguments);
        return cast.role(role).field(dot < 0 ? "" : name.substring(dot + 1), random);
    }

    private static String resolve(String name, List<String> arguments) {
        return name.length() == 1 && Character.isDigit(name.charAt(0))
                ? arguments.get(name.charAt(0) - '1')
                : name;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static int endOfReference(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        boolean field =
                end + 1 < text.length()
                        && text.charAt(end) == '.'
                        && Character.isLetter(text.charAt(end + 1));
        if (field) {
            end++;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static int close(String text, int from, char open, char close) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == open) {
                depth++;
            } else if (c == close && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("'" + open + "' is not closed in: " + text);
    }

    /// The alternatives between the bars that stand in no braces.
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == '|' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
