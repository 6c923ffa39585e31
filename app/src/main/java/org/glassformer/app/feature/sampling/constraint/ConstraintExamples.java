package org.glassformer.app.feature.sampling.constraint;

import java.util.List;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Constraint;

/// Constraints to start from.
final class ConstraintExamples {

    /// A constraint with a name.
    ///
    /// @param name in a menu
    /// @param source to be written into the editor
    record Example(String name, String source) {}

    private ConstraintExamples() {}

    /// Those of a kind, the first of which stands in the editor at first.
    static List<Example> of(Constraint.Kind kind) {
        return switch (kind) {
            case CHOICES ->
                    List.of(
                            example("colours", " red\n blue\n green\n yellow"),
                            example("yesNo", " yes\n no"),
                            example("sentences", " The dog was happy.\n The cat was sad."));
            case REGEX ->
                    List.of(
                            example("words", " [a-z]+( [a-z]+){2,7}\\."),
                            example("number", " (0|[1-9][0-9]{0,3})(\\.[0-9]{1,2})?"),
                            example("date", " 20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
                            example("quoted", " \"[A-Z][a-z ,']{3,40}[.!?]\""));
            case JSON_SCHEMA ->
                    List.of(
                            example(
                                    "person",
                                    """
                                    {
                                      "type": "object",
                                      "properties": {
                                        "name": {"type": "string", "maxLength": 12},
                                        "age": {"type": "integer", "minimum": 1, "maximum": 99},
                                        "likes": {"enum": ["dogs", "cats", "birds"]}
                                      },
                                      "required": ["name", "likes"]
                                    }
                                    """),
                            example(
                                    "list",
                                    """
                                    {
                                      "type": "array",
                                      "items": {"type": "string", "pattern": "^[a-z]{2,8}$"},
                                      "minItems": 2,
                                      "maxItems": 4
                                    }
                                    """),
                            example("boolean", "{\"type\": [\"boolean\", \"null\"]}"));
        };
    }

    private static Example example(String key, String source) {
        return new Example(Messages.text("constraint.example." + key), source.stripTrailing());
    }
}
