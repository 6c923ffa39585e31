package org.glassformer.engine.sampling.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileGrammarTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a{1000000} ~ repetitions are too many",
                "((a{1000}){1000}){1000} ~ repetitions are too many",
                "(){2147483647} ~ repetitions are too many",
                "(a*)*{3} ~ side by side",
                "a{3,2} ~ impossible",
                "a++ ~ possessive",
                "(?=a)b ~ lookaround",
                "(?<!a)b ~ lookaround",
                "(?i)a ~ flags",
                "(a)\\1 ~ backreferences",
                "(?<x>a)\\k<x> ~ backreferences",
                "\\bword ~ \\b is not supported",
                "a^b ~ only at the beginning",
                "a$b ~ only at the end",
                "(a ~ not closed",
                "a) ~ no opening one",
                "[a ~ not closed",
                "[z-a] ~ backwards",
                "[a&&[b]] ~ classes in classes",
                "*a ~ nothing to repeat",
                "a\\ ~ backslash",
                "\\p{Klingon} ~ no character property",
                "[^\\x00-\\u{10FFFF}] ~ no finite text",
                "\\ud800 ~ no finite text"
            })
    void anExpressionThatCannotBeUsedIsRefusedInOneSentence(String expression, String why) {
        assertThatThrownBy(() -> Grammar.regex(expression))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(why)
                .message()
                .hasSizeLessThan(250)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{ ~ is not JSON",
                "{\"a\":1,\"a\":2} ~ is not JSON",
                "3 ~ is an object, true or false",
                "false ~ no finite text",
                "{\"type\":\"thing\"} ~ unknown type",
                "{\"not\":{}} ~ \"not\" is not supported",
                "{\"type\":\"array\",\"uniqueItems\":true} ~ \"uniqueItems\" is not supported",
                "{\"$ref\":\"#\"} ~ in a circle",
                "{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]} ~ in a circle",
                "{\"allOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]} ~ circle",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}} ~ in a circle",
                "{\"$ref\":\"https://example.org/x\"} ~ references within it",
                "{\"$ref\":\"#/$defs/none\"} ~ which is not in it",
                "{\"type\":\"object\",\"properties\":{\"me\":{\"$ref\":\"#\"}},\"required\":[\"me\"]} ~ no finite text",
                "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"},\"minItems\":1} ~ no finite text",
                "{\"type\":\"array\",\"minItems\":100000000} ~ too many",
                "{\"type\":\"string\",\"maxLength\":100000000} ~ too many",
                "{\"type\":\"string\",\"minLength\":3,\"maxLength\":2} ~ no finite text",
                "{\"type\":\"string\",\"pattern\":\"^(a|b)*c.*$\",\"maxLength\":90000} ~ too many",
                "{\"type\":\"string\",\"pattern\":\"(?=a)\"} ~ lookaround",
                "{\"type\":\"integer\",\"minimum\":3,\"maximum\":2} ~ from 3 to 2",
                "{\"type\":\"number\",\"minimum\":3} ~ bounds of the JSON type number",
                "{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}]} ~ may hold at once",
                "{\"required\":[\"a\"],\"properties\":{},\"additionalProperties\":false} ~ requires the property",
                "{\"enum\":[]} ~ takes a list",
                "{\"enum\":[1,2],\"type\":\"string\"} ~ no finite text",
                "{\"type\":\"string\",\"allOf\":[{\"type\":\"null\"}]} ~ at once"
            })
    void aSchemaThatCannotBeUsedIsRefusedInOneSentence(String schema, String why) {
        assertThatThrownBy(() -> Grammar.jsonSchema(schema))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(why)
                .message()
                .hasSizeLessThan(250)
                .doesNotContain("\n");
    }

    @Test
    void deepNestingIsRefused() {
        String groups = "(".repeat(5000) + "a" + ")".repeat(5000);
        assertThatThrownBy(() -> Grammar.regex(groups))
                .hasMessageContaining("groups in each other");
        String arrays = "{\"type\":\"array\",\"items\":".repeat(3000) + "true" + "}".repeat(3000);
        assertThatThrownBy(() -> Grammar.jsonSchema(arrays)).hasMessageContaining("is not JSON");
        StringBuilder chain = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < 400; i++) {
            chain.append(
                    "\"d%d\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/d%d\"},\"minItems\":1},"
                            .formatted(i, i + 1));
        }
        String deep = chain + "\"d400\":{\"type\":\"null\"}}}";
        assertThatThrownBy(() -> Grammar.jsonSchema(deep)).hasMessageContaining("deeper than");
    }

    @Test
    void schemasThatGrowWhenReadAreRefused() {
        StringBuilder doubling = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/d%d\",\"minLength\":1}".formatted(i + 1);
            doubling.append("\"d%d\":{\"anyOf\":[%s,%s]},".formatted(i, next, next));
        }
        String schema = doubling + "\"d40\":{\"type\":\"string\"}}}";
        assertThatThrownBy(() -> Grammar.jsonSchema(schema)).isInstanceOf(GrammarException.class);
        String itself =
                "{\"enum\":[{\"a\":1}],\"minItems\":1,\"properties\":{\"a\":{\"$ref\":\"#\"}},\"type\":\"object\"}";
        assertThatThrownBy(() -> Grammar.jsonSchema(itself)).hasMessageContaining("too deep");
        for (String number : List.of("1e400", "-1e999999999")) {
            assertThatThrownBy(() -> Grammar.jsonSchema("{\"enum\":[[%s]]}".formatted(number)))
                    .hasMessageContaining("too large");
            assertThatThrownBy(() ->
                            Grammar.jsonSchema(
                                    "{\"type\":\"integer\",\"minimum\":%s}".formatted(number)))
                    .isInstanceOf(GrammarException.class);
        }
        assertThat(
                        Grammar.jsonSchema("{\"type\":\"integer\",\"minimum\":1e-999999999}")
                                .matches("0"))
                .isTrue();
        String longName = "{\"properties\":{\"%s\":true}}".formatted("n".repeat(10_000));
        assertThatThrownBy(() -> Grammar.jsonSchema(longName)).hasMessageContaining("too long");
        String many =
                "{\"oneOf\":[" + "{\"type\":\"null\"},".repeat(5000) + "{\"type\":\"null\"}]}";
        assertThatThrownBy(() -> Grammar.jsonSchema(many)).hasMessageContaining("anyOf takes them");
    }

    /// Expressions whose complete automata would not fit into any memory.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a|b)*a(a|b){300}",
                "[ab]*a[ab]{40}|[ab]*b[ab]{41}|[^x]*x[^y]{30}y",
                "(.*[a-z].{200}){2}",
                "((a?){200}a{200}|.{300})*"
            })
    void exponentialAutomataTakeBoundedMemoryAndTime(String expression) {
        TokenMasks masks = Grammar.regex(expression).over(Vocabularies.some());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    GrammarState state = masks.start();
                    SplittableRandom random = new SplittableRandom(1);
                    for (int i = 0; i < 20 && !state.isEnded(); i++) {
                        int[] ids = state.mask().stream().toArray();
                        state = state.accept(ids[random.nextInt(ids.length)]);
                    }
                });
    }

    @Test
    void ambiguousRecursionTakesBoundedMemoryAndStaysWithinTheGrammar() {
        String schema =
                """
                {"$ref": "#/$defs/n", "$defs": {"n": {"anyOf": [
                  {"type": "array", "items": {"$ref": "#/$defs/n"}},
                  {"type": "array", "prefixItems": [{"$ref": "#/$defs/n"}], "items": {"type": "null"}},
                  {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/n"}, {"type": "null"}]}}]}}}\
                """;
        Grammar grammar = Grammar.jsonSchema(schema);
        TokenMasks masks = grammar.over(Vocabularies.bytes());
        GrammarState state = masks.start();
        int depth = 0;
        while (state.allows('[') && depth < 500) {
            state = state.accept('[');
            depth++;
        }
        assertThat(depth).isBetween(10, 201);
        for (int i = 0; i < depth; i++) {
            assertThat(state.bytesToEnd()).isPositive();
            state = state.accept(']');
        }
        assertThat(state.isComplete()).isTrue();
    }

    @Test
    void nestingStopsWhereItCanStillBeClosed() {
        TokenMasks masks =
                Grammar.jsonSchema("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}")
                        .over(Vocabularies.bytes());
        GrammarState state = masks.start();
        int depth = 0;
        while (state.allows('[')) {
            state = state.accept('[');
            depth++;
        }
        assertThat(depth).isBetween(90, 201);
        while (!state.isComplete()) {
            state = state.accept(']');
        }
        assertThat(state.isFinished()).isTrue();
    }
}
