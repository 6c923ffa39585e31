package org.glassformer.engine.sampling.grammar;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Finds what a `$ref` within a schema means.
///
/// @param root the whole schema
record SchemaReferences(JsonNode root) {
    private static final int MAX_CHAIN = 64;

    /// What `#` or `#/...` points at.
    JsonNode at(String reference) {
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            throw new GrammarException(
                    "the JSON schema refers to \""
                            + reference
                            + "\", but only references within it (#/...) are supported");
        }
        JsonNode target;
        try {
            String pointer =
                    URLDecoder.decode(
                            reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            target = root.at(JsonPointer.compile(pointer));
        } catch (IllegalArgumentException e) {
            throw new GrammarException(
                    "the JSON schema's reference \"" + reference + "\" is malformed", e);
        }
        if (target.isMissingNode()) {
            throw new GrammarException(
                    "the JSON schema refers to \"" + reference + "\", which is not in it");
        }
        return target;
    }

    /// A schema in place of one that only refers to it.
    JsonNode resolve(JsonNode schema) {
        JsonNode now = schema;
        for (int i = 0; now.isObject() && now.has("$ref"); i++) {
            if (i == MAX_CHAIN) {
                throw new GrammarException(
                        "the grammar refers to itself in a circle without reading anything");
            }
            JsonNode others = SchemaKeywords.without(now, "$ref");
            JsonNode target = at(SchemaKeywords.text(now, "$ref"));
            now = SchemaKeywords.saysNothing(others) ? target : SchemaMerge.of(others, target);
        }
        return now;
    }
}
