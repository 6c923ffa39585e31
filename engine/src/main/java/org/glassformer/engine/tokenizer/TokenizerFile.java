package org.glassformer.engine.tokenizer;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.glassformer.engine.format.BrokenJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON of a tokenizer: vocabulary and merges as a stream, because they are nearly all of
/// the file, the small rest as trees.
final class TokenizerFile {
    /// Larger files are refused; the largest known vocabularies take about 35 MB.
    static final long MAX_BYTES = 256L << 20;

    private static final int MAX_DEPTH = 64;
    private static final long MAX_TOKENS = 16_000_000;
    private static final Set<String> SECTIONS =
            Set.of("added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder");
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxTokenCount(MAX_TOKENS)
                                                    .build())
                                    .build())
                    .build();

    private final String file;
    private final ModelBuilder model;
    private final Map<String, JsonPart> sections = new HashMap<>();
    private @Nullable String vocabularyFault;

    private TokenizerFile(Path file) {
        this.file = file.toString();
        this.model = new ModelBuilder(this.file);
    }

    /// Reads a `tokenizer.json`.
    static TokenizerFile read(Path path) {
        TokenizerFile result = new TokenizerFile(path);
        parse(path, result::readTop);
        return result;
    }

    /// Reads a `vocab.json` into a builder.
    static void readVocabulary(Path path, ModelBuilder model) {
        parse(
                path,
                parser -> {
                    if (parser.currentToken() != JsonToken.START_OBJECT) {
                        throw new TokenizerFormatException(
                                path.toString(), "top", "expected an object of entries and ids");
                    }
                    readEntries(parser, model, path.toString());
                });
    }

    /// Reads a small JSON file as a tree.
    static JsonPart readTree(Path path) {
        checkSize(path, 16L << 20);
        JsonNode[] node = new JsonNode[1];
        parse(path, parser -> node[0] = MAPPER.readTree(parser));
        return new JsonPart(path.toString(), "", node[0]);
    }

    static void checkSize(Path path, long limit) {
        try {
            if (Files.isDirectory(path)) {
                throw new TokenizerFormatException(
                        path.toString(), "file", "expected a file, found a folder");
            }
            long size = Files.size(path);
            if (size > limit) {
                throw new TokenizerFormatException(
                        path.toString(),
                        "size",
                        "expected at most %d MB, found %d".formatted(limit >> 20, size >> 20));
            }
        } catch (IOException e) {
            throw unreadable(path, "file", e);
        }
    }

    /// Why a file could not be read, in words.
    static TokenizerFormatException unreadable(Path path, String where, IOException e) {
        String why =
                switch (e) {
                    case NoSuchFileException _ -> "there is no such file";
                    case AccessDeniedException _ -> "reading it is not allowed";
                    case CharacterCodingException _ -> "expected UTF-8 text, found other bytes";
                    default -> "it cannot be read: " + e.getMessage();
                };
        return new TokenizerFormatException(path.toString(), where, why);
    }

    ModelBuilder model() {
        return model;
    }

    /// A section or a field of the model (`model/type`), null if absent.
    @Nullable JsonPart section(String name) {
        return sections.get(name);
    }

    TokenizerFormatException fault(String where, String problem) {
        return new TokenizerFormatException(file, where, problem);
    }

    /// What was wrong with the place of the vocabulary, null for nothing; told only after the type of
    /// the model, which explains it better.
    @Nullable String vocabularyFault() {
        return vocabularyFault;
    }

    String file() {
        return file;
    }

    private interface Reading {
        void read(JsonParser parser);
    }

    private static void parse(Path path, Reading reading) {
        checkSize(path, MAX_BYTES);
        try (var in = Files.newInputStream(path);
                JsonParser parser = MAPPER.createParser(in)) {
            try {
                parser.nextToken();
                reading.read(parser);
            } catch (JacksonException e) {
                var at = e.getLocation();
                String where =
                        at == null
                                ? "top"
                                : "line " + at.getLineNr() + " column " + at.getColumnNr();
                throw new TokenizerFormatException(
                        path.toString(), where, "expected JSON, found " + BrokenJson.found(e));
            }
        } catch (IOException e) {
            throw unreadable(path, "file", e);
        } catch (JacksonIOException e) {
            throw unreadable(path, "file", new IOException(e.getOriginalMessage(), e));
        }
    }

    private static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "the end of the file";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    "something else";
        };
    }

    private void readTop(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw fault(
                    "top",
                    "expected a tokenizer as one JSON object, found "
                            + kind(parser.currentToken()));
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("model")) {
                if (value != JsonToken.START_OBJECT) {
                    throw fault("/model", "expected an object, found " + kind(value));
                }
                readModel(parser);
            } else if (SECTIONS.contains(name)) {
                keep(parser, name);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readModel(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("vocab")) {
                if (value == JsonToken.START_OBJECT) {
                    readEntries(parser, model, file);
                } else {
                    vocabularyFault = "expected an object of entries and ids, found " + kind(value);
                    parser.skipChildren();
                }
            } else if (name.equals("merges")) {
                if (value != JsonToken.START_ARRAY) {
                    throw fault("/model/merges", "expected a list of merges, found " + kind(value));
                }
                readMerges(parser);
            } else {
                keep(parser, "model/" + name);
            }
        }
    }

    private void keep(JsonParser parser, String name) {
        JsonNode node = parser.readValueAsTree();
        if (node != null && !node.isNull()) {
            sections.put(name, new JsonPart(file, "/" + name, node));
        }
    }

    private static void readEntries(JsonParser parser, ModelBuilder model, String file) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String entry = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new TokenizerFormatException(
                        file, place(parser), "expected a whole number as the id of an entry");
            }
            long id = parser.getLongValue();
            if (id < 0 || id > Integer.MAX_VALUE) {
                throw new TokenizerFormatException(
                        file, place(parser), "expected an id from 0 to 2147483647, found " + id);
            }
            model.entry(entry, (int) id, "/model/vocab");
        }
    }

    private void readMerges(JsonParser parser) {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            String where = "/model/merges/" + i;
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                addMerge(parser.getString(), model, file, where);
            } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                String left = nextPart(parser, where);
                String right = nextPart(parser, where);
                if (parser.nextToken() != JsonToken.END_ARRAY) {
                    throw fault(where, "expected a merge of two parts");
                }
                model.merge(left, right);
            } else {
                throw fault(where, "expected a merge, \"a b\" or [\"a\", \"b\"]");
            }
        }
    }

    /// Adds a merge written as two parts with a space between.
    static void addMerge(String merge, ModelBuilder model, String file, String where) {
        int space = merge.indexOf(' ');
        if (space < 0 || merge.indexOf(' ', space + 1) >= 0) {
            throw new TokenizerFormatException(
                    file,
                    where,
                    "expected two parts with one space between, found \"" + merge + "\"");
        }
        model.merge(merge.substring(0, space), merge.substring(space + 1));
    }

    private String nextPart(JsonParser parser, String where) {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw fault(where, "expected a merge of two texts");
        }
        return parser.getString();
    }

    private static String place(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }
}
