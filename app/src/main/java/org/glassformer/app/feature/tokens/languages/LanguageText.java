package org.glassformer.app.feature.tokens.languages;

import java.text.Bidi;

/// A language with the text that is counted for it. Immutable.
///
/// @param paragraph the language, and its text as it came
/// @param text as it is now
/// @param added whether the person added it
record LanguageText(Paragraph paragraph, String text, boolean added) {

    String code() {
        return paragraph.code();
    }

    /// Whether the person changed the paragraph that came with the lab.
    boolean isEdited() {
        return !added && !text.equals(paragraph.text());
    }

    LanguageText withText(String changed) {
        return new LanguageText(paragraph, changed, added);
    }

    LanguageText named(String name) {
        return new LanguageText(
                new Paragraph(
                        paragraph.code(),
                        name,
                        paragraph.own(),
                        paragraph.script(),
                        paragraph.rightToLeft(),
                        paragraph.text()),
                text,
                added);
    }

    /// Whether the text runs from right to left: its first letter says so.
    boolean isRightToLeft() {
        if (text.isBlank()) {
            return paragraph.rightToLeft();
        }
        int direction =
                paragraph.rightToLeft()
                        ? Bidi.DIRECTION_DEFAULT_RIGHT_TO_LEFT
                        : Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT;
        return !new Bidi(text, direction).baseIsLeftToRight();
    }
}
