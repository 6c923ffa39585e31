package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CharacterTokenizerTest {
    private final Tokenizer tokenizer = Tokenizers.byName("characters");

    @Test
    void everyCodePointIsATokenOfItsOwnNumber() {
        String text = "aé\u0301中😀\0";
        assertThat(tokenizer.encode(text).ids()).isEqualTo(text.codePoints().toArray());
        assertThat(tokenizer.decode(text.codePoints().toArray())).isEqualTo(text);
        assertThat(tokenizer.encode("😀a").token(1))
                .isEqualTo(new Token('a', new byte[] {'a'}, 2, 3, 4, 5));
        assertThat(tokenizer.label(0x1F600)).isEqualTo("😀");
        assertThat(tokenizer.idOf("😀")).hasValue(0x1F600);
        assertThat(tokenizer.idOf("ab")).isEmpty();
        assertThat(tokenizer.bytes('é')).containsExactly(0xC3, 0xA9);
        assertThat(tokenizer.vocabSize()).isEqualTo(0x110000);
        assertThat(Tokenizers.names()).contains("characters");
    }

    @Test
    void halfASurrogatePairIsTheReplacementCharacter() {
        Encoding encoding = tokenizer.encode("a\uD83Db");
        assertThat(encoding.ids()).containsExactly('a', 0xFFFD, 'b');
        assertThat(encoding.token(1).byteEnd()).isEqualTo(4);
        assertThat(tokenizer.isToken(0xD83D)).isFalse();
        assertThat(tokenizer.label(0xD83D)).isEmpty();
        assertThat(tokenizer.idOf("\uD83D")).isEmpty();
    }

    @Test
    void tokensCoverAnyTextAndNothingMerges() {
        Random random = new Random(37);
        for (int i = 0; i < 300; i++) {
            String text = TokenizerProperties.randomText(random, true);
            Encoding encoding = tokenizer.encode(text);
            TokenizerProperties.tokensCoverTheText(encoding);
            TokenizerProperties.streamedTextIsTheDecodedText(tokenizer, encoding.ids());
            TokenizerProperties.traceReplaysToTheEncoding(tokenizer, text, SpecialTokens.PLAIN);
        }
        assertThat(tokenizer.trace("abc")).isEmpty();
    }

    @Test
    void idsThatAreNoTokensAreTold() {
        assertThat(tokenizer.isToken('a')).isTrue();
        assertThat(tokenizer.isToken(-1)).isFalse();
        assertThat(tokenizer.isToken(0x110000)).isFalse();
        assertThat(tokenizer.decode('a', 0x110000, 'b')).isEqualTo("ab");
        assertThatThrownBy(() -> tokenizer.label(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
