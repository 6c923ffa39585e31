package org.glassformer.engine.train.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Words, rules and plots, read from the text files beside this class.
///
/// The notation of the files: `{a|b}` is a choice (an empty one is allowed), `$role` and
/// `$role.field` stand for somebody or something of the cast, `<rule role role>` tells a rule of
/// `rules.txt` about roles, which the rule calls `$1` and `$2`, and `[key=a::b|c::d]` chooses once
/// and is told again by `$key`, `$key2`.
///
/// @param words the lists of `words.txt`, by kind
/// @param rules the ways to tell each rule
/// @param plots what can happen
record Library(Map<String, List<String>> words, Map<String, List<String>> rules, List<Plot> plots) {

    /// What can happen: the roles by name with their kind, and the ways to tell each paragraph.
    record Plot(String name, Map<String, String> roles, List<List<String>> paragraphs) {}

    private static final List<String> PLOT_FILES =
            List.of("lost-and-found.txt", "kindness.txt", "growing-up.txt", "wonder.txt");

    /// Reads the files.
    static Library read() {
        Map<String, List<String>> words = lists("words.txt");
        Map<String, List<String>> rules = lists("rules.txt");
        List<Plot> plots = PLOT_FILES.stream().flatMap(file -> plots(file).stream()).toList();
        return new Library(words, rules, plots);
    }

    private static Map<String, List<String>> lists(String file) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("@")) {
                String[] head = line.substring(1).split(" ", -1);
                current = new ArrayList<>();
                lists.put(head[head.length - 1], current);
            } else {
                current.add(line);
            }
        }
        return lists;
    }

    private static List<Plot> plots(String file) {
        List<Plot> plots = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("@plot ")) {
                String[] head = line.split(" ", -1);
                Map<String, String> roles = new LinkedHashMap<>();
                for (int i = 2; i < head.length; i++) {
                    String[] role = head[i].split(":", -1);
                    roles.put(role[0], role[1]);
                }
                plots.add(new Plot(head[1], roles, new ArrayList<>()));
            } else {
                List<List<String>> paragraphs = plots.getLast().paragraphs();
                if (line.startsWith("~")) {
                    paragraphs.getLast().add(line.substring(1).strip());
                } else {
                    paragraphs.add(new ArrayList<>(List.of(line)));
                }
            }
        }
        return plots;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Library.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
