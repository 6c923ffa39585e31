package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.glassformer.engine.sampling.grammar.TokenBytes;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.TrainedBpe;
import org.junit.jupiter.api.Test;

class VocabularyIndexTest {

    private final VocabularyIndex index = index();

    private static VocabularyIndex index() {
        TrainedBpe bpe =
                BpeTrainer.ofSize(300)
                        .train(
                                List.of(
                                        "the ball the Ball the balloon the ball, the balloon the"
                                                + " Ball ball ball balloon"));
        return new TokenTexts(bpe.tokenizer("small"), () -> TokenBytes.of(new byte[0][])).index();
    }

    private List<String> texts(String typed) {
        return index.find(typed, 5).stream().map(SessionToken::text).toList();
    }

    @Test
    void theTokenItselfComesFirstThenWhatBeginsWithIt() {
        assertThat(texts("ball")).startsWith("ball", " ball").contains(" balloon", " Ball");
        assertThat(texts("·ball").getFirst()).isEqualTo(" ball");
        assertThat(texts(" Ball").getFirst()).isEqualTo(" Ball");
    }

    @Test
    void aNumberFindsTheIdBeforeTheTextsWithIt() {
        assertThat(index.find("65", 5).getFirst().id()).isEqualTo(65);
        assertThat(index.find("999999", 5)).isEmpty();
    }

    @Test
    void nothingFitsNothing() {
        assertThat(index.find("", 5)).isEmpty();
        assertThat(index.find("no such token", 5)).isEmpty();
        assertThat(index.find("a", 0)).isEmpty();
        assertThat(index.find("a", 2)).hasSizeLessThanOrEqualTo(2);
    }
}
