package org.glassformer.engine.train.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.glassformer.engine.train.Documents;
import org.glassformer.engine.train.SplitMix;
import org.glassformer.engine.train.story.StoryGenerator;

/// Documents of a task: invented without end, or parts of one text.
///
/// @param invented makes document `i` of all there could be; null if there is only a text
/// @param training documents to learn from, when none are invented
/// @param unseen documents that are never trained on; none for a sentence to be learned by heart
record Texts(LongFunction<String> invented, List<String> training, List<String> unseen) {
    private static final int SAMPLE = 200;
    private static final long STORIES = 12;
    private static final long NAMES = 13;
    private static final int PARTS = 10;
    private static final int SMALL = 200;

    /// Whether documents are invented, without end.
    boolean endless() {
        return training.isEmpty();
    }

    /// The documents of a task.
    ///
    /// @param seed of what is invented
    static Texts of(TrainingTask task, long seed) {
        return switch (task.kind()) {
            case REPEAT -> new Texts(i -> "", List.of(task.text().strip()), List.of());
            case NAMES -> {
                NameGrammar names = NameGrammar.read();
                yield invented(names::name, seed, NAMES);
            }
            case STORIES -> {
                StoryGenerator stories = new StoryGenerator(seed);
                yield invented(stories::story, seed, STORIES);
            }
            case TEXT -> parts(task.text());
            case COPY, REVERSE, SORT, ADD, INDUCTION ->
                    throw new IllegalArgumentException(task.kind().id() + " has no texts");
        };
    }

    /// Documents to make a vocabulary of.
    List<String> sample() {
        return endless() ? LongStream.range(0, SAMPLE).mapToObj(invented).toList() : training;
    }

    private static Texts invented(LongFunction<String> any, long seed, long purpose) {
        LongFunction<String> trained = i -> first(any, seed, purpose, i, false);
        List<String> unseen =
                LongStream.range(0, SAMPLE)
                        .mapToObj(i -> first(any, seed, purpose, Long.MIN_VALUE + i, true))
                        .toList();
        return new Texts(trained, List.of(), unseen);
    }

    /// The first of a row of documents that is, or is not, held apart.
    private static String first(
            LongFunction<String> any, long seed, long purpose, long index, boolean apart) {
        SplitMix random = new SplitMix(SplitMix.seed(seed, purpose, index));
        String document;
        do {
            document = any.apply(random.nextLong() >>> 1);
        } while (Apart.holds(document) != apart);
        return document;
    }

    /// One document in ten of a text is held apart; of a single one the last tenth, cut at a space.
    private static Texts parts(String text) {
        List<String> documents = Documents.split(text, Documents.Split.END_OF_TEXT);
        if (documents.size() >= PARTS) {
            List<String> training = new ArrayList<>();
            List<String> unseen = new ArrayList<>();
            for (int i = 0; i < documents.size(); i++) {
                (i % PARTS == PARTS - 1 ? unseen : training).add(documents.get(i));
            }
            return new Texts(i -> "", training, unseen);
        }
        String last = documents.getLast();
        if (last.length() < SMALL) {
            return new Texts(i -> "", documents, List.of());
        }
        int cut = last.length() - last.length() / PARTS;
        int space = last.indexOf(' ', cut);
        int at = space < 0 ? last.offsetByCodePoints(0, last.codePointCount(0, cut)) : space;
        List<String> training = new ArrayList<>(documents.subList(0, documents.size() - 1));
        training.add(last.substring(0, at));
        return new Texts(i -> "", training, List.of(last.substring(at)));
    }
}
