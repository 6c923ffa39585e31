package org.glassformer.app.feature.tokens.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanguagesViewModelTest {

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final TokenizerShelf shelf = new TokenizerShelf(new LabSession(), engine, runner);
    private final List<String> above = new ArrayList<>();
    private final LanguagesViewModel model = new LanguagesViewModel(shelf, runner, above::add);

    @BeforeEach
    void open() {
        model.open();
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private Comparison comparison() {
        return model.comparisonProperty().get();
    }

    private LanguageCount language(String code) {
        return comparison().language(code).orElseThrow();
    }

    private TokenizerChoice choice(String key) {
        return shelf.withKey(key).orElseThrow();
    }

    @Test
    void nothingIsReadBeforeThePanelIsShown() {
        LanguagesViewModel untouched = new LanguagesViewModel(shelf, runner, above::add);
        assertThat(untouched.stateProperty().get()).isEqualTo(LabState.EMPTY);
        assertThat(untouched.comparisonProperty().get().languages()).isEmpty();
    }

    @Test
    void everyLanguageIsCountedWithBothFirstTokenizers() {
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(comparison().tokenizers()).containsExactly("cl100k_base", "o200k_base");
        assertThat(comparison().languages()).hasSize(Paragraphs.read().size());
        Tokenizer cl100k = Tokenizers.openAi("cl100k_base");
        for (LanguageCount count : comparison().languages()) {
            String text = count.language().text();
            assertThat(count.tokens().getFirst()).isEqualTo(cl100k.encode(text).size());
            assertThat(count.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
            assertThat(count.characters()).isEqualTo(text.codePointCount(0, text.length()));
        }
        LanguageCount burmese = language("my");
        assertThat(comparison().ratio(burmese, 0))
                .isCloseTo(
                        (double) burmese.tokens().getFirst() / language("en").tokens().getFirst(),
                        within(1e-12));
        assertThat(comparison().ratio(burmese, 0)).isGreaterThan(5);
    }

    @Test
    void languagesStandInTheOrderChosen() {
        assertThat(comparison().languages().getFirst().name()).isEqualTo("English");
        assertThat(comparison().languages().subList(1, comparison().languages().size()))
                .isSortedAccordingTo(Comparator.comparingInt(l -> -l.tokens().getFirst()));
        model.orderProperty().set(LanguageOrder.FEWEST_TOKENS);
        assertThat(comparison().languages())
                .isSortedAccordingTo(Comparator.comparingInt(l -> l.tokens().getFirst()));
        model.orderProperty().set(LanguageOrder.NAME);
        assertThat(comparison().languages().getFirst().name()).isEqualTo("Afrikaans");
        model.orderProperty().set(LanguageOrder.CHARACTERS_PER_TOKEN);
        assertThat(comparison().languages())
                .isSortedAccordingTo(Comparator.comparingDouble(l -> -l.density(0)));
        model.orderProperty().set(LanguageOrder.MOST_SAVED);
        assertThat(comparison().languages())
                .isSortedAccordingTo(
                        Comparator.comparingDouble(
                                l -> (double) l.tokens().getLast() / l.tokens().getFirst()));
    }

    @Test
    void editingCountsAnewAndCanBeTakenBack() {
        int before = language("hi").tokens().getFirst();
        model.edit(language("hi"));
        assertThat(model.editingProperty().get()).isTrue();
        model.textProperty().set("नमस्ते");
        assertThat(language("hi").tokens().getFirst()).isLessThan(before);
        assertThat(language("hi").language().isEdited()).isTrue();
        assertThat(model.isAnyEdited()).isTrue();
        model.reset();
        assertThat(language("hi").tokens().getFirst()).isEqualTo(before);
        assertThat(model.textProperty().get()).isEqualTo(language("hi").language().text());
        assertThat(model.isAnyEdited()).isFalse();
    }

    @Test
    void ratiosFollowTheEnglishText() {
        model.edit(language("en"));
        model.textProperty().set("Tea.");
        assertThat(comparison().ratio(language("de"), 0)).isGreaterThan(10);
        model.textProperty().set("");
        assertThat(comparison().ratio(language("de"), 0)).isNaN();
        assertThat(language("en").density(0)).isNaN();
    }

    @Test
    void allParagraphsComeBackAndAddedTextsStay() {
        model.addText();
        model.textProperty().set("Bonan matenon");
        model.edit(language("fr"));
        model.textProperty().set("Du thé");
        model.edit(language("ja"));
        model.textProperty().set("お茶");
        model.resetAll();
        assertThat(model.isAnyEdited()).isFalse();
        assertThat(model.textProperty().get()).startsWith("アンナ");
        assertThat(language("own-1").language().text()).isEqualTo("Bonan matenon");
    }

    @Test
    void aTextOfOnesOwnIsCountedNamedAndTakenAway() {
        model.addText();
        assertThat(language("own-1").name()).isEqualTo("My text");
        assertThat(language("own-1").tokens().getFirst()).isZero();
        model.textProperty().set("שלום");
        assertThat(language("own-1").language().isRightToLeft()).isTrue();
        assertThat(language("own-1").tokens().getFirst()).isPositive();
        model.rename("  Ladino ");
        model.rename(" ");
        assertThat(language("own-1").name()).isEqualTo("Ladino");
        model.addText();
        assertThat(language("own-2").name()).isEqualTo("My text 2");
        model.remove();
        assertThat(comparison().language("own-2")).isEmpty();
        assertThat(model.editingProperty().get()).isFalse();
        model.edit(language("en"));
        model.remove();
        assertThat(comparison().language("en")).isPresent();
    }

    @Test
    void oneToFourTokenizersAreCompared() {
        model.choose(choice("bytes"), true);
        model.choose(choice("r50k_base"), true);
        assertThat(comparison().tokenizers())
                .containsExactly("cl100k_base", "o200k_base", "bytes", "r50k_base");
        assertThat(language("th").tokens().get(2)).isEqualTo(language("th").bytes());
        model.choose(choice("p50k_base"), true);
        assertThat(comparison().tokenizers()).hasSize(4);
        assertThat(model.noticeProperty().get()).contains("4");
        model.lead(choice("bytes"));
        assertThat(comparison().tokenizers().getFirst()).isEqualTo("bytes");
        model.choose(choice("cl100k_base"), false);
        model.choose(choice("o200k_base"), false);
        model.choose(choice("r50k_base"), false);
        assertThat(comparison().tokenizers()).containsExactly("bytes");
        assertThat(model.canChoose(choice("bytes"))).isFalse();
        model.choose(choice("bytes"), false);
        assertThat(comparison().tokenizers()).containsExactly("bytes");
        assertThat(model.noticeProperty().get()).isNotEmpty();
    }

    @Test
    void aTokenizerThatWasTrainedAnewCountsAnew() {
        String text = language("en").language().text();
        Tokenizer few = BpeTrainer.ofSize(257).train(List.of(text)).tokenizer("mine");
        Tokenizer more = BpeTrainer.ofSize(280).train(List.of(text)).tokenizer("mine");
        model.choose(shelf.add(few), true);
        int before = language("en").tokens().getLast();
        shelf.add(more);
        assertThat(comparison().tokenizers()).last().isEqualTo("mine");
        assertThat(language("en").tokens().getLast()).isLessThan(before);
    }

    @Test
    void aTextThatIsTooLongIsToldAndNotTaken() {
        assertThat(model.takes(LanguagesViewModel.LONGEST_TEXT)).isTrue();
        assertThat(model.noticeProperty().get()).isEmpty();
        assertThat(model.takes(LanguagesViewModel.LONGEST_TEXT + 1)).isFalse();
        assertThat(model.noticeProperty().get()).contains("20,001").contains("20,000");
    }

    @Test
    void oddTextsAreCounted() {
        model.edit(language("en"));
        model.textProperty().set("\uD83D \u0000 \uD83D\uDE00 <|endoftext|>");
        assertThat(model.stateProperty().get()).isEqualTo(LabState.READY);
        assertThat(language("en").bytes()).isEqualTo(3 + 3 + 4 + 1 + 13);
        assertThat(language("en").tokens().getFirst()).isGreaterThan(5);
    }

    @Test
    void theTextGoesAbove() {
        model.putAbove();
        assertThat(above).isEmpty();
        model.edit(language("sw"));
        model.putAbove();
        assertThat(above).containsExactly(language("sw").language().text());
    }

    @Test
    void theTableHasARowForEachLanguageAndTokenizer() {
        NumbersTable table = LanguagesTable.of(comparison()).orElseThrow();
        assertThat(table.rows()).isEqualTo(2 * comparison().languages().size());
        assertThat(table.columns()).hasSize(8);
        assertThat(LanguagesTable.of(Comparison.EMPTY)).isEmpty();
    }
}
