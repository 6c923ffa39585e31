package org.glassformer.engine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.sampling.grammar.GrammarException;
import org.glassformer.engine.sampling.grammar.GrammarSource;
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

    /// What the grammar is made from, if there is one; it is compiled once to see that it can be.
    Optional<GrammarSource> source(CommonOptions common) {
        List<GrammarSource> sources = new ArrayList<>();
        try {
            if (choices != null) {
                sources.add(GrammarSource.choices(choices));
            }
            if (regex != null) {
                sources.add(new GrammarSource(GrammarSource.Kind.REGEX, regex));
            }
            if (schema != null) {
                String text = Files.readString(schema);
                sources.add(new GrammarSource(GrammarSource.Kind.JSON_SCHEMA, text));
            }
            sources.forEach(GrammarSource::compile);
        } catch (GrammarException e) {
            throw common.misuse(Failure.sentence(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + schema, e);
        }
        if (sources.size() > 1) {
            throw common.misuse("only one of --choices, --regex and --json-schema can be used");
        }
        return sources.stream().findFirst();
    }

    /// The stop texts.
    List<String> stopTexts(CommonOptions common) {
        if (stopTexts.stream().anyMatch(String::isEmpty)) {
            throw common.misuse("--stop must not be empty");
        }
        return stopTexts;
    }
}
