package org.glassformer.app.feature.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TextRange;
import org.junit.jupiter.api.Test;

class ByteTextTest {

    private static ByteText of(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        DecodedBytes decoded = DecodedBytes.of(bytes);
        TokenizedText.Builder built = new TokenizedText.Builder(decoded.text(), 1);
        for (int i = 0; i < bytes.length; i++) {
            if (decoded.isBroken(i)) {
                built.loose(i, decoded.start(i));
            }
        }
        built.add(0, decoded.text().length(), bytes, FlowToken.text(0, ""));
        return ByteText.of(built.build());
    }

    @Test
    void bytesOfNoWholeCharacterAreSeenAsBytes() {
        assertThat(of("6120f09fef").shown()).isEqualTo("a ‹f0›‹9f›‹ef›");
        assertThat(of("f0c3a9809f").shown()).isEqualTo("‹f0›é‹80›‹9f›");
        assertThat(of("").shown()).isEmpty();
    }

    @Test
    void aReplacementCharacterOfTheTextItselfStaysOne() {
        assertThat(of("efbfbdf0").shown()).isEqualTo("\uFFFD‹f0›");
        assertThat(of("f09f9a80").shown()).isEqualTo("\uD83D\uDE80");
    }

    @Test
    void tokensLieUnderTheirBytes() {
        ByteText text = of("6120f09fef");
        TextMarks marks =
                text.marks(
                        new TextMarks(
                                "a \uFFFD\uFFFD\uFFFD",
                                new int[] {0, 1, 2, 4},
                                new int[] {1, 2, 4, 5},
                                new float[4],
                                new byte[4]));
        assertThat(marks.text()).isEqualTo("a ‹f0›‹9f›‹ef›");
        assertThat(marks.starts()).containsExactly(0, 1, 2, 10);
        assertThat(marks.ends()).containsExactly(1, 2, 10, 14);
        assertThat(text.shown(new TextRange(2, 4))).isEqualTo(new TextRange(2, 10));
    }

    @Test
    void aPlaceThatIsSeenNamesItsCharacter() {
        ByteText text = of("61f09f80f09f9a8062");
        assertThat(text.shown()).isEqualTo("a‹f0›‹9f›‹80›\uD83D\uDE80b");
        assertThat(text.character(-1)).isEqualTo(-1);
        assertThat(text.character(3)).isEqualTo(1);
        assertThat(text.character(5)).isEqualTo(2);
        assertThat(text.character(12)).isEqualTo(3);
        assertThat(text.character(13)).isEqualTo(4);
        assertThat(text.character(15)).isEqualTo(6);
    }
}
