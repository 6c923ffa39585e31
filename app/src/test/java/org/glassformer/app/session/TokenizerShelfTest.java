package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.session.TokenizerChoice.Kind;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerShelfTest {

    @TempDir Path folder;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final ModelOpening opening = new ModelOpening(session, engine, runner);
    private final TokenizerShelf shelf = new TokenizerShelf(session, engine, runner);

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private TokenizerChoice choice(String key) {
        return shelf.withKey(key).orElseThrow();
    }

    @Test
    void opensOpenAisEncodingsByTheirNames() {
        assertThat(shelf.choices().stream().filter(c -> c.kind() == Kind.OPENAI))
                .extracting(TokenizerChoice::key)
                .containsExactlyInAnyOrder("cl100k_base", "o200k_base", "p50k_base", "r50k_base");
        Tokenizer cl100k = shelf.load(choice("cl100k_base"));
        assertThat(cl100k.encode("hello world").ids()).containsExactly(15339, 1917);
        assertThat(shelf.load(choice("cl100k_base"))).isSameAs(cl100k);
    }

    @Test
    void theModelsOwnTokenizerStandsFirstAndIsRenewedWithTheModel() {
        assertThat(shelf.withKey("model")).isEmpty();
        TinyModels.write(folder.resolve("tiny"), 1);
        TinyModels.write(folder.resolve("other"), 2);

        opening.open(folder.resolve("tiny"));
        TokenizerChoice tiny = shelf.choices().getFirst();
        assertThat(tiny.name()).isEqualTo("tiny");
        Tokenizer first = shelf.load(tiny);
        int count = shelf.choices().size();

        opening.open(folder.resolve("other"));
        assertThat(shelf.choices()).hasSize(count);
        TokenizerChoice other = shelf.current(tiny).orElseThrow();
        assertThat(other).isEqualTo(shelf.choices().getFirst()).isNotEqualTo(tiny);
        assertThat(shelf.load(other)).isNotSameAs(first);
    }

    @Test
    void aFileIsPutOnTheShelfOnce() throws IOException {
        Path file = folder.resolve("mine.json");
        BpeTrainer.ofSize(300)
                .train(List.of("low lower lowest low lower"))
                .writeTokenizerJson(file);
        int before = shelf.choices().size();
        List<TokenizerChoice> opened = new ArrayList<>();

        shelf.open(file, opened::add);
        shelf.open(file, opened::add);

        assertThat(shelf.choices()).hasSize(before + 1).contains(opened.getLast());
        assertThat(opened.getLast().name()).isEqualTo("mine");
        assertThat(shelf.load(opened.getLast()).encode("low lower").size()).isLessThan(9);
        assertThat(session.noticeProperty().get()).isNull();
    }

    @Test
    void aBrokenFileIsToldAndChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "{\"model\": 3}");
        List<TokenizerChoice> before = List.copyOf(shelf.choices());

        shelf.open(file, ignored -> {});

        assertThat(shelf.choices()).isEqualTo(before);
        Notice notice = Objects.requireNonNull(session.noticeProperty().get());
        assertThat(notice.tone()).isEqualTo(Notice.Tone.ERROR);
        assertThat(notice.text()).contains("broken.json");
    }

    @Test
    void aTrainedTokenizerTakesThePlaceOfItsNamesake() {
        Tokenizer small = BpeTrainer.ofSize(258).train(List.of("aa aa aa")).tokenizer("mine");
        Tokenizer large = BpeTrainer.ofSize(300).train(List.of("ab ab abab")).tokenizer("mine");
        TokenizerChoice first = shelf.add(small);
        TokenizerChoice second = shelf.add(large);

        assertThat(shelf.load(second)).isSameAs(large);
        assertThat(shelf.current(first)).contains(second);
        assertThat(shelf.choices()).contains(second).doesNotContain(first);
    }
}
