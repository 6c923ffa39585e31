package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.Interventions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTreeTest {

    /// Keys and values of a token of the tiny model: two layers of 32 channels.
    private static final long TOKEN_KEYS = 2 * 2 * 32 * 4;

    private static final long LIMIT = 100 * TOKEN_KEYS;

    @TempDir Path folder;

    private Backend backend;
    private LanguageModel model;
    private TextTree tree;
    private TokenTexts texts;
    private ModelSummary summary;

    @BeforeEach
    void open() {
        TinyModels.write(folder.resolve("tiny"), 1);
        backend = Backends.open("scalar", 1);
        model = LanguageModel.open(folder.resolve("tiny"), backend);
        texts = new TokenTexts(model.tokenizer(), () -> model.tokenBytes(Set.of()));
        int context = model.transformer().config().blockSize();
        summary =
                new ModelSummary(
                        1, "tiny", folder, "gpt2", 1, 2, 4, context, 320, "F32", "scalar", "");
        tree = new TextTree(model, summary, texts, 0, LIMIT);
    }

    @AfterEach
    void close() {
        tree.close();
        model.close();
        backend.close();
    }

    private PromptTokens prompt(String text) {
        return new PromptTokens(summary, text, texts.tokens(model.promptIds(text)));
    }

    private Reading grown(Reading from, int... ids) {
        Reading reading = from;
        for (int id : ids) {
            reading = tree.append(reading, id);
        }
        return reading;
    }

    @Test
    void memoryOfManyBranchesStaysBelowItsLimit() {
        Reading root = tree.read(prompt("Once upon a time"), Interventions.NONE);
        long bare = tree.cost().bytes();
        Reading first = grown(root, 5, 6, 7, 8);
        float[] logits = first.logits();
        List<Reading> ends = new ArrayList<>();
        for (int branch = 0; branch < 60; branch++) {
            ends.add(grown(root, 20 + branch, 6, 7, 8, 9));
            assertThat(tree.cost().bytes() - bare).isLessThanOrEqualTo(LIMIT);
        }
        long before = tree.cost().computedTokens();
        Reading again = tree.before(grown(first, 9), first.tokens().size());
        assertThat(again.logits()).containsExactly(logits, within(1e-4f));
        assertThat(tree.cost().computedTokens() - before)
                .as("what was dropped is read again")
                .isBetween(5L, 7L);
        Reading late = ends.getLast();
        long kept = tree.cost().computedTokens();
        tree.append(late, 3);
        assertThat(tree.cost().computedTokens() - kept)
                .as("the latest branch is held")
                .isEqualTo(1);
    }

    @Test
    void logitsAreComputedAgainAtTheCostOfOneToken() {
        Reading root = tree.read(prompt("Once upon a time"), Interventions.NONE);
        Reading end = grown(root, 5, 6, 7, 8);
        int length = root.tokens().size() + 1;
        long before = tree.cost().computedTokens();
        Reading step = tree.before(end, length);
        assertThat(tree.cost().computedTokens() - before).isEqualTo(1);
        assertThat(step.tokens()).isEqualTo(end.tokens().subList(0, length));
        assertThat(step.attention().pattern(1, 2))
                .containsExactly(tree.before(end, length).attention().pattern(1, 2));
        assertThat(tree.before(end, length)).as("two readings are kept").isSameAs(step);
    }

    @Test
    void anotherPromptForgetsTheOneBefore() {
        Reading root = tree.read(prompt("Once upon a time"), Interventions.NONE);
        grown(root, 5, 6, 7);
        grown(root, 8, 9);
        Reading other = tree.read(prompt("Mia found a ball"), Interventions.NONE);
        assertThat(tree.cost().computedTokens()).isEqualTo(other.tokens().size());
        assertThat(tree.cost().copiedTokens()).isZero();
        assertThat(tree.isBare()).isTrue();
        assertThat(tree.append(other, 4).text()).startsWith("Mia found a ball");
    }
}
