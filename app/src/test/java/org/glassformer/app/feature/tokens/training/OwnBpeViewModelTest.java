package org.glassformer.app.feature.tokens.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.MergeGroup;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnBpeViewModelTest {

    private static final String TEXT =
            "low low low low low lower lower newest newest newest newest newest newest"
                    + " widest widest widest";

    @TempDir static Path folder;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final TokenizerShelf shelf = new TokenizerShelf(new LabSession(), engine, runner);
    private final StringProperty text = new SimpleStringProperty(TEXT);
    private final ObjectProperty<TokenizerChoice> chosen =
            new SimpleObjectProperty<>(shelf.choices().getFirst());
    private final OwnBpeViewModel model = new OwnBpeViewModel(text, shelf, runner, chosen);

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private Moment moment() {
        return model.momentProperty().get();
    }

    private OwnBpeState state() {
        return model.stateProperty().get();
    }

    private static String spelled(List<MergeGroup> groups) {
        StringBuilder text = new StringBuilder();
        for (MergeGroup group : groups) {
            group.before().forEach(part -> text.append(part.token().text()));
        }
        return text.toString();
    }

    @Test
    void itBeginsWithTheSampleWhenItIsSeen() {
        assertThat(state()).isEqualTo(OwnBpeState.EMPTY);
        model.begin();
        assertThat(state()).isEqualTo(OwnBpeState.READY);
        assertThat(model.textProperty().get()).isEqualTo(TextKind.SAMPLE);
        assertThat(moment().bytes()).isBetween(1_000_000L, 1_100_000L);
        assertThat(moment().tokens()).isEqualTo(moment().bytes());
        assertThat(moment().vocabSize()).isEqualTo(256);
        assertThat(moment().pairs()).hasSize(TrainingRunViewModel.LISTED);
        assertThat(model.canStepProperty().get()).isTrue();
        Moment first = moment();
        model.begin();
        assertThat(moment()).isSameAs(first);
    }

    @Test
    void aStepMergesTheMostFrequentPairAndSaysSo() {
        model.choose(TextKind.SCREEN);
        long count = moment().pairs().getFirst().count();
        assertThat(moment().stretch()).allMatch(group -> group.after() == null);
        assertThat(spelled(moment().stretch())).isEqualTo(TEXT);
        model.forward(1);
        assertThat(moment().merge()).isEqualTo(1);
        assertThat(moment().vocabSize()).isEqualTo(257);
        assertThat(moment().tokens()).isEqualTo(moment().bytes() - count);
        assertThat(moment().pairs().getFirst().count()).isEqualTo(count).isEqualTo(9);
        assertThat(moment().what()).contains("“e”", "“s”", "“es”", "256", "9 tokens");
        assertThat(moment().why()).contains("9 times");
        assertThat(spelled(moment().stretch())).isNotEmpty().isSubstringOf(TEXT);
        assertThat(moment().stretch()).filteredOn(MergeGroup::merged).hasSize(9);
        assertThat(moment().curve().series().getFirst().size()).isEqualTo(2);
    }

    @Test
    void goingBackAndForthShowsTheSameAgain() {
        model.choose(TextKind.SCREEN);
        List<Moment> seen = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seen.add(moment());
            model.forward(1);
        }
        for (int i = 7; i >= 0; i--) {
            model.back();
            assertThat(moment().merge()).isEqualTo(i);
            assertThat(moment().learned()).isEqualTo(8);
            assertThat(moment().pairs()).isEqualTo(seen.get(i).pairs());
            assertThat(moment().tokens()).isEqualTo(seen.get(i).tokens());
            assertThat(moment().what()).isEqualTo(seen.get(i).what());
        }
        model.back();
        assertThat(moment().merge()).isZero();
        model.toEnd();
        assertThat(moment().merge()).isEqualTo(8);
        model.goTo(3);
        assertThat(moment().what()).isEqualTo(seen.get(3).what());
        model.goToVocabulary(256 + 5);
        assertThat(moment().merge()).isEqualTo(5);
        model.reset();
        assertThat(moment().merge()).isZero();
        assertThat(moment().learned()).isEqualTo(8);
    }

    @Test
    void manyAtOnceEndWhereNothingIsFrequent() {
        model.choose(TextKind.SCREEN);
        model.forward(1000);
        assertThat(state()).isEqualTo(OwnBpeState.READY);
        assertThat(moment().end()).isEqualTo(Moment.End.NOTHING_FREQUENT);
        assertThat(moment().merge()).isEqualTo(moment().learned()).isBetween(10, 40);
        assertThat(model.canStepProperty().get()).isFalse();
        int learned = moment().learned();
        model.forward(1);
        assertThat(moment().merge()).isEqualTo(learned);
    }

    @Test
    void theVocabularyEndsAtItsSizeAndGoesOnAtALargerOne() {
        model.begin();
        model.sizeProperty().set(300);
        model.forward(1000);
        assertThat(moment().vocabSize()).isEqualTo(300);
        assertThat(moment().end()).isEqualTo(Moment.End.FULL);
        assertThat(model.canStepProperty().get()).isFalse();
        model.sizeProperty().set(512);
        assertThat(moment().merge()).isEqualTo(44);
        assertThat(model.canStepProperty().get()).isTrue();
        model.forward(100);
        assertThat(moment().vocabSize()).isEqualTo(400);
    }

    @Test
    void playingStepsUntilTheEnd() {
        model.choose(TextKind.SCREEN);
        model.tick();
        assertThat(moment().merge()).isZero();
        model.togglePlaying();
        model.tick();
        model.tick();
        assertThat(moment().merge()).isEqualTo(2);
        model.togglePlaying();
        model.tick();
        assertThat(moment().merge()).isEqualTo(2);
        model.togglePlaying();
        for (int i = 0; i < 100; i++) {
            model.tick();
        }
        assertThat(moment().hasNext()).isFalse();
        assertThat(model.playingProperty().get()).isFalse();
        model.togglePlaying();
        assertThat(model.playingProperty().get()).isFalse();
    }

    @Test
    void theScreensTextIsFollowedWhileItIsChosen() {
        model.choose(TextKind.SCREEN);
        model.forward(2);
        text.set("aaaa aaaa");
        assertThat(moment().merge()).isZero();
        assertThat(moment().bytes()).isEqualTo(9);
        text.set("");
        assertThat(state()).isEqualTo(OwnBpeState.EMPTY);
        assertThat(model.canStepProperty().get()).isFalse();
        model.forward(1);
        model.choose(TextKind.SAMPLE);
        text.set("abc");
        assertThat(moment().bytes()).isGreaterThan(1_000_000);
    }

    @ParameterizedTest
    @EnumSource(WordSplit.class)
    void anySplitBeginsAnewAndShowsItsMerges(WordSplit split) {
        model.begin();
        model.forward(1);
        model.splitProperty().set(split);
        model.forward(60);
        assertThat(moment().merge()).isEqualTo(split == WordSplit.GPT2 ? 61 : 60);
        for (int merge = moment().merge(); merge > 0; merge--) {
            model.goTo(merge);
            assertThat(moment().stretch()).as("merge " + merge).anyMatch(MergeGroup::merged);
        }
    }

    @Test
    void charactersInPiecesAreShownAsBytes() {
        text.set("\u4f60\u597d \u4f60\u597d \ud83d\ude00\ud83d\ude00 \ud800");
        model.choose(TextKind.SCREEN);
        assertThat(moment().stretch())
                .anyMatch(group ->
                        group.before().getFirst().token().kind() == FlowToken.Kind.BYTES
                                && group.before().getFirst().token().text().equals("0xe4"));
        model.forward(1000);
        while (moment().merge() > 0) {
            assertThat(moment().stretch()).anyMatch(MergeGroup::merged);
            model.back();
        }
    }

    @Test
    void whatWasLearnedIsUsedAndSavedAsItStandsOnScreen() throws IOException {
        model.choose(TextKind.SCREEN);
        model.forward(9);
        model.goTo(4);
        model.use();
        assertThat(chosen.get().kind()).isEqualTo(TokenizerChoice.Kind.TRAINED);
        assertThat(shelf.choices()).contains(chosen.get());
        Tokenizer learned = shelf.load(chosen.get());
        assertThat(learned.vocabSize()).isEqualTo(260);
        assertThat(learned.encode(TEXT).size()).isEqualTo((int) moment().tokens());
        assertThat(model.messageProperty().get()).contains("own BPE 260");
        TokenizerChoice own = chosen.get();
        chosen.set(shelf.choices().getFirst());
        assertThat(model.messageProperty().get()).isEmpty();
        chosen.set(own);
        Path file = folder.resolve("tokenizer.json");
        model.save(file);
        assertThat(model.messageProperty().get()).contains(file.toString());
        Tokenizer read = Tokenizers.fromFile(file);
        assertThat(read.encode(TEXT).ids()).isEqualTo(learned.encode(TEXT).ids());
        model.save(folder);
        assertThat(model.messageProperty().get()).contains("cannot be written");
        assertThat(Files.isDirectory(folder)).isTrue();
    }

    @Test
    void theNumbersAreAllMergesInOrder() {
        model.choose(TextKind.SCREEN);
        assertThat(model.numbers()).isEmpty();
        model.forward(6);
        model.goTo(2);
        NumbersTable table = model.numbers().orElseThrow();
        assertThat(table.rows()).isEqualTo(6);
        assertThat(table.columns()).hasSize(8);
        assertThat(((Column.Texts) table.columns().get(3)).at().apply(0)).isEqualTo("es");
        assertThat(((Column.Wholes) table.columns().get(5)).at().applyAsLong(0)).isEqualTo(9);
        assertThat(((Column.Wholes) table.columns().get(6)).at().applyAsLong(5)).isEqualTo(262);
        assertThat(table.caption().settings()).hasSize(6);
    }

    @Test
    void aFileIsLearnedFrom() throws IOException {
        Path file = folder.resolve("text.txt");
        Files.writeString(file, "banana bandana caf\u00e9");
        model.chooseFile(file);
        assertThat(model.textNameProperty().get()).isEqualTo("text.txt");
        assertThat(model.textProperty().get()).isEqualTo(TextKind.FILE);
        assertThat(moment().bytes()).isEqualTo(20);
        model.splitProperty().set(WordSplit.NONE);
        assertThat(moment().bytes()).isEqualTo(20);
    }

    @Test
    void aFileThatCannotBeReadIsOneSentenceAndTheTextBeforeStays() throws IOException {
        model.choose(TextKind.SCREEN);
        model.forward(3);
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, "caf\u00e9 au lait".getBytes(StandardCharsets.ISO_8859_1));
        model.chooseFile(latin);
        assertThat(model.messageProperty().get())
                .isEqualTo("latin.txt is no UTF-8 text: there is no character at byte 3.");
        assertThat(state()).isEqualTo(OwnBpeState.READY);
        assertThat(model.textProperty().get()).isEqualTo(TextKind.SCREEN);
        assertThat(moment().merge()).isEqualTo(3);
        model.forward(1);
        assertThat(moment().merge()).isEqualTo(4);
        assertThat(model.messageProperty().get()).isEmpty();
        model.chooseFile(folder.resolve("none.txt"));
        assertThat(model.messageProperty().get())
                .isEqualTo("none.txt is no file that can be read.");
    }

    @Test
    void withoutATextBeforeAnUnreadableFileFails() {
        model.chooseFile(folder.resolve("none.txt"));
        assertThat(state()).isEqualTo(OwnBpeState.FAILED);
        model.forward(1);
        model.cancel();
        assertThat(state()).isEqualTo(OwnBpeState.FAILED);
        model.choose(TextKind.SCREEN);
        assertThat(state()).isEqualTo(OwnBpeState.READY);
    }

    @Test
    void aTooLargeFileIsRefusedByItsSize() throws IOException {
        Path file = folder.resolve("large.txt");
        try (var sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(TrainingTextViewModel.MOST_BYTES + (1 << 20));
        }
        model.chooseFile(file);
        assertThat(model.messageProperty().get())
                .isEqualTo("large.txt has 65.0 MB; up to 64 MB can be read.");
        Files.delete(file);
    }

    @Test
    void aThousandMergesOnTheSampleKeepEveryStep() {
        model.begin();
        model.forward(744);
        assertThat(moment().vocabSize()).isEqualTo(1000);
        assertThat(moment().winnerOnly()).isFalse();
        assertThat((double) moment().bytes() / moment().tokens()).isBetween(2.5, 5.0);
        model.goTo(371);
        assertThat(moment().pairs()).hasSize(TrainingRunViewModel.LISTED);
        assertThat(moment().winnerOnly()).isFalse();
    }
}
