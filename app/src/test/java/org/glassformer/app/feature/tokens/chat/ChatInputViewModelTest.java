package org.glassformer.app.feature.tokens.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.task.DirectTaskRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatInputViewModelTest {

    @TempDir Path folders;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final LabSession session = new LabSession();
    private final ChatInputViewModel model = new ChatInputViewModel(session, runner);

    @BeforeEach
    void activate() {
        model.activeProperty().set(true);
    }

    @AfterEach
    void close() {
        runner.close();
    }

    private String text() {
        return model.chatProperty().get().text();
    }

    private List<String> roles() {
        return model.messages().stream().map(each -> each.roleProperty().get()).toList();
    }

    private TemplateChoice choice(String label) {
        return model.choicesProperty().get().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private ModelSummary open(String name, String config) throws IOException {
        Path folder = Files.createDirectories(folders.resolve(name));
        Files.writeString(folder.resolve("tokenizer_config.json"), config);
        ModelSummary summary =
                new ModelSummary(1, name, folder, "llama", 1, 1, 1, 8, 8, "F32", "scalar", "");
        session.modelProperty().set(summary);
        return summary;
    }

    @Test
    void nothingIsDoneBeforeItIsWanted() {
        ChatInputViewModel idle = new ChatInputViewModel(session, runner);
        assertThat(idle.chatProperty().get().text()).isEmpty();
        assertThat(idle.sourceProperty().get()).isEmpty();
    }

    @Test
    void theFirstConversationIsRendered() {
        assertThat(roles()).containsExactly("system", "user", "assistant", "user");
        assertThat(text()).startsWith("<|im_start|>system\n").endsWith("<|im_start|>assistant\n");
        assertThat(model.chatProperty().get().contents()).hasSize(4);
        assertThat(model.failureProperty().get()).isEmpty();
    }

    @Test
    void editingRendersAgain() {
        model.messages().get(1).contentProperty().set("Why?");
        assertThat(text()).contains("<|im_start|>user\nWhy?<|im_end|>");
        model.messages().get(1).roleProperty().set("critic");
        assertThat(text()).contains("<|im_start|>critic\nWhy?<|im_end|>");
    }

    @Test
    void addedMessagesTakeTheRoleThatFollows() {
        model.add();
        model.add();
        assertThat(roles()).endsWith("user", "assistant", "user");
        List.copyOf(model.messages()).forEach(model::remove);
        assertThat(text()).isEqualTo("<|im_start|>assistant\n");
        model.add().roleProperty().set("tool");
        model.add();
        assertThat(roles()).containsExactly("tool", "assistant");
    }

    @Test
    void messagesMoveWithinTheList() {
        MessageViewModel first = model.messages().getFirst();
        assertThat(model.canMove(first, -1)).isFalse();
        model.move(first, -1);
        model.move(first, 1);
        assertThat(roles()).containsExactly("user", "system", "assistant", "user");
        assertThat(text()).startsWith("<|im_start|>user\n");
        model.move(first, 2);
        assertThat(model.canMove(first, 1)).isFalse();
        model.remove(first);
        assertThat(roles()).containsExactly("user", "assistant", "user");
        assertThat(model.canMove(first, -1)).isFalse();
    }

    @Test
    void theGenerationPromptCanBeLeftOut() {
        model.generationPromptProperty().set(false);
        assertThat(text()).endsWith("<|im_end|>\n");
    }

    @Test
    void anotherTemplateRendersAgainAndShowsItsSource() {
        model.choose(choice("Llama 3"));
        assertThat(text()).startsWith("<|begin_of_text|><|start_header_id|>system");
        assertThat(model.sourceProperty().get()).contains("start_header_id");
    }

    @Test
    void aRefusalIsASentenceAndTheLastTextStays() {
        String before = text();
        model.choose(choice("Gemma"));
        assertThat(model.failureProperty().get()).isEqualTo("Gemma knows no system message.");
        assertThat(text()).isEqualTo(before);
        assertThat(model.sourceProperty().get()).contains("start_of_turn");
        model.remove(model.messages().getFirst());
        assertThat(model.failureProperty().get()).isEmpty();
        assertThat(text()).startsWith("<bos><start_of_turn>user\n");
    }

    @Test
    void theModelsOwnTemplateIsTakenUntilAPersonChooses() throws IOException {
        open("own", "{\"chat_template\":\"{{ messages[1].content }}\"}");
        assertThat(model.choiceProperty().get().ofModel()).isTrue();
        assertThat(text()).isEqualTo(model.messages().get(1).contentProperty().get());
        open("bare", "{}");
        assertThat(model.choiceProperty().get()).isEqualTo(choice("ChatML"));
        open("other", "{\"chat_template\":\"other\"}");
        assertThat(text()).isEqualTo("other");
        model.choose(choice("Zephyr"));
        open("third", "{\"chat_template\":\"third\"}");
        assertThat(model.choiceProperty().get()).isEqualTo(choice("Zephyr"));
        model.choose(choice("third"));
        assertThat(text()).isEqualTo("third");
    }

    @Test
    void anUnreadableTemplateIsANoteAndABuiltInIsUsed() throws IOException {
        open("broken", "{\"chat_template\":\"{% for %}\"}");
        assertThat(model.noteProperty().get()).contains("broken").contains("expected a name");
        assertThat(text()).startsWith("<|im_start|>system");
        open("bare", "{}");
        assertThat(model.noteProperty().get()).isEmpty();
    }

    @Test
    void aContentThatIsTooLongIsSaid() {
        model.tooLong();
        assertThat(model.noteProperty().get()).contains("20,000");
        assertThat(model.failureProperty().get()).isEmpty();
    }
}
