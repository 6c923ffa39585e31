package org.glassformer.app.feature.tokens.languages;

import java.util.Comparator;
import java.util.Locale;

/// In which order the languages stand. The ratio to English gives the order of the tokens.
enum LanguageOrder {
    /// Cheapest with the first tokenizer first.
    FEWEST_TOKENS,
    /// English, by which the others are measured, then the dearest with the first tokenizer first.
    MOST_TOKENS,
    /// By what the last tokenizer saves over the first, most first.
    MOST_SAVED,
    /// Most characters in a token of the first tokenizer first.
    CHARACTERS_PER_TOKEN,
    /// By English name.
    NAME;

    /// Puts the languages in this order; equal ones by name.
    Comparator<LanguageCount> comparator() {
        Comparator<LanguageCount> byName =
                Comparator.comparing(count -> count.name().toLowerCase(Locale.ROOT));
        Comparator<LanguageCount> first =
                switch (this) {
                    case FEWEST_TOKENS -> Comparator.comparingInt(LanguageOrder::tokens);
                    case MOST_TOKENS ->
                            Comparator.comparing(LanguageOrder::isMeasure)
                                    .thenComparingInt(LanguageOrder::tokens)
                                    .reversed();
                    case MOST_SAVED -> Comparator.comparingDouble(LanguageOrder::left);
                    case CHARACTERS_PER_TOKEN ->
                            Comparator.comparingDouble(count -> -orNone(count.density(0)));
                    case NAME -> byName;
                };
        return first.thenComparing(byName);
    }

    private static boolean isMeasure(LanguageCount count) {
        return count.language().code().equals(Paragraph.ENGLISH);
    }

    private static int tokens(LanguageCount count) {
        return count.tokens().getFirst();
    }

    /// The share of the first tokenizer's tokens that the last one needs.
    private static double left(LanguageCount count) {
        int all = count.tokens().getFirst();
        return all <= 0 ? 1 : (double) count.tokens().getLast() / all;
    }

    private static double orNone(double x) {
        return Double.isNaN(x) ? 0 : x;
    }
}
