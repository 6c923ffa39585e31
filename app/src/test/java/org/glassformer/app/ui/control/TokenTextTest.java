package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TokenTextTest {

    @Test
    void whiteSpaceIsMadeVisible() {
        assertThat(TokenText.visible(" red")).isEqualTo("·red");
        assertThat(TokenText.visible("\t\n\r")).isEqualTo("→↵␍");
        assertThat(TokenText.visible("\u0007\u200b")).isEqualTo("\\u{7}\\u{200b}");
        assertThat(TokenText.visible("नम")).isEqualTo("नम");
    }

    @Test
    void plainTextKeepsSpacesUnlessNothingElseIsThere() {
        assertThat(TokenText.plain(" red")).isEqualTo(" red");
        assertThat(TokenText.plain("  ")).isEqualTo("··");
        assertThat(TokenText.plain("\n")).isEqualTo("↵");
    }

    @Test
    void bytesThatAreNoCharactersAreShownAsBytes() {
        FlowToken part = FlowToken.ofBytes(7, new byte[] {(byte) 0xe1, (byte) 0x80});
        assertThat(part.kind()).isEqualTo(FlowToken.Kind.BYTES);
        assertThat(part.label(true)).isEqualTo("0xe1 0x80");
        FlowToken whole = FlowToken.ofBytes(8, " é".getBytes(StandardCharsets.UTF_8));
        assertThat(whole.label(true)).isEqualTo("·é");
    }

    @Test
    void chipsBreakIntoRows() {
        TokenLayout layout = new TokenLayout(new double[] {40, 40, 40, 200, 10}, 100, 5);
        assertThat(layout.rows()).isEqualTo(4);
        assertThat(layout.row(1)).isZero();
        assertThat(layout.x(1)).isEqualTo(45);
        assertThat(layout.row(2)).isEqualTo(1);
        assertThat(layout.row(3)).isEqualTo(2);
        assertThat(layout.start(3)).isEqualTo(4);
        assertThat(layout.start(4)).isEqualTo(5);
        assertThat(new TokenLayout(new double[0], 100, 5).rows()).isZero();
    }
}
