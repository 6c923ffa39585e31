package org.glassformer.app.feature.tokens.languages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// The texts as they are now: those that came with the lab, edited or not, and those that the person added.
final class LanguageTexts {

    private final Map<String, LanguageText> texts = new LinkedHashMap<>();
    private int added;

    /// Puts the paragraphs in that came with the lab.
    void putAll(List<Paragraph> paragraphs) {
        paragraphs.forEach(p -> put(new LanguageText(p, p.text(), false)));
    }

    private void put(LanguageText language) {
        texts.put(language.code(), language);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /// All texts in the order in which they came.
    List<LanguageText> all() {
        return List.copyOf(texts.values());
    }

    /// The text with a code; none for null.
    Optional<LanguageText> with(@Nullable String code) {
        return Optional.ofNullable(code == null ? null : texts.get(code));
    }

    boolean isAnyEdited() {
        return texts.values().stream().anyMatch(LanguageText::isEdited);
    }

    /// Changes a text; says whether it was another one before.
    boolean edit(LanguageText language, String now) {
        boolean changed = !language.text().equals(now);
        if (changed) {
            put(language.withText(now));
        }
        return changed;
    }

    /// Brings back the paragraphs as they came; added texts stay.
    void resetAll() {
        texts.replaceAll((code, l) -> l.added() ? l : l.withText(l.paragraph().text()));
    }

    /// Adds an empty text under a new name.
    LanguageText add() {
        added++;
        String name =
                added == 1
                        ? Messages.text("languages.myText")
                        : Messages.text("languages.myTextNumber", added);
        LanguageText made =
                new LanguageText(new Paragraph("own-" + added, name, "", "", false, ""), "", true);
        put(made);
        return made;
    }

    /// Gives an added text another name.
    void rename(LanguageText language, String name) {
        put(language.named(name));
    }

    /// Takes an added text away.
    void remove(LanguageText language) {
        texts.remove(language.code());
    }
}
