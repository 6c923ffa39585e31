package org.glassformer.engine.train.story;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Who and what takes part in one story; no two of them share a name or a noun.
final class Cast {
    private final Map<String, List<String>> words;
    private final Random random;
    private final Map<String, Role> roles = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Cast(Map<String, List<String>> words, Map<String, String> kinds, Random random) {
        this.words = words;
        this.random = random;
        kinds.forEach((name, kind) -> roles.put(name, choose(kind)));
    }

    /// The role of that name; a name that is itself a kind of words is cast when first asked for.
    Role role(String name) {
        Role role = roles.get(name);
        if (role == null) {
            role = choose(name);
            roles.put(name, role);
        }
        return role;
    }

    /// Remembers a phrase under a name.
    void remember(String name, String text) {
        roles.put(name, new Role.Phrase(text));
    }

    private Role choose(String kind) {
        return switch (kind) {
            case "any" -> random.nextInt(10) < 7 ? child() : animal();
            case "child" -> child();
            case "animal" -> animal();
            case "elder", "sibling" -> {
                String[] line = fresh(kind).split(" ", -1);
                yield new Role.Person(line[0], "", line[1].equals("she"));
            }
            case "stranger" -> {
                String[] line = fresh(kind).split("[ :]+", -1);
                yield new Role.Person(line[0], line[2], line[1].equals("she"));
            }
            case "place" -> {
                String[] line = fresh(kind).split(": ", -1);
                yield new Role.Place(line[0], line[1]);
            }
            case "color", "count", "weekday", "trait" -> new Role.Phrase(fresh(kind));
            case "petname" -> new Role.Phrase(name(kind));
            default -> {
                String[] line = fresh(kind).split(": ", -1);
                yield new Role.Thing(line[0], word(line[1]));
            }
        };
    }

    private Role child() {
        boolean female = random.nextBoolean();
        String kind = female ? "girl" : "boy";
        String described = (random.nextInt(4) > 0 ? "little " : "young ") + kind;
        return new Role.Hero(name(kind), kind, described, female, trait());
    }

    private Role animal() {
        String[] line = fresh("species").split(": ", -1);
        String described = word(line[1]) + " " + line[0];
        boolean female = random.nextInt(5) < 2;
        return new Role.Hero(name("petname"), line[0], described, female, trait());
    }

    private String trait() {
        List<String> traits = list("trait");
        return traits.get(random.nextInt(traits.size()));
    }

    /// A name that nobody in the story has, and that starts like no other one where that is easy.
    private String name(String kind) {
        List<String> lines = list(kind);
        for (int attempt = 0; ; attempt++) {
            String name = word(lines.get(random.nextInt(lines.size())));
            String initial = "initial " + name.charAt(0);
            if (!taken.contains(name) && (attempt > 3 || !taken.contains(initial))) {
                taken.add(name);
                taken.add(initial);
                return name;
            }
        }
    }

    /// A line of a list whose first word the story does not use yet.
    private String fresh(String kind) {
        List<String> lines = list(kind);
        while (true) {
            String line = lines.get(random.nextInt(lines.size()));
            String noun = line.split("[ :]", -1)[0].toLowerCase(Locale.ROOT);
            if (taken.add(noun)) {
                return line;
            }
        }
    }

    private String word(String line) {
        String[] choice = line.split(" ", -1);
        return choice[random.nextInt(choice.length)];
    }

    private List<String> list(String kind) {
        List<String> list = words.get(kind);
        if (list == null) {
            throw new IllegalArgumentException("no words of kind '" + kind + "'");
        }
        return list;
    }
}
