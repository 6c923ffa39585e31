package org.glassformer.engine.sampling.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the mask of a step costs over GPT-2's 50,257 tokens.
class MaskSpeedTest {
    private static final Logger LOG = LoggerFactory.getLogger(MaskSpeedTest.class);
    private static final double GENEROUS_MS = 25;

    @Test
    void aMaskOverFiftyThousandTokensIsQuick() {
        long begin = System.nanoTime();
        TokenBytes tokens = Vocabularies.gpt2();
        LOG.info("vocabulary in {} ms", (System.nanoTime() - begin) / 1_000_000);
        measure("a string of letters", Grammar.regex("[A-Za-z ]{1,400}"), tokens);
        measure("any text", Grammar.regex("(.|\\n)*"), tokens);
        measure("words", Grammar.regex("(\\p{L}+[ ,.])*"), tokens);
        measure(
                "a JSON object",
                Grammar.jsonSchema(
                        """
                        {"type": "object", "properties": {
                           "name": {"type": "string", "maxLength": 200},
                           "tags": {"type": "array", "items": {"type": "string"}},
                           "more": {"$ref": "#"}, "size": {"type": "number"}},
                         "required": ["name", "tags"]}\
                        """),
                tokens);
        measure("any JSON", Grammar.jsonSchema("true"), tokens);
    }

    private static void measure(String name, Grammar grammar, TokenBytes tokens) {
        long[] first = new long[200];
        int count = 0;
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20; round++) {
            GrammarState state = grammar.over(tokens).start();
            for (int i = 0; i < 10; i++) {
                long begin = System.nanoTime();
                int[] ids = state.mask().stream().toArray();
                first[count++] = System.nanoTime() - begin;
                GrammarState next = state.accept(ids[random.nextInt(ids.length)]);
                state = next.isEnded() ? grammar.over(tokens).start() : next;
            }
        }
        Arrays.sort(first, 0, count);
        double median = first[count / 2] / 1e6;
        LOG.info(
                "{}: a mask takes {} ms at the median, {} at most",
                name,
                median,
                first[count - 1] / 1e6);
        assertThat(median).as(name).isLessThan(GENEROUS_MS);
    }
}
