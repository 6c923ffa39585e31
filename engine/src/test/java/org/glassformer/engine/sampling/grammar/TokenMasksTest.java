package org.glassformer.engine.sampling.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenMasksTest {
    @Test
    void tokensMaySpanPartsOfTheGrammar() {
        TokenBytes tokens =
                Vocabularies.of("{\"", "a\": ", "a", "\":", "1}", "12", "}", "\"}", "1", "{", "\"");
        GrammarState state =
                Grammar.jsonSchema(
                                "{\"properties\":{\"a\":{\"enum\":[1,12]}},\"required\":[\"a\"]}")
                        .over(tokens)
                        .start();
        assertThat(allowed(state)).containsExactly(0, 9);
        state = state.accept(0);
        assertThat(allowed(state)).containsExactly(1, 2);
        state = state.accept(1);
        assertThat(allowed(state)).containsExactly(4, 5, 8);
        state = state.accept(4);
        assertThat(state.isComplete()).isTrue();
        assertThat(allowed(state)).containsExactly(11);
        assertThat(state.accept(11).isEnded()).isTrue();
    }

    @Test
    void tokensMayEndWithinACharacter() {
        byte[] smile = "🙂".getBytes(StandardCharsets.UTF_8);
        byte[][] bytes = {
            Arrays.copyOf(smile, 2),
            Arrays.copyOfRange(smile, 2, 4),
            Arrays.copyOf(smile, 3),
            {smile[3]},
            smile,
            {smile[0]},
            {'x'},
            {}
        };
        GrammarState state = Grammar.regex("[🙀-🙂]x?").over(TokenBytes.of(bytes, 7)).start();
        assertThat(allowed(state)).containsExactly(0, 2, 4);
        assertThat(allowed(state.accept(0))).containsExactly(1);
        assertThat(allowed(state.accept(2))).containsExactly(3);
        assertThat(allowed(state.accept(4))).containsExactly(6, 7);
        assertThat(state.accept(0).isComplete()).isFalse();
    }

    @Test
    void aTokenThatLeadsIntoADeadEndOfTheVocabularyIsNotAllowed() {
        TokenBytes tokens = Vocabularies.of("ab", "a", "c", "abq", "d");
        Grammar grammar = Grammar.choices(List.of("abc", "abqz", "ax", "dd"));
        GrammarState state = grammar.over(tokens).start();
        assertThat(allowed(state)).containsExactly(0, 4);
        assertThat(allowed(state.accept(0))).containsExactly(2);
    }

    @Test
    void recursionIsCompletedWithTokensThatSpanIt() {
        TokenBytes tokens = Vocabularies.of("[[", "]]", "[", "[]");
        GrammarState state =
                Grammar.jsonSchema("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}")
                        .over(tokens)
                        .start();
        assertThat(allowed(state)).containsExactly(0, 2, 3);
        // one bracket is open: with [] nothing could ever close it
        assertThat(allowed(state.accept(2))).containsExactly(0, 2);
        assertThat(allowed(state.accept(0))).containsExactly(0, 1, 2, 3);
        GrammarState odd = state.accept(0).accept(2);
        while (!odd.isComplete()) {
            odd = odd.accept(odd.allows(1) ? 1 : 2);
            assertThat(odd.bytesToEnd()).isLessThan(8);
        }
    }

    @Test
    void aVocabularyThatCannotSpellTheGrammarIsRefused() {
        assertThatThrownBy(() -> Grammar.choices(List.of("yes")).over(Vocabularies.of("no")))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining("cannot spell");
    }

    @Test
    void anEndIsAllowedExactlyWhereTheTextIsComplete() {
        GrammarState state = Grammar.regex("(ab)*").over(Vocabularies.bytes()).start();
        assertThat(state.allows(256)).isTrue();
        state = state.accept('a');
        assertThat(state.allows(256)).isFalse();
        GrammarState inside = state;
        assertThatIllegalArgumentException().isThrownBy(() -> inside.accept(256));
        assertThatIllegalArgumentException().isThrownBy(() -> inside.accept('a'));
        GrammarState ended = state.accept('b').accept(256);
        assertThat(ended.isEnded()).isTrue();
        assertThat(ended.allowed()).isZero();
    }

    @Test
    void withoutAnEndTokenACompleteTextHasNothingAfterIt() {
        byte[][] bytes = {{'a'}};
        GrammarState state = Grammar.regex("a").over(TokenBytes.of(bytes)).start().accept(0);
        assertThat(state.isFinished()).isTrue();
        assertThat(state.allowed()).isZero();
    }

    @Test
    void tokensWithoutBytesAndUnusedOnesAreNeverAllowed() {
        byte[][] bytes = {{}, {'a'}, {}};
        GrammarState state = Grammar.regex("a*").over(TokenBytes.of(bytes, 2)).start();
        assertThat(allowed(state)).containsExactly(1, 2);
    }

    @Test
    void aStateCanBeContinuedInSeveralWays() {
        GrammarState state =
                Grammar.choices(List.of("ab", "ac")).over(Vocabularies.bytes()).start();
        GrammarState a = state.accept('a');
        assertThat(a.accept('b').isComplete()).isTrue();
        assertThat(a.accept('c').isComplete()).isTrue();
        assertThat(allowed(a)).containsExactly((int) 'b', (int) 'c');
    }

    @Test
    void theRestOfAGrammarBeginsWhereATextIs() {
        TokenBytes tokens = Vocabularies.of("ab", "a", "c", "d");
        TokenMasks masks = Grammar.choices(List.of("abc", "dd")).over(tokens);
        assertThat(allowed(masks.after(List.of(0)).start())).containsExactly(2);
        assertThat(masks.after(List.of()).start().mask()).isEqualTo(masks.start().mask());
        assertThatIllegalArgumentException().isThrownBy(() -> masks.after(List.of(2)));
    }

    @Test
    void masksEqualThoseOfTryingEveryToken() {
        TokenBytes tokens = Vocabularies.some();
        Grammar grammar =
                Grammar.jsonSchema(
                        "{\"properties\":{\"t\":{\"type\":\"string\",\"maxLength\":9},\"n\":{\"type\":\"number\"}}}");
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 5; run++) {
            GrammarState state = grammar.over(tokens).start();
            String text = "";
            for (int step = 0; step < 12 && !state.isEnded(); step++) {
                BitSet mask = state.mask();
                long[] words = new long[(tokens.size() + 63) / 64];
                state.mask(words);
                assertThat(BitSet.valueOf(words)).isEqualTo(mask);
                for (int id = 0; id < tokens.size() - 1; id += 3) {
                    GrammarState bytewise = grammar.over(Vocabularies.bytes()).start();
                    boolean fits = true;
                    byte[] all = (text + "").getBytes(StandardCharsets.ISO_8859_1);
                    for (byte b : all) {
                        bytewise = bytewise.accept(b & 0xFF);
                    }
                    for (byte b : tokens.bytes(id)) {
                        fits = fits && bytewise.allows(b & 0xFF);
                        bytewise = fits ? bytewise.accept(b & 0xFF) : bytewise;
                    }
                    assertThat(mask.get(id)).as("%s + token %d", text, id).isEqualTo(fits);
                    if (run > 0) {
                        id += 97;
                    }
                }
                int[] ids = mask.stream().toArray();
                int id = ids[random.nextInt(ids.length)];
                state = state.accept(id);
                text += new String(tokens.bytes(id), StandardCharsets.ISO_8859_1);
            }
        }
    }

    @Test
    void matchingATextNeedsNoVocabulary() {
        Grammar grammar =
                Grammar.jsonSchema("{\"type\":\"array\",\"items\":{\"type\":\"boolean\"}}");
        assertThat(grammar.matches("[true, false,true]")).isTrue();
        assertThat(grammar.matches("[true,]")).isFalse();
        assertThat(grammar.matches("[ true]")).isFalse();
    }

    private static int[] allowed(GrammarState state) {
        return state.mask().stream().toArray();
    }
}
