package org.glassformer.engine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.glassformer.engine.sampling.grammar.GrammarException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the text must be, and which texts end it.
final class ConstraintOptions {
    @Option(
            names = "--choices",
            paramLabel = "A,B,...",
            split = ",",
            description = "The text is one of these; may be repeated.")
    private @Nullable List<String> choices;

    @Option(
            names = "--regex",
            paramLabel = "R",
            description = "The text matches this regular expression as a whole.")
    private @Nullable String regex;

    @Option(
            names = "--json-schema",
            paramLabel = "FILE",
            description = "The text is JSON that fits the schema in the file.")
    private @Nullable Path schema;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "Ends the text and is no part of it; may be repeated.")
    private List<String> stopTexts = List.of();

    /// The grammar, if there is one.
    Optional<Grammar> grammar(CommonOptions common) {
        List<Grammar> grammars = new ArrayList<>();
        try {
            if (choices != null) {
                grammars.add(Grammar.choices(choices));
            }
            if (regex != null) {
                grammars.add(Grammar.regex(regex));
            }
            if (schema != null) {
                grammars.add(Grammar.jsonSchema(Files.readString(schema)));
            }
        } catch (GrammarException e) {
            throw common.misuse(Failure.sentence(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + schema, e);
        }
        if (grammars.size() > 1) {
            throw common.misuse("only one of --choices, --regex and --json-schema can be used");
        }
        return grammars.stream().findFirst();
    }

    /// The stop texts.
    List<String> stopTexts(CommonOptions common) {
        if (stopTexts.stream().anyMatch(String::isEmpty)) {
            throw common.misuse("--stop must not be empty");
        }
        return stopTexts;
    }
}
