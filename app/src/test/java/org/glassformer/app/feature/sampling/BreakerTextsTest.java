package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTextsTest {

    @Test
    void whatIsWrittenIsReadBack() {
        List<String> texts = List.of("\n", ":", "\"", "*", "a b", "\\", "\t", "\\n");
        assertThat(BreakerTexts.read(BreakerTexts.write(texts))).isEqualTo(texts);
        assertThat(BreakerTexts.write(List.of("\n", ":", "\"", "*"))).isEqualTo("\\n : \" *");
    }

    @Test
    void idleSpacesAndRepeatsAreNothing() {
        assertThat(BreakerTexts.read("  :   :  \\n ")).containsExactly(":", "\n");
        assertThat(BreakerTexts.read(" ")).isEmpty();
        assertThat(BreakerTexts.read("\\")).containsExactly("\\");
    }
}
