package org.glassformer.app.feature.tokens.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsViewModelTest extends StepsOnText {

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
}
