package org.glassformer.engine.sampling.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTextsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"string\",\"maxLength\":2} ~ \"🙂é\" ~ \"abc\"",
                "{\"type\":\"string\"} ~ \"a\\n\\u0001\\\"\" ~ \"a\\q\"",
                "{\"type\":\"string\",\"pattern\":\"b\"} ~ \"abc\" ~ \"ac\"",
                "{\"type\":\"string\",\"pattern\":\"^b|c$\"} ~ \"bx\" ~ \"xb\"",
                "{\"type\":\"string\",\"pattern\":\"^\\\\d+$\",\"minLength\":2,\"maxLength\":3} ~ \"12\" ~ \"1\"",
                "{\"type\":\"string\",\"pattern\":\"^\\\\d+$\",\"minLength\":2,\"maxLength\":3} ~ \"123\" ~ \"1234\"",
                "{\"type\":\"number\"} ~ -0.5e+10 ~ 01",
                "{\"type\":\"integer\"} ~ 120 ~ 1.0",
                "{\"type\":\"integer\",\"minimum\":-3,\"maximum\":12} ~ -3 ~ 13",
                "{\"type\":\"integer\",\"exclusiveMinimum\":99,\"exclusiveMaximum\":1001} ~ 1000 ~ 99",
                "{\"const\":{\"b\":[1,\"x\"]}} ~ {\"b\":[1,\"x\"]} ~ {\"b\":[1]}",
                "{\"enum\":[1,\"a\",null],\"type\":[\"string\",\"null\"]} ~ null ~ 1",
                "{\"enum\":[\"ab\",\"abcd\"],\"maxLength\":3,\"type\":\"string\"} ~ \"ab\" ~ \"abcd\"",
                "{\"properties\":{\"a\":true,\"b\":true}} ~ {\"b\": {}} ~ {\"b\":1,\"a\":1}",
                "{\"properties\":{\"a\":true}} ~ {} ~ {\"x\":1}",
                "{\"properties\":{\"a\":true},\"additionalProperties\":true} ~ {\"a\":1,\"ab\":2,\"\":3} ~ {\"b\":2,\"a\":1}",
                "{\"properties\":{\"a\":{\"type\":\"null\"}},\"additionalProperties\":true} ~ {\"b\":2} ~ {\"a\":2}",
                "{\"prefixItems\":[{\"const\":1}],\"items\":false} ~ [1] ~ [1,2]",
                "{\"items\":{\"const\":1},\"minItems\":2,\"maxItems\":3} ~ [1, 1] ~ [1,1,1,1]",
                "{\"type\":\"array\",\"items\":{\"const\":1}} ~ [] ~ [2]",
                "{\"anyOf\":[{\"minLength\":2},{\"const\":\"\"}],\"type\":\"string\"} ~ \"\" ~ \"a\"",
                "{\"allOf\":[{\"properties\":{\"a\":true}},{\"required\":[\"a\"]}]} ~ {\"a\":0} ~ {}",
                "{\"$ref\":\"#/$defs/a%20b%7E1c\",\"$defs\":{\"a b/c\":{\"type\":\"null\"}}} ~ null ~ 1",
                "{\"type\":\"object\",\"properties\":{\"next\":{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}}} ~ {\"next\":{\"next\":null}} ~ {\"next\":[]}",
                "true ~ [{\"a\":[1.5,\"x\",null]}] ~ [1"
            })
    void textsOfASchema(String schema, String inside, String outside) {
        Grammar grammar = Grammar.jsonSchema(schema.replace("%7E", "~"));
        assertThat(grammar.matches(inside)).as("%s has %s", schema, inside).isTrue();
        assertThat(grammar.matches(outside)).as("%s has %s", schema, outside).isFalse();
    }

    @Test
    void everyRangeOfWholeNumbersIsExact() {
        int[][] ranges = {
            {-12, 7}, {0, 0}, {-5, -5}, {95, 105}, {-101, -99}, {17, 1234}, {0, 999}, {-1, 1}
        };
        for (int[] range : ranges) {
            Grammar grammar =
                    Grammar.jsonSchema(
                            "{\"type\":\"integer\",\"minimum\":%d,\"maximum\":%d}"
                                    .formatted(range[0], range[1]));
            for (int i = -1300; i <= 1300; i++) {
                assertThat(grammar.matches(Integer.toString(i)))
                        .as("%d in %d to %d", i, range[0], range[1])
                        .isEqualTo(i >= range[0] && i <= range[1]);
            }
        }
    }
}
