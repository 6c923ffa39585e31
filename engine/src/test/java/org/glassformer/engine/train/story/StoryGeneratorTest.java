package org.glassformer.engine.train.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StoryGeneratorTest {
    private static final int COUNT = 3000;
    private static final StoryGenerator GENERATOR = new StoryGenerator(7);
    private static final List<String> STORIES =
            LongStream.range(0, COUNT).mapToObj(GENERATOR::story).toList();

    @Test
    void sameSeedAndIndexGiveTheSameStory() {
        StoryGenerator again = new StoryGenerator(7);
        assertThat(again.story(2999)).isEqualTo(STORIES.get(2999));
        assertThat(again.story(0)).isEqualTo(STORIES.get(0));
        assertThat(new StoryGenerator(8).story(0)).isNotEqualTo(STORIES.get(0));
    }

    @Test
    void storiesHaveThePromisedLength() {
        assertThat(STORIES)
                .allSatisfy(story ->
                        assertThat(story.split("\\s+", -1).length)
                                .isBetween(StoryGenerator.MIN_WORDS, StoryGenerator.MAX_WORDS));
    }

    @Test
    void nothingOfTheNotationIsLeft() {
        assertNone("[$<>{}\\[\\]|~@#_]|::");
    }

    @Test
    void spacesAndMarksStandWhereTheyShould() {
        assertNone("  | [.,!?]|[.,!?]{2}|[.!?]\" [a-z]+\\.[a-z]|\\n\\n|\\n |,\"\\n");
    }

    @Test
    void articlesFitTheNextWord() {
        assertNone("\\b[Aa] [aeiouAEIOU]|\\b[Aa]n (?!hour)[^aeiouAEIOU]");
    }

    @Test
    void sentencesStartWithACapital() {
        assertNone("[.!?] [a-z]|(?m)^[a-z]");
    }

    @Test
    void quotesAreClosedInEveryParagraph() {
        for (String story : STORIES) {
            for (String paragraph : story.split("\n", -1)) {
                long marks = paragraph.chars().filter(c -> c == '"').count();
                assertThat(marks % 2).as(paragraph).isZero();
            }
        }
    }

    @Test
    void theMainNamesComeBack() {
        Map<String, List<String>> words = Library.read().words();
        Set<String> names = new HashSet<>();
        for (String kind : List.of("girl", "boy", "petname")) {
            Objects.requireNonNull(words.get(kind))
                    .forEach(line -> names.addAll(List.of(line.split(" ", -1))));
        }
        int comingBack = 0;
        for (String story : STORIES) {
            Map<String, Integer> counts = new HashMap<>();
            for (String word : story.split("[^A-Za-z]+", -1)) {
                if (names.contains(word)) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
            if (counts.values().stream().anyMatch(count -> count >= 3)) {
                comingBack++;
            }
        }
        assertThat(comingBack).isEqualTo(COUNT);
    }

    @Test
    void storiesRarelyShareParagraphs() {
        assertThat(new HashSet<>(STORIES)).hasSize(COUNT);
        Map<String, Integer> paragraphs = new HashMap<>();
        STORIES.forEach(
                story -> story.lines().forEach(line -> paragraphs.merge(line, 1, Integer::sum)));
        long shared = paragraphs.values().stream().filter(count -> count > 1).count();
        assertThat(shared / (double) paragraphs.size()).isLessThan(0.02);
    }

    @Test
    void thePlotsAreManyAndTheWordsFew() {
        assertThat(GENERATOR.plots()).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        Set<String> words = new HashSet<>();
        for (String story : STORIES) {
            for (String word : story.toLowerCase(Locale.ROOT).split("[^a-z']+", -1)) {
                words.add(word);
            }
        }
        assertThat(words.size()).isBetween(1000, 2500);
    }

    @Test
    void askingIsHeardInTheMarks() {
        assertThat(Polish.polish("\"Where is it,\" said Mia."))
                .isEqualTo("\"Where is it?\" asked Mia.");
        assertThat(Polish.polish("\"I am cold?\" asked Tom."))
                .isEqualTo("\"I am cold,\" said Tom.");
        assertThat(Polish.polish("\"How nice!\" said Ann. she had a apple ."))
                .isEqualTo("\"How nice!\" said Ann. She had an apple.");
    }

    private static void assertNone(String regex) {
        Pattern pattern = Pattern.compile(regex);
        for (String story : STORIES) {
            Matcher matcher = pattern.matcher(story);
            assertThat(matcher.find()).as("%s in: %s", regex, story).isFalse();
        }
    }
}
