package org.glassformer.app.feature.tokens.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Objects;
import org.glassformer.app.feature.tokens.steps.StepsViewModel.Source;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a stretch looks like on its way to tokens.
class StepsPictureTest extends StepsOnText {

    @Test
    void unbelievableMergesInTheOrderOfTheRealRanks() {
        openAll(CL100K, "Unbelievable!");
        List<String> notes = data().merges().stream().map(StepMerge::note).toList();
        assertThat(notes)
                .containsExactly(
                        "rank 273 “le”",
                        "rank 301 “el”",
                        "rank 370 “ab”",
                        "rank 481 “able”",
                        "rank 648 “ie”",
                        "rank 1844 “Un”",
                        "rank 9978 “bel”",
                        "rank 24694 “vable”",
                        "rank 32898 “belie”");
        for (StepMerge merge : data().merges()) {
            String made = merge.note().replaceAll(".*“|”", "");
            assertThat(merge.note())
                    .isEqualTo("rank " + CL100K.idOf(made).getAsInt() + " “" + made + "”");
        }
        assertThat(texts(data().rows().words())).containsExactly("Unbelievable", "!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unbelievable!",
                "नमस्ते",
                "👩‍👩‍👧 family",
                "שלום עולם",
                "nai\u0308ve",
                "a\u0000b",
                "x\ud83dy",
                "\t\n  double  spaces"
            })
    void replayEndsInTheIdsOfTheText(String text) {
        for (Tokenizer tokenizer : List.of(CL100K, GPT2)) {
            openAll(tokenizer, text);
            List<Integer> ids =
                    data().rows().tokens().stream()
                            .map(cell -> Integer.valueOf(cell.note()))
                            .toList();
            assertThat(ids)
                    .isEqualTo(
                            java.util.Arrays.stream(tokenizer.encode(text).ids()).boxed().toList());
            List<Integer> starts = data().rows().tokens().stream().map(StepCell::from).toList();
            assertThat(starts)
                    .allMatch(from -> data().startsPart(from, model.lastProperty().get()))
                    .hasSize(data().parts(model.lastProperty().get()));
        }
    }

    @Test
    void equalPairsMergeFromTheLeft() {
        openAll(CL100K, "banana");
        model.stepProperty().set(1);
        assertThat(sentence()).contains("The same pair stood further right too; the leftmost went");
    }

    @Test
    void theFirstMergeHasTheLowestRankOfAllPairs() {
        openAll(CL100K, "Unbelievable");
        int first = rank(data().merges().getFirst());
        for (int i = 0; i + 1 < data().size(); i++) {
            CL100K.idOf(data().label(i, i + 2))
                    .ifPresent(id -> assertThat(id).isGreaterThanOrEqualTo(first));
        }
    }

    @Test
    void charactersSplitOverPartsAreBytes() {
        openAll(CL100K, "नमस्ते");
        assertThat(parts(0)).allMatch(label -> label.matches("[0-9a-f]{2}"));
        assertThat(texts(data().rows().tokens())).noneMatch(label -> label.contains("\ufffd"));
    }

    @Test
    void clustersOfCodePointsAreFramed() {
        openAll(CL100K, "👩‍👩‍👧 nai\u0308ve");
        StepCell family = data().rows().characters().getFirst();
        assertThat(family.kind()).isEqualTo(StepCell.Kind.FRAMED);
        assertThat(family.to()).isEqualTo(18);
        assertThat(family.detail()).contains("5 code points").contains("18 bytes");
        assertThat(data().rows().codePoints().getFirst().detail()).contains("U+1F469 WOMAN");
        assertThat(texts(data().rows().characters())).contains("i\u0308");
        assertThat(texts(data().rows().codePoints())).contains("U+0308");
    }

    @Test
    void wordsInTheVocabularyAreTakenWhole() {
        Tokenizer tokenizer = SmallTokenizers.wholeWords(folder.resolve("whole"));
        openAll(tokenizer, "abc cab");
        assertThat(model.lastProperty().get()).isZero();
        assertThat(sentence()).contains("taken whole");
        assertThat(parts(0)).containsExactly("abc", "cab");
        assertThat(model.positionProperty().get()).isEqualTo("no merges");
        openAll(tokenizer, "abc abca");
        assertThat(parts(0)).containsExactly("abc", "a", "b", "c", "a");
        assertThat(notes()).contains("taken whole");
    }

    @Test
    void specialTokensDoNotMerge() {
        openAll(CL100K, "Unbelievable<|endoftext|>");
        assertThat(parts(0)).endsWith("<|endoftext|>");
        assertThat(data().rows().words().getLast().kind()).isEqualTo(StepCell.Kind.SPECIAL);
        assertThat(notes()).contains("special");
        source.set(new Source(CL100K, "Unbelievable<|endoftext|>", SpecialTokens.PLAIN));
        assertThat(parts(0)).endsWith("t", "|", ">");
        openAll(CL100K, "<|endoftext|>");
        assertThat(sentence()).contains("special token is one id");
        openAll(Tokenizers.bytes(), "ab<|endoftext|>");
        assertThat(sentence()).doesNotContain("each character");
    }

    @Test
    void tokenizersThatDoNotMergeSaySo() {
        openAll(Tokenizers.bytes(), "héllo");
        assertThat(sentence()).contains("does not merge").contains("each byte");
        assertThat(data().rows().tokens()).hasSize(6);
        openAll(Tokenizers.byName("characters"), "héllo");
        assertThat(sentence()).contains("does not merge").contains("each character");
        assertThat(data().rows().tokens()).hasSize(5);
    }

    @Test
    void charactersThatTheVocabularyLacksFallBackToBytes() {
        Tokenizer tokenizer = SmallTokenizers.fallback(folder.resolve("fallback"));
        openAll(tokenizer, "hi é");
        assertThat(notes()).contains("falls back");
        assertThat(parts(0)).containsExactly("·", "h", "i", "·", "c3", "a9");
        assertThat(texts(data().rows().tokens())).containsExactly("·hi", "·", "c3", "a9");
        assertThat(texts(data().rows().original())).containsExactly("h", "i", "·", "é");
        assertThat(notes()).contains("changed the text");
    }

    @Test
    void normalisedTextStandsUnderTheText() {
        Tokenizer tokenizer = SmallTokenizers.lowerCase(folder.resolve("lower"));
        openAll(tokenizer, "AE\u0301x");
        assertThat(texts(data().rows().original())).containsExactly("A", "E\u0301", "x");
        assertThat(texts(data().rows().characters())).containsExactly("a", "é", "x");
        assertThat(texts(data().rows().tokens())).containsExactly("aé", "<unk>");
        assertThat(notes()).contains("changed the text").contains("unknown token");
    }

    @Test
    void loneSurrogatesSayWhatIsEncodedInstead() {
        openAll(CL100K, "x\ud83dy");
        assertThat(notes()).contains("U+FFFD");
        assertThat(texts(data().rows().original())).containsExactly("x", "U+D83D", "y");
        assertThat(texts(data().rows().codePoints())).containsExactly("U+0078", "U+FFFD", "U+0079");
        assertThat(data().size()).isEqualTo(5);
    }

    @Test
    void nulIsAByteLikeAnyOther() {
        openAll(CL100K, "a\u0000b");
        assertThat(texts(data().rows().characters())).containsExactly("a", "NUL", "b");
        assertThat(notes()).contains("NUL");
        assertThat(data().rows().original()).isEmpty();
    }

    @Test
    void longWordsAreCutAroundTheSelection() {
        String text = "qzx".repeat(2000);
        open(GPT2, text);
        selected.set(new Stretch(3000, 3001));
        assertThat(data().size()).isLessThanOrEqualTo(TraceViewModel.MOST_BYTES);
        assertThat(notes()).contains("longer word");
        Stretch shown = Objects.requireNonNull(characters(new ByteSpan(0, data().size())));
        assertThat(shown.from()).isLessThanOrEqualTo(3000);
        assertThat(shown.to()).isGreaterThan(3000);
    }

    @Test
    void mergesOfWhatAreNoNeighboursAreRefused() {
        StepMerge wrong = new StepMerge(0, 2, 3, "", "", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new MergeStepsData(
                                new byte[3],
                                new int[3],
                                new int[] {0, 1, 2},
                                List.of(wrong),
                                MergeStepsData.Rows.EMPTY));
    }

    @Test
    void bytesWithoutTheRestOfTheirCharacterStandAsTheyAre() {
        List<LooseByte> loose =
                List.of(
                        new LooseByte(2, (byte) 0xE1, 1, 4000),
                        new LooseByte(3, (byte) 0x80, 1, 4000),
                        new LooseByte(6, (byte) 0x9F, 4, -1));
        selected.set(new Stretch(0, 7));
        source.set(
                new Source(
                        CL100K,
                        "be\uFFFD\uFFFDle\uFFFD",
                        SpecialTokens.PARSED,
                        TextMarks.NONE,
                        loose));
        assertThat(texts(data().rows().characters()))
                .containsExactly("b", "e", "e1", "80", "l", "e", "9f");
        assertThat(data().rows().original()).isEmpty();
        assertThat(texts(data().rows().tokens())).containsExactly("be", "e1 80", "le", "9f");
        assertThat(data().rows().tokens().stream().map(StepCell::note))
                .containsExactly("1395", "4000", "273", "–");
        assertThat(parts(0)).containsExactly("b", "e", "e1", "80", "l", "e", "9f");
        assertThat(model.lastProperty().get()).isEqualTo(2);
        assertThat(notes()).contains("rest of its character");
        for (int step = 0; step <= 2; step++) {
            model.stepProperty().set(step);
            assertThat(sentence()).doesNotContain("\uFFFD");
        }
        selected.set(new Stretch(3, 4));
        assertThat(parts(0)).containsExactly("80");
    }

    @Test
    void tokensHaveTheHuesThatTheyHaveElsewhere() {
        String text = "Unbelievable!";
        int[] starts = {0, 2, 7, 12};
        int[] ends = {2, 7, 12, 13};
        byte[] hues = {5, 6, 0, 1};
        selected.set(new Stretch(0, text.length()));
        TextMarks marks = new TextMarks(text, starts, ends, new float[4], hues);
        source.set(new Source(CL100K, text, SpecialTokens.PARSED, marks, List.of()));
        for (int i = 0; i < 4; i++) {
            assertThat(data().hue(starts[i])).isEqualTo(hues[i]);
        }
        for (int i = 1; i < data().size(); i++) {
            assertThat(data().hue(i)).isNotEqualTo(data().hue(i - 1));
        }
        byte[] others = {2, 3, 4, 5};
        model.stepProperty().set(1);
        TextMarks later = new TextMarks(text, starts, ends, new float[4], others);
        source.set(new Source(CL100K, text, SpecialTokens.PARSED, later, List.of()));
        assertThat(data().hue(0)).isEqualTo(2);
        assertThat(model.stepProperty().get()).isEqualTo(1);
    }
}
