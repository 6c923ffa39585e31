package org.glassformer.engine.train.story;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes the expanded templates correct English: spaces, articles, capitals, and question marks
/// where somebody asks.
final class Polish {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern BEFORE_MARK = Pattern.compile(" +([.,!?])");
    private static final Pattern ARTICLE = Pattern.compile("\\b([Aa]) (?=[aeiouAEIOU])");
    private static final Pattern SENTENCE = Pattern.compile("(^|[.!?:] )([a-z])");

    /// Something said: opening mark, words, last mark, closing mark, and who says it.
    private static final Pattern SPEECH =
            Pattern.compile("\"([^\"]*?)([,.!?])\"( (?:\\w+ )?(?:said|asked)\\b)?");

    private static final Set<String> ASKING =
            Set.of(
                    "who", "what", "where", "why", "how", "which", "when", "whose", "can", "could",
                    "may", "do", "does", "did", "is", "are", "was", "were", "will", "would",
                    "should", "shall", "have", "has", "am", "since", "really", "don't", "what's");

    private static final Pattern EXCLAIMING =
            Pattern.compile(
                    "^(what an? |how (nice|pretty|lovely|wonderful|kind)\\b|who gets to |do not |do it\\b|"
                            + "when (i|you|everybody|the|it|he|she) |"
                            + "don't (be|cry|worry|touch|go|talk|think)\\b|have fun)");

    private Polish() {}

    static String polish(String text) {
        String spaced = SPACES.matcher(text).replaceAll(" ").strip();
        String marks = BEFORE_MARK.matcher(spaced).replaceAll("$1");
        String asked =
                SPEECH.matcher(marks)
                        .replaceAll(m ->
                                Matcher.quoteReplacement(
                                        speech(m.group(1), m.group(2), m.group(3))));
        String articles = ARTICLE.matcher(asked).replaceAll("$1n ");
        return SENTENCE.matcher(articles)
                .replaceAll(m -> m.group(1) + m.group(2).toUpperCase(Locale.ROOT));
    }

    private static String speech(String words, String mark, @Nullable String tag) {
        String said = tag == null ? "" : tag;
        boolean question = isQuestion(words);
        String last = mark;
        if (question) {
            last = "?";
            said = said.replace("said", "asked");
        } else if (mark.equals("?")) {
            last = said.isEmpty() ? "." : ",";
            said = said.replace("asked", "said");
        } else if (said.contains("asked")) {
            said = said.replace("asked", "said");
        }
        return "\"" + words + last + "\"" + said;
    }

    private static boolean isQuestion(String words) {
        String[] sentences = words.split("[.!?:] +", -1);
        String sentence = sentences[sentences.length - 1].toLowerCase(Locale.ROOT);
        int comma = sentence.indexOf(", ");
        return asks(sentence) || (comma >= 0 && asks(sentence.substring(comma + 2)));
    }

    private static boolean asks(String sentence) {
        String first = sentence.split("[ ,]", -1)[0];
        return ASKING.contains(first) && !EXCLAIMING.matcher(sentence).find();
    }
}
