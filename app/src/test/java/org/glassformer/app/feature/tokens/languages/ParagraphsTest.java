package org.glassformer.app.feature.tokens.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParagraphsTest {

    private static final List<String> WANTED =
            List.of(
                    "en", "es", "pt", "fr", "de", "it", "nl", "pl", "cs", "sv", "fi", "hu", "tr",
                    "id", "sw", "yo", "vi", "ru", "uk", "el", "he", "ar", "fa", "ur", "hi", "bn",
                    "pa", "te", "ta", "th", "my", "km", "am", "ka", "zh-Hans", "ja", "ko");

    /// The scripts by the names that the resource gives them.
    private static final Map<String, Set<Character.UnicodeScript>> SCRIPTS =
            Map.of(
                    "Han", Set.of(Character.UnicodeScript.HAN),
                    "Japanese",
                            Set.of(
                                    Character.UnicodeScript.HAN,
                                    Character.UnicodeScript.HIRAGANA,
                                    Character.UnicodeScript.KATAKANA));

    static List<Paragraph> paragraphs() {
        return Paragraphs.read();
    }

    @Test
    void everyLanguageIsThereOnceAndEnglishIsFirst() {
        List<String> codes = paragraphs().stream().map(Paragraph::code).toList();
        assertThat(codes).doesNotHaveDuplicates().containsAll(WANTED);
        assertThat(codes.getFirst()).isEqualTo(Paragraph.ENGLISH);
        assertThat(paragraphs().stream().map(Paragraph::english)).doesNotHaveDuplicates();
        assertThat(paragraphs().stream().map(Paragraph::own)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("paragraphs")
    void textIsComposedAndWhole(Paragraph paragraph) {
        assertThat(Normalizer.isNormalized(paragraph.text(), Normalizer.Form.NFC)).isTrue();
        assertThat(Normalizer.isNormalized(paragraph.own(), Normalizer.Form.NFC)).isTrue();
        assertThat(paragraph.text()).doesNotContain("\uFFFD").doesNotContain("  ").isNotBlank();
        assertThat(paragraph.text()).isEqualTo(paragraph.text().strip());
        assertThat(paragraph.text().codePoints().filter(c -> Character.getType(c) == 0)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paragraphs")
    void everyLetterIsOfTheLanguagesScript(Paragraph paragraph) {
        Set<Character.UnicodeScript> scripts =
                SCRIPTS.containsKey(paragraph.script())
                        ? SCRIPTS.get(paragraph.script())
                        : Set.of(Character.UnicodeScript.forName(paragraph.script()));
        Set<Character.UnicodeScript> used =
                (paragraph.text() + paragraph.own())
                        .codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(Character.UnicodeScript::of)
                        .filter(script -> script != Character.UnicodeScript.COMMON)
                        .collect(Collectors.toSet());
        assertThat(scripts).containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("paragraphs")
    void lengthIsPlausibleAndTheNumberIsThere(Paragraph paragraph) {
        boolean dense = Set.of("Han", "Japanese", "Hangul").contains(paragraph.script());
        assertThat(paragraph.text().length()).isBetween(dense ? 50 : 135, 280);
        String digits =
                paragraph
                        .text()
                        .codePoints()
                        .filter(Character::isDigit)
                        .mapToObj(c -> Integer.toString(Character.digit(c, 10)))
                        .collect(Collectors.joining());
        assertThat(digits).isEqualTo("12");
    }

    @ParameterizedTest
    @MethodSource("paragraphs")
    void directionIsThatOfTheText(Paragraph paragraph) {
        Bidi bidi = new Bidi(paragraph.text(), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        assertThat(bidi.baseIsLeftToRight()).isEqualTo(!paragraph.rightToLeft());
        assertThat(new LanguageText(paragraph, paragraph.text(), false).isRightToLeft())
                .isEqualTo(paragraph.rightToLeft());
    }
}
