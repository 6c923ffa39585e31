package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChainJsonTest {
    @Test
    void everyChainComesBackExactly() {
        RandomChains made = new RandomChains(1);
        for (int round = 0; round < 500; round++) {
            SamplerChain chain = made.chain(20);
            String text = ChainJson.write(chain).toString();
            assertThat(ChainJson.read(JsonMapper.shared().readTree(text))).isEqualTo(chain);
        }
        SamplerChain ban =
                new SamplerChain(List.of(new Stage.LogitBias(Map.of(3, Double.NEGATIVE_INFINITY))));
        assertThat(ChainJson.read(ChainJson.write(ban))).isEqualTo(ban);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[{\"stage\": \"top-k\", \"k\": 1.5, \"ties\": \"keep\"}]",
                "[{\"stage\": \"top-k\", \"k\": 1}]",
                "[{\"stage\": \"temperature\", \"t\": \"hot\"}]",
                "[{\"stage\": \"temperature\", \"t\": -1}]",
                "[{\"stage\": \"logit-bias\", \"biases\": {\"a\": 1}}]"
            })
    void wrongChainsAreRefusedInASentence(String text) {
        assertThatThrownBy(() -> ChainJson.read(JsonMapper.shared().readTree(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".{8,}");
    }
}
