package org.glassformer.engine.tokenizer;

import com.knuddels.jtokkit.Encodings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;

/// OpenAI's encodings from the rank tables that JTokkit carries, merged by this project's own code,
/// which knows places in the text and merges; tests hold the ids against JTokkit's.
///
/// A rank table says which texts are tokens, not which pairs merge. Merging a token's own bytes with
/// the lower ranks leaves two parts: those are its pair, the only one by which it ever comes about.
/// Every token of the four tables has such a pair, so that merging a word that is a token ends in that
/// token, and looking it up first, as other implementations do, would only hide the merges.
enum OpenAiEncoding {
    CL100K_BASE(SplitPattern.CL100K),
    O200K_BASE(SplitPattern.O200K),
    P50K_BASE(SplitPattern.GPT2),
    R50K_BASE(SplitPattern.GPT2);

    private final SplitPattern pattern;

    OpenAiEncoding(SplitPattern pattern) {
        this.pattern = pattern;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Tokenizer load() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        PairTable merges = readRanks(ids);
        int size = ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        BpeModel model = new BpeModel(new Vocabulary(ids, size), merges, BpeModel.Options.BYTES);
        List<AddedToken> added = new ArrayList<>();
        special().forEach((content, id) -> added.add(AddedToken.special(id, content)));
        return new BpeTokenizer(
                label(),
                new BpeTokenizer.Pipeline(
                        added,
                        null,
                        new PreTokenizer.Pattern(pattern),
                        model,
                        List.of(new DecodeStep.ByteLevel()),
                        List.of(),
                        List.of()));
    }

    private Map<String, Integer> special() {
        return switch (this) {
            case CL100K_BASE ->
                    Map.of(
                            "<|endoftext|>", 100257,
                            "<|fim_prefix|>", 100258,
                            "<|fim_middle|>", 100259,
                            "<|fim_suffix|>", 100260,
                            "<|endofprompt|>", 100276);
            case O200K_BASE -> Map.of("<|endoftext|>", 199999, "<|endofprompt|>", 200018);
            case P50K_BASE, R50K_BASE -> Map.of("<|endoftext|>", 50256);
        };
    }

    private PairTable readRanks(Map<String, Integer> ids) {
        String file = label() + ".tiktoken";
        int[] single = new int[256];
        PairTable merges = new PairTable(pattern == SplitPattern.O200K ? 200_000 : 100_000);
        WordParts parts = new WordParts();
        try (InputStream in = Encodings.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("JTokkit does not carry it");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int space = line.indexOf(' ');
                byte[] token = Base64.getDecoder().decode(line.substring(0, space));
                int rank = Integer.parseInt(line.substring(space + 1));
                ids.put(ByteAlphabet.spell(token), rank);
                if (token.length == 1) {
                    single[token[0] & 0xFF] = rank;
                } else {
                    addMerge(merges, parts, token, single, rank);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
        return merges;
    }

    private static void addMerge(
            PairTable merges, WordParts parts, byte[] token, int[] single, int rank) {
        parts.clear();
        for (byte b : token) {
            parts.add(single[b & 0xFF], 1);
        }
        parts.merge(merges);
        if (parts.size() == 2) {
            merges.put(parts.id(0), parts.id(1), rank, rank);
        }
    }
}
