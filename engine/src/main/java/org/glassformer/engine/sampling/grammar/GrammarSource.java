package org.glassformer.engine.sampling.grammar;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a [Grammar] was made from, so that it can be written down and made again.
///
/// @param kind how the text is read
/// @param text the expression or the schema; choices stand one on a line
public record GrammarSource(Kind kind, String text) {

    /// The kinds of sources.
    public enum Kind {
        /// The text is one of some lines.
        CHOICES,
        /// The text matches a regular expression.
        REGEX,
        /// The text is JSON that fits a schema.
        JSON_SCHEMA;

        /// The name in files, such as `json-schema`.
        public String fileName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The kind with a name in files.
        ///
        /// @throws IllegalArgumentException with one sentence if there is none
        public static Kind named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.fileName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no kind of grammar: " + name));
        }
    }

    /// The source of [Grammar#choices(List)].
    ///
    /// @throws GrammarException if a choice has several lines
    public static GrammarSource choices(List<String> texts) {
        if (texts.stream().anyMatch(text -> text.contains("\n"))) {
            throw new GrammarException("a choice of several lines cannot be written down");
        }
        return new GrammarSource(Kind.CHOICES, String.join("\n", texts));
    }

    /// Makes the grammar.
    ///
    /// @throws GrammarException with one sentence if the source is malformed
    public Grammar compile() {
        return switch (kind) {
            case CHOICES -> Grammar.choices(List.of(text.split("\n", -1)));
            case REGEX -> Grammar.regex(text);
            case JSON_SCHEMA -> Grammar.jsonSchema(text);
        };
    }
}
