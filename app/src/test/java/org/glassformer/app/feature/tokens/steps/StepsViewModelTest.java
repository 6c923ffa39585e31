package org.glassformer.app.feature.tokens.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.tokens.steps.StepsViewModel.Source;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsViewModelTest {

    private static final Tokenizer CL100K = Tokenizers.openAi("cl100k_base");
    private static final Tokenizer GPT2 = Tokenizers.openAi("r50k_base");

    @TempDir static Path folder;

    private final ObjectProperty<@Nullable Source> source = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Stretch> selected = new SimpleObjectProperty<>();
    private final StepsViewModel model =
            new StepsViewModel(source, selected, new DirectTaskRunner());

    private void open(Tokenizer tokenizer, String text) {
        source.set(new Source(tokenizer, text, SpecialTokens.PARSED));
    }

    private void openAll(Tokenizer tokenizer, String text) {
        selected.set(new Stretch(0, text.length()));
        open(tokenizer, text);
    }

    private MergeStepsData data() {
        return model.dataProperty().get();
    }

    private String sentence() {
        return model.sentenceProperty().get();
    }

    private String notes() {
        return model.notesProperty().get();
    }

    private static List<String> texts(List<StepCell> cells) {
        return cells.stream().map(StepCell::text).toList();
    }

    private List<String> parts(int step) {
        return java.util.stream.IntStream.range(0, data().size())
                .filter(i -> data().startsPart(i, step))
                .mapToObj(i -> data().label(i, data().partEnd(i, step)))
                .toList();
    }

    @Test
    void thereIsNothingWithoutTextOrTokenizer() {
        assertThat(model.stateProperty().get()).isEqualTo(StepsState.EMPTY);
        open(CL100K, "");
        assertThat(model.stateProperty().get()).isEqualTo(StepsState.EMPTY);
        assertThat(sentence()).contains("No text");
        model.playOrPause();
        model.forward();
        assertThat(model.playingProperty().get()).isFalse();
        assertThat(model.stepProperty().get()).isZero();
    }

    @Test
    void opensOnTheTokensOfTheStretch() {
        openAll(CL100K, "Unbelievable!");
        assertThat(model.stateProperty().get()).isEqualTo(StepsState.READY);
        assertThat(model.stepProperty().get()).isEqualTo(model.lastProperty().get());
        assertThat(texts(data().rows().tokens())).containsExactly("Un", "belie", "vable", "!");
        assertThat(data().rows().tokens().stream().map(StepCell::note))
                .containsExactly("1844", "32898", "24694", "0");
    }

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
    void stepsGoBackAndOnAndStayInRange() {
        openAll(CL100K, "Unbelievable!");
        int last = model.lastProperty().get();
        assertThat(last).isGreaterThan(5);
        model.toStart();
        assertThat(model.stepProperty().get()).isZero();
        assertThat(parts(0))
                .containsExactly("U", "n", "b", "e", "l", "i", "e", "v", "a", "b", "l", "e", "!");
        model.back();
        assertThat(model.stepProperty().get()).isZero();
        model.forward();
        assertThat(model.stepProperty().get()).isEqualTo(1);
        assertThat(data().parts(1)).isEqualTo(12);
        model.toEnd();
        model.forward();
        assertThat(model.stepProperty().get()).isEqualTo(last);
        model.back();
        assertThat(model.stepProperty().get()).isEqualTo(last - 1);
        assertThat(model.positionProperty().get()).isEqualTo("merge " + (last - 1) + " of " + last);
    }

    @Test
    void scrubbingBeyondTheEndsStopsThere() {
        openAll(CL100K, "Unbelievable!");
        model.stepProperty().set(99);
        assertThat(model.stepProperty().get()).isEqualTo(model.lastProperty().get());
        model.stepProperty().set(-3);
        assertThat(model.stepProperty().get()).isZero();
    }

    @Test
    void playBeginsAtTheStartAndEndsAtTheEnd() {
        openAll(CL100K, "Unbelievable!");
        model.playOrPause();
        assertThat(model.playingProperty().get()).isTrue();
        assertThat(model.stepProperty().get()).isZero();
        for (int k = 1; k <= model.lastProperty().get(); k++) {
            model.tick();
            assertThat(model.stepProperty().get()).isEqualTo(k);
        }
        assertThat(model.playingProperty().get()).isFalse();
        model.tick();
        assertThat(model.stepProperty().get()).isEqualTo(model.lastProperty().get());
    }

    @Test
    void playGoesOnWhereItWasPaused() {
        openAll(CL100K, "Unbelievable!");
        model.playOrPause();
        model.tick();
        model.tick();
        model.playOrPause();
        model.tick();
        assertThat(model.stepProperty().get()).isEqualTo(2);
        model.playOrPause();
        assertThat(model.stepProperty().get()).isEqualTo(2);
        model.back();
        assertThat(model.playingProperty().get()).isFalse();
    }

    @Test
    void theFirstStepSaysWhatMergesFirst() {
        openAll(CL100K, "Unbelievable");
        model.toStart();
        assertThat(sentence())
                .isEqualTo(
                        "In “Unbelievable”, l + e has the lowest rank (273) and merges first."
                                + " Each of the 12 bytes is a part at first.");
    }

    @Test
    void wordsAreSaidToMergeOneAfterTheOther() {
        openAll(CL100K, "low the");
        model.toStart();
        StepMerge first = data().merges().getFirst();
        assertThat(sentence())
                .startsWith("Words merge one after the other: in “low”, ")
                .contains("has the lowest rank (" + rank(first) + ")");
    }

    @Test
    void aStepSaysWhatItDidAndWhatComesNext() {
        openAll(CL100K, "Unbelievable");
        model.stepProperty().set(2);
        assertThat(sentence())
                .isEqualTo(
                        "In “Unbelievable”, e + l had the lowest rank (301) of all neighbouring"
                                + " pairs: they became “el”. Next: a + b (rank 370).");
        model.toEnd();
        assertThat(sentence())
                .contains("bel + ie had the lowest rank (32898)")
                .contains("“belie”.")
                .endsWith("No pair that is left is in the list of merges: 3 tokens.");
    }

    @Test
    void theNextMergeOfAnotherWordNamesIt() {
        openAll(CL100K, "low the");
        int inLow = (int) data().merges().stream().filter(m -> m.to() <= 3).count();
        model.stepProperty().set(inLow);
        assertThat(sentence()).contains("they became “low”. Next: ").endsWith("in “·the”.");
        assertThat(sentence()).contains("was the only pair");
        model.toEnd();
        assertThat(sentence()).endsWith("Nothing is left to merge: 2 tokens.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"low the of", "Unbelievable stories!", "banana nanana", "नमस्ते שלום"})
    void whatASentenceSaysIsWhatThePictureShows(String text) {
        openAll(CL100K, text);
        for (int k = 1; k <= model.lastProperty().get(); k++) {
            model.stepProperty().set(k);
            StepMerge done = data().merges().get(k - 1);
            String said = sentence().replace("\u200e", "");
            assertThat(said)
                    .contains(label(done.from(), done.middle()) + " + ")
                    .contains("they became “" + label(done.from(), done.to()) + "”")
                    .contains("(" + (said.contains("only pair") ? "rank " : "") + rank(done) + ")");
            assertThat(data().startsPart(done.middle(), k)).isFalse();
            if (k < model.lastProperty().get()) {
                StepMerge next = data().merges().get(k);
                assertThat(said)
                        .contains("Next: " + label(next.from(), next.middle()) + " + ")
                        .contains("(rank " + rank(next) + ")");
            }
            for (StepCell word : data().rows().words()) {
                boolean inWord = word.from() <= done.from() && done.to() <= word.to();
                for (int i = word.from(); inWord && i < word.to(); ) {
                    int middle = data().partEnd(i, k - 1);
                    if (middle < word.to()) {
                        String pair = label(i, data().partEnd(middle, k - 1));
                        CL100K.idOf(pair)
                                .ifPresent(id -> assertThat(id).isGreaterThanOrEqualTo(rank(done)));
                    }
                    i = middle;
                }
            }
        }
    }

    private String label(int from, int to) {
        return data().label(from, to);
    }

    @Test
    void equalPairsMergeFromTheLeft() {
        openAll(CL100K, "banana");
        model.stepProperty().set(1);
        assertThat(sentence()).contains("The same pair stood further right too; the leftmost went");
    }

    @Test
    void theWordsInViewAreCounted() {
        open(CL100K, "The quick brown fox jumps over it");
        assertThat(model.shownWordsProperty().get()).isEqualTo("words 1 to 3 of 7");
        selected.set(new Stretch(16, 19));
        assertThat(model.shownWordsProperty().get()).isEqualTo("word 4 of 7");
        openAll(CL100K, "The quick");
        assertThat(model.shownWordsProperty().get()).isEmpty();
        selected.set(null);
        open(CL100K, "The quick brown fox jumps<|endoftext|><|endoftext|>");
        assertThat(model.shownWordsProperty().get()).isEqualTo("words 1 to 3 of 5");
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

    private static int rank(StepMerge merge) {
        return Integer.parseInt(merge.brief().replace("rank ", ""));
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
    void withoutASelectionTheFirstWordsThatMergeAreShown() {
        open(CL100K, "The quick brown fox");
        assertThat(texts(data().rows().words())).containsExactly("The", "·quick", "·brown");
        Tokenizer tokenizer = SmallTokenizers.wholeWords(folder.resolve("first"));
        open(tokenizer, "abc cab abc cab abc abca");
        assertThat(texts(data().rows().words())).containsExactly("abca");
    }

    @Test
    void aSelectionShowsItsWordsWhole() {
        open(CL100K, "The quick unbelievable fox");
        selected.set(new Stretch(12, 13));
        assertThat(texts(data().rows().words())).containsExactly("·unbelievable");
        selected.set(null);
        assertThat(texts(data().rows().words())).startsWith("The");
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

    private @Nullable Stretch characters(ByteSpan span) {
        model.hoveredProperty().set(span);
        return model.hoveredCharactersProperty().get();
    }

    @Test
    void hoverIsLinkedToCharactersBothWays() {
        open(CL100K, "nai\u0308ve Unbelievable");
        selected.set(new Stretch(0, 6));
        assertThat(characters(new ByteSpan(3, 4))).isEqualTo(new Stretch(3, 4));
        model.hoveredProperty().set(null);
        assertThat(model.hoveredCharactersProperty().get()).isNull();
        model.hoveredCharactersProperty().set(new Stretch(4, 5));
        assertThat(model.hoveredProperty().get()).isEqualTo(new ByteSpan(5, 6));
    }

    @Test
    void theSameStretchKeepsItsStepWhileTheTextGrows() {
        open(GPT2, "Unbelievable stories");
        selected.set(new Stretch(0, 12));
        model.stepProperty().set(3);
        model.playOrPause();
        open(GPT2, "Unbelievable stories are told");
        assertThat(model.stepProperty().get()).isEqualTo(3);
        assertThat(model.playingProperty().get()).isTrue();
        open(GPT2, "Unbelievable");
        assertThat(model.stepProperty().get()).isEqualTo(3);
        assertThat("Unbelievable".getBytes(StandardCharsets.UTF_8)).hasSize(data().size());
    }

    @Test
    void mergesAreATableToSave() {
        assertThat(model.numbers()).isEmpty();
        openAll(CL100K, "Unbelievable!");
        NumbersTable table = model.numbers().orElseThrow();
        assertThat(table.rows()).isEqualTo(9);
        assertThat(table.columns()).hasSize(8);
        assertThat(table.caption().settings())
                .contains(
                        new Caption.Setting("tokenizer", "cl100k_base"),
                        new Caption.Setting("text", "Unbelievable!"));
        Column.Texts left = (Column.Texts) table.columns().get(1);
        assertThat(left.at().apply(0)).isEqualTo("l");
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
}
