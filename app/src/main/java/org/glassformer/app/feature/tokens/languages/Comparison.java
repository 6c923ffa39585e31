package org.glassformer.app.feature.tokens.languages;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What all languages cost with the tokenizers chosen. Immutable.
///
/// @param tokenizers names of the tokenizers
/// @param languages in the order shown
record Comparison(List<String> tokenizers, List<LanguageCount> languages) {

    /// Nothing counted.
    static final Comparison EMPTY = new Comparison(List.of(), List.of());

    Comparison {
        tokenizers = List.copyOf(tokenizers);
        languages = List.copyOf(languages);
    }

    Comparison sorted(LanguageOrder order) {
        return new Comparison(tokenizers, languages.stream().sorted(order.comparator()).toList());
    }

    Optional<LanguageCount> language(String code) {
        return languages.stream().filter(l -> l.language().code().equals(code)).findFirst();
    }

    /// Place of a language in the order shown, or -1.
    int indexOf(String code) {
        return IntStream.range(0, languages.size())
                .filter(i -> languages.get(i).language().code().equals(code))
                .findFirst()
                .orElse(-1);
    }

    /// The tokens of the English text with each tokenizer.
    List<Integer> reference() {
        return language(Paragraph.ENGLISH).map(LanguageCount::tokens).orElse(List.of());
    }

    /// A language's tokens as a multiple of English; NaN where there is none.
    double ratio(LanguageCount language, int tokenizer) {
        List<Integer> reference = reference();
        int one = reference.isEmpty() ? 0 : reference.get(tokenizer);
        int count = language.tokens().get(tokenizer);
        return one <= 0 || count < 0 ? Double.NaN : (double) count / one;
    }
}
