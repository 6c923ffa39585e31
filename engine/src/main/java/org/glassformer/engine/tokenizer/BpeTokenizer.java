package org.glassformer.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;
import org.glassformer.engine.tokenizer.AddedTokens.Found;
import org.jspecify.annotations.Nullable;

/// A tokenizer put together from the stages of a tokenizer file.
final class BpeTokenizer implements Tokenizer {
    /// The stages.
    ///
    /// @param normalizer null for none
    /// @param preTokenizer null for none: the whole text is one word
    /// @param prefix ids before a sequence
    /// @param suffix ids after a sequence
    record Pipeline(
            List<AddedToken> added,
            @Nullable TextNormalizer normalizer,
            @Nullable PreTokenizer preTokenizer,
            BpeModel model,
            List<DecodeStep> decoder,
            List<Integer> prefix,
            List<Integer> suffix) {}

    private final String name;
    private final Pipeline pipeline;
    private final @Nullable String[] entries; // added tokens included
    private final Map<String, Integer> addedIds = new HashMap<>();
    private final BitSet special = new BitSet();
    private final Queue<WordCache> caches = new ConcurrentLinkedQueue<>(); // one in use a thread
    private final AddedTokens beforeNormalizing;
    private final AddedTokens afterNormalizing;

    BpeTokenizer(String name, Pipeline pipeline) {
        this.name = name;
        this.pipeline = pipeline;
        Vocabulary vocabulary = pipeline.model().vocabulary();
        int size = vocabulary.size();
        for (AddedToken token : pipeline.added()) {
            size = Math.max(size, token.id() + 1);
        }
        entries = new @Nullable String[size];
        for (int id = 0; id < vocabulary.size(); id++) {
            entries[id] = vocabulary.entry(id);
        }
        List<AddedToken> raw = new ArrayList<>();
        List<String> rawContents = new ArrayList<>();
        List<AddedToken> normalized = new ArrayList<>();
        List<String> normalizedContents = new ArrayList<>();
        for (AddedToken token : pipeline.added()) {
            entries[token.id()] = token.content();
            addedIds.put(token.content(), token.id());
            special.set(token.id(), token.special());
            if (token.normalized() && pipeline.normalizer() != null) {
                normalized.add(token);
                normalizedContents.add(
                        normalize(token.content(), 0, token.content().length()).text());
            } else {
                raw.add(token);
                rawContents.add(token.content());
            }
        }
        beforeNormalizing = new AddedTokens(raw, rawContents);
        afterNormalizing = new AddedTokens(normalized, normalizedContents);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int vocabSize() {
        return entries.length;
    }

    @Override
    public Encoding encode(String text, SpecialTokens mode) {
        EncodingBuilder builder = new EncodingBuilder(text);
        WordCache idle = caches.poll();
        WordCache cache = idle == null ? new WordCache() : idle;
        WordEncoder words = new WordEncoder(pipeline.model(), cache, builder);
        walk(text, mode == SpecialTokens.PARSED, builder::add, words);
        caches.add(cache);
        return builder.build();
    }

    @Override
    public Encoding encode(String text, SpecialTokens mode, BooleanSupplier cancelled) {
        return Cancellation.call(cancelled, () -> encode(text, mode));
    }

    @Override
    public MergeTrace mergeTrace(String text, SpecialTokens mode, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        MergeTracer tracer = new MergeTracer(text, pipeline.model(), from, to);
        walk(text, mode == SpecialTokens.PARSED, tracer::added, tracer);
        return tracer.trace();
    }

    @Override
    public boolean isToken(int id) {
        return id >= 0 && entry(id) != null;
    }

    @Override
    public byte[] bytes(int id) {
        String entry = entry(id);
        if (entry == null) {
            return new byte[0];
        }
        return special.get(id) ? Utf8.bytes(entry) : DecodeStep.bytesOf(entry, pipeline.decoder());
    }

    @Override
    public String decode(int... ids) {
        DecodeStream stream = new DecodeStream(pipeline.decoder(), false);
        for (int id : ids) {
            feed(stream, id);
        }
        stream.finish();
        return stream.take();
    }

    @Override
    public StreamDecoder newDecoder() {
        DecodeStream stream = new DecodeStream(pipeline.decoder(), true);
        return new StreamDecoder() {
            @Override
            public String append(int id) {
                feed(stream, id);
                return stream.take();
            }

            @Override
            public String finish() {
                stream.finish();
                return stream.take();
            }
        };
    }

    @Override
    public boolean isSpecial(int id) {
        return special.get(id);
    }

    @Override
    public String label(int id) {
        byte[] bytes = bytes(id);
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < bytes.length; ) {
            int length = Utf8.validLength(bytes, i);
            if (length == 0) {
                label.append(BpeModel.fallbackEntry(bytes[i++] & 0xFF));
            } else {
                label.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return label.toString();
    }

    @Override
    public OptionalInt idOf(String tokenText) {
        Integer added = addedIds.get(tokenText);
        if (added != null) {
            return OptionalInt.of(added);
        }
        Vocabulary vocabulary = pipeline.model().vocabulary();
        for (String entry : List.of(asEntry(tokenText), tokenText)) {
            int id = vocabulary.id(entry);
            if (id >= 0) {
                return OptionalInt.of(id);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public int[] prefix() {
        return pipeline.prefix().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int[] suffix() {
        return pipeline.suffix().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return name + " (" + entries.length + " tokens)";
    }

    private String asEntry(String text) {
        for (DecodeStep step : pipeline.decoder()) {
            if (step instanceof DecodeStep.ByteLevel) {
                return ByteAlphabet.spell(Utf8.bytes(text));
            }
        }
        return text.replace(' ', '\u2581');
    }

    /// The entry of an id, null for an unused one.
    private @Nullable String entry(int id) {
        return id >= entries.length ? null : entries[id];
    }

    private void feed(DecodeStream stream, int id) {
        String entry = entry(id);
        if (entry != null && !special.get(id)) {
            stream.append(entry);
        }
    }

    private AlignedText normalize(String text, int from, int to) {
        AlignedText section = AlignedText.of(text, from, to);
        TextNormalizer normalizer = pipeline.normalizer();
        return normalizer == null ? section : normalizer.apply(section);
    }

    /// Takes the added tokens.
    private interface Added {
        void accept(int id, int from, int to);
    }

    /// Sends added tokens to `added` and the words between them to `words`.
    private void walk(String text, boolean withSpecial, Added added, Pieces words) {
        int at = 0;
        while (at < text.length()) {
            Found found = beforeNormalizing.next(text, at, withSpecial);
            int end = found == null ? text.length() : found.from();
            if (end > at) {
                walkSection(normalize(text, at, end), withSpecial, added, words);
            }
            if (found == null) {
                return;
            }
            added.accept(found.token().id(), found.from(), found.to());
            at = found.to();
        }
    }

    private void walkSection(AlignedText section, boolean withSpecial, Added added, Pieces words) {
        int at = 0;
        while (at < section.length()) {
            Found found = afterNormalizing.next(section.text(), at, withSpecial);
            int end = found == null ? section.length() : found.from();
            if (end > at) {
                split(section, at, end, words);
            }
            if (found == null) {
                return;
            }
            int start = section.start(found.from());
            added.accept(found.token().id(), start, section.end(found.to() - 1));
            at = found.to();
        }
    }

    private void split(AlignedText section, int from, int to, Pieces words) {
        PreTokenizer preTokenizer = pipeline.preTokenizer();
        if (preTokenizer == null) {
            words.accept(section, from, to);
        } else {
            preTokenizer.split(section, from, to, words);
        }
    }
}
