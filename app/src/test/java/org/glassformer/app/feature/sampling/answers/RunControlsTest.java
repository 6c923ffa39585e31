package org.glassformer.app.feature.sampling.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What several answers have in common.
class RunControlsTest {

    @Test
    void aStopTokenIsTheOneMoreThatFiguresForEachTokenCount() {
        assertThat(RunControls.length(2, "STOP_TOKEN")).isEqualTo("2 tokens + stop token");
        assertThat(RunControls.length(1, "STOP_TOKEN")).isEqualTo("1 token + stop token");
        assertThat(RunControls.length(200, "MAX_TOKENS")).isEqualTo("200 tokens \u00b7 maximum");
    }
}
