package org.glassformer.engine.train.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.glassformer.engine.train.SplitMix;

/// Invents first names out of beginnings, middles and endings, so that there are far more than a model
/// could learn by heart, all by rules that it can find.
///
/// A name is a beginning, in every second name a middle, and an ending of one of two kinds, which must
/// go on with the other kind of letter: a vowel after a consonant, a consonant after a vowel. The parts
/// are in `names.txt`.
final class NameGrammar {
    private static final String VOWELS = "aeiouy";
    private static final long NAMES = 14;

    private final Map<String, List<String>> parts;

    private NameGrammar(Map<String, List<String>> parts) {
        this.parts = parts;
    }

    /// Reads the file beside this class.
    static NameGrammar read() {
        Map<String, List<String>> parts = new HashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("@")) {
                current = new ArrayList<>();
                parts.put(line.substring(1), current);
            } else if (!line.isBlank()) {
                current.addAll(List.of(line.strip().split(" ", -1)));
            }
        }
        return new NameGrammar(parts);
    }

    private static List<String> lines() {
        try (InputStream in = NameGrammar.class.getResourceAsStream("names.txt")) {
            if (in == null) {
                throw new IllegalStateException("names.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Name number `index`.
    String name(long index) {
        SplitMix random = new SplitMix(SplitMix.seed(0, NAMES, index));
        String name = pick("beginnings", random);
        if (random.nextInt(2) == 0) {
            name += pick(endsInVowel(name) ? "middles after a vowel" : "middles", random);
        }
        name += pick(endsInVowel(name) ? "endings after a vowel" : "endings", random);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String pick(String kind, SplitMix random) {
        List<String> from = parts.getOrDefault(kind, List.of());
        return from.get(random.nextInt(from.size()));
    }

    private static boolean endsInVowel(String name) {
        return VOWELS.indexOf(name.charAt(name.length() - 1)) >= 0;
    }
}
