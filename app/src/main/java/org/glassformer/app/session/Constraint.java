package org.glassformer.app.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.glassformer.engine.sampling.grammar.GrammarSource;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.glassformer.engine.sampling.grammar.TokenMasks;

/// A grammar that holds for all tokens after the typed prompt.
///
/// Drawn tokens never leave it. A person may still choose any token by hand, and may set a constraint when there is text
/// already: a text that does not fit is shown as it is, its next step without the constraint, but nothing is drawn there
/// until the person goes back to where the text fits, or takes the constraint off; [Continuation] says so. The typed
/// prompt itself is never held to it, and going on from a step inside the prompt begins the grammar there.
///
/// It belongs to the vocabulary of one model: a session drops it when another model is opened.
///
/// @param kind how it is written
/// @param source what the person wrote
/// @param masks the grammar over the tokens of the model in use
public record Constraint(Kind kind, String source, TokenMasks masks) {

    /// The ways to write a constraint.
    public enum Kind {
        /// One of some texts, one a line.
        CHOICES,
        /// A regular expression.
        REGEX,
        /// A JSON schema.
        JSON_SCHEMA
    }

    /// Compiles a source for the vocabulary of a model; a job for the background, up to a few hundred milliseconds.
    ///
    /// @param source what the person wrote; lines without text are no choices
    /// @throws org.glassformer.engine.sampling.grammar.GrammarException with one sentence if it cannot be used
    public static Constraint compile(Kind kind, String source, TokenTexts vocabulary) {
        String text = kind == Kind.CHOICES ? choices(source) : source;
        GrammarSource.Kind form =
                switch (kind) {
                    case CHOICES -> GrammarSource.Kind.CHOICES;
                    case REGEX -> GrammarSource.Kind.REGEX;
                    case JSON_SCHEMA -> GrammarSource.Kind.JSON_SCHEMA;
                };
        Grammar grammar =
                text.isEmpty() && kind == Kind.CHOICES
                        ? Grammar.choices(List.of())
                        : new GrammarSource(form, text).compile();
        return new Constraint(kind, text, grammar.over(vocabulary.bytes()));
    }

    private static String choices(String source) {
        return source.lines().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    /// Where the grammar is after a reading's tokens; empty if they do not fit it.
    ///
    /// @param reading of the model that the masks are for
    public Optional<GrammarState> after(Reading reading) {
        GrammarState state = masks.start();
        for (SessionToken token :
                reading.tokens().subList(reading.typed(), reading.tokens().size())) {
            if (token.id() >= masks.tokens().size() || !state.allows(token.id())) {
                return Optional.empty();
            }
            state = state.accept(token.id());
        }
        return Optional.of(state);
    }
}
