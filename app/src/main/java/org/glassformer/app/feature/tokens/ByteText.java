package org.glassformer.app.feature.tokens;

import java.util.Arrays;
import java.util.HexFormat;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TextRange;

/// The text that ids stand for as it is seen: bytes that are part of no whole character in hexadecimal, as in `‹f0›‹9f›`,
/// everything else as it is. Each byte is enclosed, so that no space between bytes is taken for one of the text. Immutable.
final class ByteText {

    private final String shown;
    private final int[] places; // place in `shown` of each UTF-16 unit; one more than units

    private ByteText(String shown, int[] places) {
        this.shown = shown;
        this.places = places;
    }

    /// What is seen of a text.
    ///
    /// @param tokens that were decoded, with one character for each byte that is part of none
    static ByteText of(TokenizedText tokens) {
        String text = tokens.text();
        byte[] utf8 = tokens.utf8();
        StringBuilder out = new StringBuilder(text.length() + 16);
        int[] places = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            int loose = tokens.looseByte(i);
            boolean low = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
            places[i] = low ? places[i - 1] : out.length();
            if (loose >= 0) {
                out.append('‹').append(HexFormat.of().toHexDigits(utf8[loose])).append('›');
            } else {
                out.append(text.charAt(i));
            }
        }
        places[text.length()] = out.length();
        return new ByteText(out.toString(), places);
    }

    /// What is seen.
    String shown() {
        return shown;
    }

    /// Tokens as they lie under what is seen.
    TextMarks marks(TextMarks marks) {
        return new TextMarks(
                shown, moved(marks.starts()), moved(marks.ends()), marks.leads(), marks.hues());
    }

    private int[] moved(int[] characters) {
        return Arrays.stream(characters).map(this::place).toArray();
    }

    private int place(int character) {
        return places[Math.clamp(character, 0, places.length - 1)];
    }

    /// Where characters of the text are seen.
    TextRange shown(TextRange characters) {
        return characters.isEmpty()
                ? TextRange.NONE
                : new TextRange(place(characters.start()), place(characters.end()));
    }

    /// The character of the text that is seen at a place; a negative place, which is none, stays as it is.
    int character(int place) {
        if (place < 0) {
            return place;
        }
        int found = Arrays.binarySearch(places, place);
        int index = found >= 0 ? found : -found - 2;
        while (index > 0 && places[index - 1] == places[index]) {
            index--;
        }
        return index;
    }
}
