package org.glassformer.app.feature.tokens.languages;

/// The everyday paragraph in one language, or a text that the person added.
///
/// @param code tells languages apart; BCP 47, such as `zh-Hans`
/// @param english name of the language in English
/// @param own name of the language in itself; may be empty
/// @param script that the text is written in, in English; may be empty
/// @param rightToLeft whether the script runs from right to left
/// @param text as it came
record Paragraph(
        String code, String english, String own, String script, boolean rightToLeft, String text) {

    /// The language that all others are compared with.
    static final String ENGLISH = "en";
}
