package org.glassformer.app.feature.tokens.languages;

import java.util.List;

/// What a language's text costs. Immutable.
///
/// @param language the language and its text
/// @param characters code points of the text
/// @param bytes of its UTF-8 form
/// @param tokens with each tokenizer, or [#UNKNOWN]
record LanguageCount(LanguageText language, int characters, int bytes, List<Integer> tokens) {

    /// Not counted yet.
    static final int UNKNOWN = -1;

    LanguageCount {
        tokens = List.copyOf(tokens);
    }

    /// The same figures for another language, whose text is the same.
    LanguageCount of(LanguageText other) {
        return new LanguageCount(other, characters, bytes, tokens);
    }

    String name() {
        return language.paragraph().english();
    }

    /// Characters per token; NaN where there are no tokens.
    double density(int tokenizer) {
        int count = tokens.get(tokenizer);
        return count <= 0 ? Double.NaN : (double) characters / count;
    }
}
