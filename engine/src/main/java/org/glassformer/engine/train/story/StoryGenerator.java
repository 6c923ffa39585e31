package org.glassformer.engine.train.story;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes simple stories in a small child's vocabulary, as many as wanted.
///
/// Each story has a plot, a cast and things that are told of early and come back late, so that a
/// model can learn who did what and copy names from far back. Story `i` of a seed is always the same
/// text. The style is that of TinyStories (Eldan and Li 2023); the words are this project's own.
public final class StoryGenerator {
    /// The fewest words of a story.
    public static final int MIN_WORDS = 100;

    /// The most words of a story.
    public static final int MAX_WORDS = 250;

    private static final Pattern SPACES = Pattern.compile(" +");

    private final Library library = Library.read();
    private final long seed;

    /// A generator of the stories of `seed`.
    public StoryGenerator(long seed) {
        this.seed = seed;
    }

    /// The names of the plots, in the order of the files.
    public List<String> plots() {
        return library.plots().stream().map(Library.Plot::name).toList();
    }

    /// Story number `index`: paragraphs, one a line, without a line end after the last.
    public String story(long index) {
        Random random = new Random(mix(seed, index));
        while (true) {
            Library.Plot plot = library.plots().get(random.nextInt(library.plots().size()));
            String story = tell(plot, random);
            int words = SPACES.split(story.replace('\n', ' ')).length;
            if (words >= MIN_WORDS && words <= MAX_WORDS) {
                return story;
            }
        }
    }

    private String tell(Library.Plot plot, Random random) {
        Telling telling =
                new Telling(library, new Cast(library.words(), plot.roles(), random), random);
        return plot.paragraphs().stream()
                .map(ways -> ways.get(random.nextInt(ways.size())))
                .map(telling::tell)
                .map(Polish::polish)
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014), so that near indices part ways.
    private static long mix(long seed, long index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
