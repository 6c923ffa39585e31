package org.glassformer.engine.sampling.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A thousand texts of a model with random logits never leave the grammar, whatever the tokens.
class RandomGenerationTest {
    private static final int TEXTS = 1000;
    private static final int WITH_ALL_TOKENS = 25;
    private static final TokenBytes SOME = Vocabularies.some();
    private static final TokenBytes GPT2 = Vocabularies.gpt2();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(yes|no|maybe)( .{0,5})?",
                "[a-z]{2,9}@[a-z]+\\.(com|org)",
                "\\d{4}-\\d{2}-\\d{2}(T\\d\\d:\\d\\d)?",
                "[\\w .,-]*",
                "[^a-zA-Z\\s]{1,12}!",
                "[äöüßéа-яぁ-ん\\x{1F600}-\\x{1F64F}]+",
                "(?:(a|b)*a(a|b){6}|\\p{Lu}\\p{Ll}*)",
                "\\S+ ?(\\W|\\D)*?"
            })
    void everyTextMatchesItsExpression(String expression) {
        String mine = expression.replaceAll("\\\\x\\{(\\w+)}", "\\\\u{$1}");
        Grammar grammar = Grammar.regex(mine);
        TokenMasks some = grammar.over(SOME);
        TokenMasks all = grammar.over(GPT2);
        Pattern pattern = Pattern.compile(expression);
        SplittableRandom random = new SplittableRandom(1);
        Set<String> different = new HashSet<>();
        for (int i = 0; i < TEXTS + WITH_ALL_TOKENS; i++) {
            TokenMasks masks = i < TEXTS ? some : all;
            String text = Vocabularies.text(Vocabularies.random(masks, random, 20));
            assertThat(pattern.matcher(text).matches()).as("%s: %s", expression, text).isTrue();
            different.add(text);
        }
        assertThat(different.size()).isGreaterThan(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"type": "object", "properties": {
                   "name": {"type": "string", "minLength": 1, "maxLength": 12},
                   "age": {"type": "integer", "minimum": 0, "maximum": 130},
                   "tags": {"type": "array", "items": {"enum": ["a\\"b", "é", 3, null, {"x": [1]}]},
                            "minItems": 1, "maxItems": 4},
                   "size": {"type": ["number", "null"]}, "ok": {"type": "boolean"}},
                 "required": ["name", "tags"], "additionalProperties": false}\
                """,
                """
                {"$ref": "#/$defs/tree", "$defs": {"tree": {"type": "object",
                   "properties": {"value": {"type": "integer"},
                                  "left": {"$ref": "#/$defs/tree"}, "right": {"$ref": "#/$defs/tree"},
                                  "more": {"type": "array", "items": {"$ref": "#/$defs/tree"}}},
                   "required": ["value"], "additionalProperties": false}}}\
                """,
                """
                {"oneOf": [
                   {"type": "object", "properties": {"kind": {"const": "circle"}, "r": {"type": "number"}},
                    "required": ["kind", "r"], "additionalProperties": false},
                   {"type": "object", "properties": {"kind": {"const": "square"},
                      "side": {"type": "integer", "exclusiveMinimum": -20, "maximum": 1003}},
                    "required": ["kind", "side"]},
                   {"type": "string", "pattern": "^[A-Z]{2}\\\\d+$"}, {"type": "null"}]}\
                """,
                """
                {"type": "array", "prefixItems": [{"const": "head"}, {"type": "boolean"}],
                 "items": {"anyOf": [{"type": "string", "pattern": "\\\\s[^\\\\s\\"]\\\\S"},
                                     {"type": "integer"}, {"type": "number"}]}, "minItems": 1}\
                """,
                """
                {"type": "object", "properties": {"id": {"type": "string", "pattern": "[\\\\\\\\\\"/]",
                    "minLength": 3, "maxLength": 5}}, "required": ["id", "other"],
                 "additionalProperties": {"type": "integer"}}\
                """,
                "{\"type\": \"object\"}",
                "true"
            })
    void everyTextIsValidForItsSchema(String schema) {
        Grammar grammar = Grammar.jsonSchema(schema);
        TokenMasks some = grammar.over(SOME);
        TokenMasks all = grammar.over(GPT2);
        Schema validator =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON);
        SplittableRandom random = new SplittableRandom(2);
        Set<String> different = new HashSet<>();
        for (int i = 0; i < TEXTS + WITH_ALL_TOKENS; i++) {
            TokenMasks masks = i < TEXTS ? some : all;
            String text = Vocabularies.text(Vocabularies.random(masks, random, 40));
            assertThat(validator.validate(text, InputFormat.JSON)).as(text).isEmpty();
            different.add(text);
        }
        assertThat(different.size()).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GPT-2", "bytes"})
    void everyTextIsOneOfTheChoices(String vocabulary) {
        List<String> choices = List.of("red", "redder", "green tea", "blå", "日本", "🙂🙃", "");
        TokenBytes tokens = vocabulary.equals("bytes") ? Vocabularies.bytes() : GPT2;
        TokenMasks masks = Grammar.choices(choices).over(tokens);
        SplittableRandom random = new SplittableRandom(3);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < TEXTS; i++) {
            seen.add(Vocabularies.text(Vocabularies.random(masks, random, 99)));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(choices);
    }
}
