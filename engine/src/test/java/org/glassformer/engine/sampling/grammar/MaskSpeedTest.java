package org.glassformer.engine.sampling.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the mask of a step costs over GPT-2's 50,257 tokens, in processor time, which does not stretch on a busy machine.
class MaskSpeedTest {
    private static final double MOST_MS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void aMaskOverFiftyThousandTokensIsQuick() {
        TokenBytes tokens = Vocabularies.gpt2();
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
                long begin = THREADS.getCurrentThreadCpuTime();
                BitSet mask = state.mask();
                first[count++] = THREADS.getCurrentThreadCpuTime() - begin;
                int[] ids = mask.stream().toArray();
                GrammarState next = state.accept(ids[random.nextInt(ids.length)]);
                state = next.isEnded() ? grammar.over(tokens).start() : next;
            }
        }
        Arrays.sort(first, 0, count);
        double median = first[count / 2] / 1e6;
        System.out.printf(
                "mask of %s over %,d tokens: median %.2f ms, most %.2f ms of processor time%n",
                name, tokens.size(), median, first[count - 1] / 1e6);
        assertThat(median).as(name).isLessThan(MOST_MS);
    }
}
