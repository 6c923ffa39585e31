package org.glassformer.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.glassformer.engine.References;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ReferenceTokenizerTest {

    @ParameterizedTest
    @ValueSource(strings = {"byte_level", "metaspace", "split_cl100k"})
    void idsAndDecodedTextAreThoseOfHuggingFace(String folder) {
        Tokenizer tokenizer = Tokenizers.fromFolder(References.path("tokenizers/" + folder));
        for (JsonNode expected : References.json("tokenizers/" + folder + "/cases.json")) {
            String text = expected.get("text").stringValue();
            Encoding encoding = tokenizer.encode(text);
            assertThat(encoding.ids()).as(text).isEqualTo(ints(expected.get("ids")));
            assertThat(tokenizer.decode(encoding.ids()))
                    .isEqualTo(expected.get("decoded").stringValue());
            TokenizerProperties.tokensCoverTheText(encoding);
            TokenizerProperties.streamedTextIsTheDecodedText(tokenizer, encoding.ids());
        }
    }

    @Test
    void theStoryThatAModelWroteDecodesToItsText() {
        Tokenizer tokenizer = Tokenizers.fromFolder(References.path("stories260K"));
        JsonNode greedy = References.json("stories260K/greedy.json");
        int[] ids = ints(greedy.get("ids"));
        assertThat(tokenizer.decode(ids)).isEqualTo(greedy.get("text").stringValue());
        assertThat(tokenizer.prefix()).containsExactly(1);
        assertThat(tokenizer.suffix()).isEmpty();
        TokenizerProperties.streamedTextIsTheDecodedText(tokenizer, ids);
    }

    @Test
    void aTokenIsFoundByItsTextAndByItsEntry() {
        Tokenizer metaspace = Tokenizers.fromFolder(References.path("tokenizers/metaspace"));
        assertThat(metaspace.idOf("<s>")).hasValue(1);
        assertThat(metaspace.idOf(" th")).isEqualTo(metaspace.idOf("\u2581th")).isNotEmpty();
        assertThat(metaspace.label(metaspace.idOf(" th").orElseThrow())).isEqualTo(" th");
        Tokenizer bytes = Tokenizers.fromFolder(References.path("tokenizers/byte_level"));
        assertThat(bytes.idOf(" the")).hasValue(261);
        assertThat(bytes.idOf("\u0120the")).hasValue(261);
        assertThat(bytes.idOf("no such token")).isEmpty();
    }

    static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
