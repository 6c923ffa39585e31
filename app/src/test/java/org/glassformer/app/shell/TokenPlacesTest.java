package org.glassformer.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.SessionToken.Kind;
import org.junit.jupiter.api.Test;

class TokenPlacesTest {

    private static List<SessionToken> words(String... texts) {
        List<SessionToken> tokens = new ArrayList<>();
        for (String text : texts) {
            Kind kind =
                    text.startsWith("0x")
                            ? Kind.BYTES
                            : text.startsWith("<") ? Kind.SPECIAL : Kind.TEXT;
            tokens.add(new SessionToken(tokens.size(), text, kind));
        }
        return tokens;
    }

    @Test
    void theTokenIsThatBeforeTheCaret() {
        TokenPlaces places = TokenPlaces.of("Once upon", words("Once", " up", "on"));
        assertThat(places.at(0)).isZero();
        assertThat(places.at(4)).isZero();
        assertThat(places.at(5)).isEqualTo(1);
        assertThat(places.at(7)).isEqualTo(1);
        assertThat(places.at(9)).isEqualTo(2);
    }

    @Test
    void aCharacterOfSeveralTokensIsCountedOnce() {
        TokenPlaces places =
                TokenPlaces.of("a\uD83D\uDE00b", words("a", "0xf0 0x9f", "0x98 0x80", "b"));
        assertThat(places.at(1)).isZero();
        assertThat(places.at(3)).isEqualTo(2);
        assertThat(places.at(4)).isEqualTo(3);
    }

    @Test
    void tokensWithoutCharactersTakeNoRoom() {
        TokenPlaces places = TokenPlaces.of("Once upon", words("<s>", " Once", " upon"));
        assertThat(places.at(3)).isEqualTo(1);
        assertThat(places.at(8)).isEqualTo(2);
    }

    @Test
    void noTextHasNoToken() {
        assertThat(TokenPlaces.of("", List.of()).at(0)).isNegative();
    }
}
