package org.glassformer.app.feature.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensViewModelTest {

    private final LabSession session = new LabSession();
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final TokenizerShelf shelf = new TokenizerShelf(session, engine, runner);
    private final TokensViewModel model = new TokensViewModel(session, shelf, runner);

    @AfterEach
    void close() {
        runner.close();
        engine.close();
    }

    private int[] idsOf(String text) {
        model.textProperty().set(text);
        return model.first().tokens().ids();
    }

    private TokenizedText first() {
        return model.first().tokens();
    }

    private void choose(String key) {
        model.first().choiceProperty().set(shelf.withKey(key).orElseThrow());
    }

    @Test
    void theFactsOfCl100kAreReproduced() {
        assertThat(idsOf("hello world")).containsExactly(15339, 1917);
        assertThat(idsOf("hello  world")).contains(220);
        assertThat(idsOf("  ")).containsExactly(256);
        assertThat(idsOf("Hello world")).doesNotContain(15339);
    }

    @Test
    void everyChoiceCutsTheTextIntoTokensThatCoverIt() {
        for (TokenizerChoice choice : List.copyOf(shelf.choices())) {
            model.first().choiceProperty().set(choice);
            assertThat(model.first().failureProperty().get()).isEmpty();
            int at = 0;
            for (int i = 0; i < first().size(); i++) {
                assertThat(first().start(i)).as(choice.name()).isLessThanOrEqualTo(at);
                at = Math.max(at, first().end(i));
            }
            assertThat(at).as(choice.name()).isEqualTo(model.textProperty().get().length());
        }
    }

    @Test
    void aSplitCharacterIsShownAsBytesAndSelectedWhole() {
        model.textProperty().set("မ");
        assertThat(first().chips())
                .extracting(FlowToken::text)
                .allMatch(text -> text.matches("(0x[0-9a-f]{2} ?)+"));
        model.first().selectedProperty().set(1);
        assertThat(model.first().chosenProperty().get())
                .isEqualTo(new TokenSpan(0, first().size()));
        assertThat(model.links().selectedProperty().get()).isEqualTo(new TextRange(0, 1));
    }

    @Test
    void oddCharactersSurviveAndAreNeverShownAsReplacements() {
        String odd = "\u0000a\uD800\r\n\tש\u202Eé\u0301";
        model.textProperty().set(odd);
        assertThat(first().text()).isEqualTo(odd);
        assertThat(first().chips()).noneMatch(chip -> chip.text().contains("\uFFFD"));
        assertThat(model.first().failureProperty().get()).isEmpty();
    }

    @Test
    void specialTokensAreParsedOrText() {
        model.textProperty().set("a<|endoftext|>");
        assertThat(first().ids()).containsExactly(64, 100257);
        assertThat(first().chips().getLast().kind()).isEqualTo(FlowToken.Kind.SPECIAL);
        model.specialParsedProperty().set(false);
        assertThat(first().size()).isGreaterThan(4);
        assertThat(first().chips()).allMatch(chip -> chip.kind() == FlowToken.Kind.TEXT);
    }

    @Test
    void hoverAndSelectionAreTheSameInTextAndPanes() {
        model.textProperty().set("unbelievable thing");
        model.links().hoverText(14);
        assertThat(model.links().hoveredProperty().get()).isEqualTo(new TextRange(12, 18));
        assertThat(model.first().hotProperty().get().contains(first().tokenAt(14))).isTrue();
        assertThat(model.second().hotProperty().get().isEmpty()).isFalse();
        assertThat(model.first().factsProperty().get().name()).contains("·thing");
        model.links().hoverText(-1);
        assertThat(model.first().hotProperty().get().isEmpty()).isTrue();
        model.links().clickText(14);
        assertThat(model.first().selectedProperty().get()).isEqualTo(first().tokenAt(14));
        model.links().clickText(14);
        assertThat(model.first().selectedProperty().get()).isEqualTo(PaneViewModel.NONE);
        model.second().selectedProperty().set(0);
        assertThat(model.links().selectedProperty().get().start()).isZero();
        assertThat(model.unlock()).isTrue();
        assertThat(model.unlock()).isFalse();
        model.links().caretProperty().set(18);
        assertThat(model.first().factsProperty().get().place()).contains("12", "18", "U+0074");
        model.textProperty().set("else");
        assertThat(model.links().selectedProperty().get()).isEqualTo(TextRange.NONE);
    }

    @Test
    void comparingMarksTheTokensThatTheOtherDoesNotHave() {
        model.textProperty().set("नमस्ते world");
        assertThat(model.first().noteProperty().get()).startsWith("o200k_base: ");
        assertThat(model.first().differingProperty().get()).isEqualTo(new BitSet());
        model.comparingProperty().set(true);
        BitSet differing = model.first().differingProperty().get();
        assertThat(differing.cardinality()).isPositive();
        assertThat(differing.get(first().size() - 1)).isFalse();
        assertThat(model.first().noteProperty().get())
                .isEqualTo(
                        differing.cardinality()
                                + " of "
                                + first().size()
                                + " tokens are cut differently");
        model.second().choiceProperty().set(model.first().choiceProperty().get());
        assertThat(model.first().differingProperty().get()).isEqualTo(new BitSet());
    }

    @Test
    void pastedIdsAreDecodedAndOneThatIsNoneIsNamed() {
        model.inputProperty().set(InputKind.IDS);
        model.ids().textProperty().set("[15339,\n1917]");
        assertThat(first().text()).isEqualTo("hello world");
        assertThat(model.second().tokens().text()).isEqualTo("hello world");
        assertThat(model.ids().problemProperty().get()).isEmpty();
        model.ids().hover(2);
        assertThat(model.first().hotProperty().get()).isEqualTo(new TokenSpan(0, 1));
        assertThat(model.idsOf(new TokenSpan(1, 2))).isEqualTo(new TextRange(8, 12));
        model.ids().textProperty().set("15339\n 999999 1917");
        assertThat(model.ids().problemProperty().get())
                .isEqualTo("999999 (line 2, column 2) is no token of cl100k_base.");
        assertThat(first().text()).isEqualTo("hello world");
        assertThat(first().ids()).containsExactly(15339, 999999, 1917);
        assertThat(first().chips().get(1)).isEqualTo(FlowToken.unknown(999999));
        assertThat(first().start(1)).isEqualTo(first().end(1)).isEqualTo(5);
        model.ids().hover(9);
        assertThat(model.first().factsProperty().get().place()).contains("no token");
        assertThat(model.code(model.first()).python()).doesNotContain("assert");
        model.ids().textProperty().set("15339 1917");
        assertThat(model.code(model.first()).python()).contains("assert ids == [15339, 1917]");
        model.ids().textProperty().set("888888 15339 999999 777777, x1");
        assertThat(model.ids().problemProperty().get())
                .startsWith("888888 (line 1, column 1) and 2 more ids are no tokens of")
                .contains("“x1”");
        assertThat(first().text()).isEqualTo("hello");
        model.ids().textProperty().set("15339, x1");
        assertThat(model.ids().problemProperty().get()).contains("“x1”", "column 8");
        assertThat(first().text()).isEqualTo("hello");
        model.ids().textProperty().set("");
        assertThat(first().size()).isZero();
    }

    @Test
    void idsOfPartsOfACharacterAreShownAsBytes() {
        int[] parts = idsOf("မ");
        model.inputProperty().set(InputKind.IDS);
        model.ids().textProperty().set(Integer.toString(parts[0]));
        assertThat(first().chips().getFirst().kind()).isEqualTo(FlowToken.Kind.BYTES);
        model.ids().textProperty().set(parts[0] + " " + parts[1] + " 100257");
        assertThat(first().text()).isEqualTo("မ<|endoftext|>");
        assertThat(first().group(0)).isEqualTo(new TokenSpan(0, 2));
    }

    @Test
    void bytesBesideAnUnknownIdMakeNoCharacter() {
        int[] parts = idsOf("မ");
        model.inputProperty().set(InputKind.IDS);
        model.ids().textProperty().set(parts[0] + " 999999 " + parts[1]);
        assertThat(first().chips())
                .extracting(FlowToken::kind)
                .containsExactly(
                        FlowToken.Kind.BYTES, FlowToken.Kind.UNKNOWN, FlowToken.Kind.BYTES);
        assertThat(ByteText.of(first()).shown()).matches("(‹[0-9a-f]{2}›)+");
        assertThat(model.panels().steps().dataProperty().get().rows().tokens())
                .extracting(StepCell::text)
                .allMatch(text -> text.matches("[0-9a-f ]+"));
    }

    @Test
    void idsAreCopiedAsAListAndProgramsCutTheSame() {
        model.textProperty().set("say \"hi\"\n<|endoftext|>");
        assertThat(model.first().idsAsList()).startsWith("[37890").endsWith(", 100257]");
        CodeSnippets code = model.code(model.first());
        assertThat(code.python())
                .contains(
                        "tiktoken.get_encoding(\"cl100k_base\")",
                        "text = \"say \\\"hi\\\"\\n<|endoftext|>\"",
                        "allowed_special=\"all\"",
                        "assert ids == [37890");
        assertThat(code.java()).contains("EncodingType.CL100K_BASE", "jtokkit:1.1.0");
        model.specialParsedProperty().set(false);
        assertThat(model.code(model.first()).python()).contains("disallowed_special=()");
        choose("bytes");
        assertThat(model.code(model.first()).python()).contains("text.encode(\"utf-8\")");
    }

    @Test
    void thePromptIsTakenAndGiven() {
        session.promptProperty().set("a prompt");
        model.inputProperty().set(InputKind.IDS);
        model.fromPrompt();
        assertThat(model.inputProperty().get()).isEqualTo(InputKind.TEXT);
        assertThat(model.textProperty().get()).isEqualTo("a prompt");
        model.inputProperty().set(InputKind.IDS);
        model.ids().textProperty().set("15339 1917");
        model.useAsPrompt();
        assertThat(session.promptProperty().get()).isEqualTo("hello world");
        session.promptProperty().set("x".repeat(TokensViewModel.LONGEST + 1));
        model.fromPrompt();
        assertThat(model.textProperty().get()).isEqualTo("a prompt");
        assertThat(session.noticeProperty().get().text()).contains("1,000,001", "1,000,000");
    }

    @Test
    void tokensThatATemplateAddedAreMarked() {
        model.inputProperty().set(InputKind.CHAT);
        model.chatProperty()
                .set(
                        new ChatText(
                                "<|im_start|>hello<|im_end|>",
                                List.of(new TextRange(0, 12), new TextRange(17, 27))));
        BitSet added = model.first().addedProperty().get();
        assertThat(added.get(0)).isTrue();
        assertThat(added.get(first().tokenAt(13))).isFalse();
        assertThat(added.get(first().size() - 1)).isTrue();
        assertThat(model.first().noteProperty().get()).contains("from the template");
    }

    @Test
    void specialTokensThatAPersonTypesIntoAMessageAreTokensOrText() {
        model.inputProperty().set(InputKind.CHAT);
        String text = "<|endoftext|>a<|endoftext|>";
        model.chatProperty().set(new ChatText(text, List.of(new TextRange(0, 13))));
        assertThat(first().ids()).containsExactly(100257, 64, 100257);
        model.specialParsedProperty().set(false);
        assertThat(first().ids()).startsWith(100257, 64).containsOnlyOnce(100257);
        assertThat(first().size()).isGreaterThan(5);
        assertThat(model.first().addedProperty().get().cardinality()).isEqualTo(1);
        assertThat(model.code(model.first()).python()).doesNotContain("assert");
    }

    @Test
    void idsStandUnderTheChipsWhereThereIsRoomUntilAPersonChooses() {
        model.offerIds(true);
        assertThat(model.idsVisibleProperty().get()).isTrue();
        model.offerIds(false);
        assertThat(model.idsVisibleProperty().get()).isFalse();
        model.idsVisibleProperty().set(true);
        model.offerIds(false);
        assertThat(model.idsVisibleProperty().get()).isTrue();
    }

    @Test
    void nothingPlaysWhileAnotherScreenIsLookedAt() {
        model.playOrPause();
        assertThat(model.panels().steps().playingProperty().get()).isTrue();
        model.rest();
        assertThat(model.panels().steps().playingProperty().get()).isFalse();
    }

    @Test
    void aTokenizerFileIsAddedAndChosenAndABadOneIsTold(@TempDir Path folder) throws IOException {
        TinyModels.write(folder.resolve("tiny"), 1);
        int before = shelf.choices().size();
        model.open(folder.resolve("tiny"));
        assertThat(shelf.choices()).hasSize(before + 1);
        assertThat(model.first().choiceProperty().get().kind())
                .isEqualTo(TokenizerChoice.Kind.FILE);
        TokenizerChoice chosen = model.first().choiceProperty().get();
        Path bad = folder.resolve("tokenizer.json");
        Files.writeString(bad, "{\"model\": {\"type\": \"Unigram\"}}");
        model.open(bad);
        assertThat(session.noticeProperty().get().text()).contains("tokenizer.json");
        assertThat(model.first().choiceProperty().get()).isEqualTo(chosen);
    }

    @Test
    void theModelsTokenizerFollowsTheModel(@TempDir Path folder) {
        TinyModels.write(folder.resolve("one"), 1);
        TinyModels.write(folder.resolve("two"), 2);
        ModelOpening opening = new ModelOpening(session, engine, runner);
        opening.open(folder.resolve("one"));
        choose("model");
        assertThat(model.first().choiceProperty().get().name()).isEqualTo("one");
        opening.open(folder.resolve("two"));
        assertThat(model.first().choiceProperty().get().name()).isEqualTo("two");
        assertThat(model.first().failureProperty().get()).isEmpty();
    }

    @Test
    void anEditLeavesTheHuesOfOtherTokens() {
        model.textProperty().set("one two three four five six seven eight");
        byte[] before = model.first().marksProperty().get().hues();
        model.textProperty().set("one two three and four five six seven eight");
        byte[] after = model.first().marksProperty().get().hues();
        assertThat(after[0]).isEqualTo(before[0]);
        assertThat(after[after.length - 1]).isEqualTo(before[before.length - 1]);
        for (int i = 1; i < after.length; i++) {
            assertThat(after[i]).isNotEqualTo(after[i - 1]);
        }
    }

    @Test
    void theKeysGoThroughTheMergesOfTheChosenWord() {
        int last = model.panels().steps().lastProperty().get();
        assertThat(last).isPositive();
        model.step(-1);
        assertThat(model.panels().steps().stepProperty().get()).isEqualTo(last - 1);
        model.step(1);
        assertThat(model.panels().steps().stepProperty().get()).isEqualTo(last);
    }

    @Test
    void aTemplateThatTheTokenizerDoesNotKnowIsSaidToBeCutAsText() {
        model.inputProperty().set(InputKind.CHAT);
        assertThat(model.first().noteProperty().get()).contains("cut as text");
    }
}
