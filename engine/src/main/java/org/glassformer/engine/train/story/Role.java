package org.glassformer.engine.train.story;

import java.util.Random;

/// Somebody or something in a story, which a template names by `$role` or `$role.field`.
sealed interface Role {
    /// What stands for `$role.field`; the empty field is the plain name.
    ///
    /// @throws IllegalArgumentException if there is no such field
    String field(String field, Random random);

    /// A character with a name of its own.
    ///
    /// @param kind `girl`, `boy` or the species
    /// @param described the kind with an adjective
    /// @param female whether the pronoun is she
    /// @param trait an adjective that tells what the character is like
    record Hero(String name, String kind, String described, boolean female, String trait)
            implements Role {
        @Override
        public String field(String field, Random random) {
            return switch (field) {
                case "" -> name;
                case "kind" -> kind;
                case "kindly" -> described;
                case "trait" -> trait;
                default -> pronoun(field, female);
            };
        }
    }

    /// Somebody who is called by what he or she is: a mom, an old farmer.
    record Person(String noun, String adjective, boolean female) implements Role {
        @Override
        public String field(String field, Random random) {
            return switch (field) {
                case "" -> noun;
                case "full" -> adjective + " " + noun;
                case "a" -> "a " + adjective + " " + noun;
                default -> pronoun(field, female);
            };
        }
    }

    /// A thing or an animal without a name.
    record Thing(String noun, String adjective) implements Role {
        @Override
        public String field(String field, Random random) {
            return switch (field) {
                case "" -> noun;
                case "full" -> adjective + " " + noun;
                case "a" -> "a " + adjective + " " + noun;
                case "the" ->
                        random.nextInt(3) == 0 ? "the " + adjective + " " + noun : "the " + noun;
                default -> throw unknown(field);
            };
        }
    }

    /// A place, with the words that lead to it, such as `in the`.
    record Place(String noun, String preposition) implements Role {
        @Override
        public String field(String field, Random random) {
            return switch (field) {
                case "" -> noun;
                case "at" -> preposition + " " + noun;
                default -> throw unknown(field);
            };
        }
    }

    /// A plain word or phrase.
    record Phrase(String text) implements Role {
        @Override
        public String field(String field, Random random) {
            return switch (field) {
                case "" -> text;
                case "cap" -> Character.toUpperCase(text.charAt(0)) + text.substring(1);
                default -> throw unknown(field);
            };
        }
    }

    private static String pronoun(String field, boolean female) {
        return switch (field) {
            case "he" -> female ? "she" : "he";
            case "He" -> female ? "She" : "He";
            case "him" -> female ? "her" : "him";
            case "his" -> female ? "her" : "his";
            case "His" -> female ? "Her" : "His";
            case "himself" -> female ? "herself" : "himself";
            default -> throw unknown(field);
        };
    }

    private static IllegalArgumentException unknown(String field) {
        return new IllegalArgumentException("no field '" + field + "'");
    }
}
