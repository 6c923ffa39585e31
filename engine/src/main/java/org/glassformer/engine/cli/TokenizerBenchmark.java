package org.glassformer.engine.cli;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.cli.Benchmark.Of;
import org.glassformer.engine.cli.Benchmark.Result;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.glassformer.engine.train.story.StoryGenerator;

/// Measures how fast a text is encoded, beside JTokkit on the same text, run by run in turn.
///
/// Ours gives ids, bytes and offsets, JTokkit the ids alone. Ours remembers words, so that a text
/// whose words come again and again, as in the samples, shows it from its best side; a file of one's
/// own shows what to expect.
final class TokenizerBenchmark {
    private static final List<String> ENCODINGS =
            List.of("cl100k_base", "o200k_base", "p50k_base", "r50k_base");
    private static final int SAMPLE_LENGTH = 1_000_000;
    private static final int EDITED = 10_000;

    private final Stopwatch watch;
    private final List<Result> results = new ArrayList<>();

    TokenizerBenchmark(Stopwatch watch) {
        this.watch = watch;
    }

    /// The figures so far.
    List<Result> results() {
        return List.copyOf(results);
    }

    /// Measures every encoding on stories in English, on sentences in thirty languages and on code.
    void samples() {
        text("English", stories());
        text("multilingual", repeated("bench-multilingual.txt"));
        text("code", repeated("bench-code.txt"));
    }

    /// Measures every encoding on one text.
    ///
    /// @throws IllegalArgumentException if there is nothing to encode
    void text(String name, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + ": an empty text");
        }
        double megabytes = text.getBytes(StandardCharsets.UTF_8).length / 1e6;
        for (String encoding : ENCODINGS) {
            Tokenizer ours = Tokenizers.openAi(encoding);
            Encoding theirs =
                    Encodings.newLazyEncodingRegistry()
                            .getEncoding(EncodingType.fromName(encoding).orElseThrow());
            double[] seconds =
                    watch.inTurn(
                            () -> ours.encode(text, SpecialTokens.PLAIN),
                            () -> theirs.encodeOrdinary(text));
            String of = encoding + ", " + name;
            double factor = seconds[1] / seconds[0];
            results.add(new Result(of, megabytes / seconds[0], "MB/s", factor, Of.JTOKKIT));
            results.add(
                    new Result(of + ", JTokkit", megabytes / seconds[1], "MB/s", 1, Of.JTOKKIT));
        }
        Tokenizer edited = Tokenizers.openAi("cl100k_base");
        Encoding jtokkit =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
        String part = text.substring(0, Math.min(EDITED, text.length()));
        double[] seconds =
                watch.inTurn(
                        () -> edited.encode(part, SpecialTokens.PLAIN),
                        () -> jtokkit.encodeOrdinary(part));
        String of = "edit to tokens, %d characters, %s".formatted(part.length(), name);
        results.add(new Result(of, seconds[0] * 1e3, "ms", seconds[1] / seconds[0], Of.JTOKKIT));
    }

    private static String stories() {
        StoryGenerator generator = new StoryGenerator(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < SAMPLE_LENGTH; i++) {
            text.append(generator.story(i)).append("\n\n");
        }
        return text.toString();
    }

    private static String repeated(String resource) {
        try (InputStream in = TokenizerBenchmark.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("it is missing");
            }
            String once = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return once.repeat(Math.ceilDiv(SAMPLE_LENGTH, once.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read: " + e.getMessage(), e);
        }
    }
}
