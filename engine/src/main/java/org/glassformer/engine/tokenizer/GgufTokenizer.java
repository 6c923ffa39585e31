package org.glassformer.engine.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufMetadata;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;

/// Reads the tokenizer in a GGUF file: byte-level BPE (`gpt2`) or scored pieces (`llama`).
final class GgufTokenizer {
    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String PRE = "tokenizer.ggml.pre";
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER = 4;
    private static final char SPACE = '\u2581';

    private final GgufMetadata keys;
    private final String file;
    private final List<String> tokens;
    private final float[] types;
    private final ModelBuilder model;
    private final List<AddedToken> added = new ArrayList<>();

    private GgufTokenizer(GgufMetadata keys) {
        this.keys = keys;
        this.file = keys.file().toString();
        this.tokens = keys.texts(TOKENS);
        this.types = keys.numbers(TYPES);
        this.model = new ModelBuilder(file);
        if (tokens.isEmpty()) {
            throw fault(TOKENS, "expected a vocabulary with at least one entry");
        }
        if (types.length != 0 && types.length != tokens.size()) {
            throw fault(TYPES, "expected one for each of the " + tokens.size() + " tokens");
        }
    }

    static Tokenizer read(Path path) {
        try (Gguf gguf = Gguf.open(path)) {
            GgufTokenizer reader = new GgufTokenizer(gguf.metadata());
            String kind = gguf.metadata().text("tokenizer.ggml.model").orElse("none");
            String name = String.valueOf(path.getFileName()).replaceFirst("(?i)\\.gguf$", "");
            return new BpeTokenizer(
                    name,
                    switch (kind) {
                        case "gpt2" -> reader.byteLevel();
                        case "llama" -> reader.pieces();
                        default ->
                                throw reader.fault(
                                        "tokenizer.ggml.model",
                                        "Glassformer reads gpt2 and llama, found " + kind);
                    });
        }
    }

    private BpeTokenizer.Pipeline byteLevel() {
        gather(false);
        List<String> merges = keys.texts("tokenizer.ggml.merges");
        for (int i = 0; i < merges.size(); i++) {
            TokenizerFile.addMerge(merges.get(i), model, file, "tokenizer.ggml.merges/" + i);
        }
        PairTable table = model.merges("", "tokenizer.ggml.merges/", 0);
        boolean llama3 = isLlama3();
        BpeModel.Options options = new BpeModel.Options(true, -1, false, false, llama3, "", "");
        return new BpeTokenizer.Pipeline(
                added,
                null,
                preTokenizer(),
                new BpeModel(model.vocabulary(), table, options),
                List.of(new DecodeStep.ByteLevel()),
                prefix(llama3),
                suffix());
    }

    private boolean isLlama3() {
        return switch (keys.text(PRE).orElse("")) {
            case "llama3", "llama-v3", "llama-bpe" -> true;
            default -> false;
        };
    }

    private PreTokenizer preTokenizer() {
        String pre = keys.text(PRE).orElse("gpt-2");
        return switch (pre) {
            case "gpt-2", "gpt2", "phi-2", "jina-es", "jina-de", "olmo", "mpt", "gpt-neox" ->
                    new PreTokenizer.Pattern(SplitPattern.GPT2);
            case "llama3", "llama-v3", "llama-bpe", "dbrx", "smaug-bpe" ->
                    new PreTokenizer.Pattern(SplitPattern.CL100K);
            case "qwen2", "deepseek-r1-qwen" -> new PreTokenizer.Pattern(SplitPattern.QWEN2);
            case "gpt-4o", "o200k" -> new PreTokenizer.Pattern(SplitPattern.O200K);
            case "smollm", "starcoder", "refact", "command-r", "codeshell", "exaone" ->
                    new PreTokenizer.Sequence(
                            List.of(
                                    new PreTokenizer.Split(
                                            Matcher.each(CharClass::isNumber),
                                            SplitBehavior.ISOLATED,
                                            false),
                                    new PreTokenizer.Pattern(SplitPattern.GPT2)));
            default ->
                    throw fault(
                            PRE,
                            "Glassformer knows gpt-2, llama-bpe, qwen2, gpt-4o and smollm, found "
                                    + pre);
        };
    }

    /// As SentencePiece: spaces written as a sign, one before a text, no words; the pair whose token
    /// has the highest score merges first, and what is no token becomes its bytes.
    private BpeTokenizer.Pipeline pieces() {
        int unknown = gather(true);
        PairTable table = new GgufPieces(keys, tokens, model).merges();
        BpeModel.Options options = new BpeModel.Options(false, unknown, true, true, false, "", "");
        List<TextNormalizer> steps = new ArrayList<>();
        List<DecodeStep> decoder = new ArrayList<>();
        String sign = String.valueOf(SPACE);
        boolean spaceFirst = keys.flag("tokenizer.ggml.add_space_prefix").orElse(true);
        if (spaceFirst) {
            steps.add(new TextNormalizer.Prepend(sign));
        }
        steps.add(new TextNormalizer.Replace(Matcher.literal(" "), sign));
        decoder.add(new DecodeStep.Replace(Matcher.literal(sign), " "));
        decoder.add(new DecodeStep.ByteFallback());
        decoder.add(new DecodeStep.Fuse());
        if (spaceFirst) {
            decoder.add(new DecodeStep.Strip(' ', 1, 0));
        }
        return new BpeTokenizer.Pipeline(
                added,
                new TextNormalizer.Sequence(steps),
                null,
                new BpeModel(model.vocabulary(), table, options),
                decoder,
                prefix(true),
                suffix());
    }

    /// Sorts the tokens into the vocabulary and those beside it.
    ///
    /// @return the unknown token, or -1
    private int gather(boolean pieces) {
        int unknown = -1;
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            int type = types.length == 0 ? 1 : (int) types[id];
            if (type == UNKNOWN && unknown < 0) {
                unknown = id;
            }
            boolean beside = type == CONTROL || type == USER || type == UNKNOWN;
            String content = pieces && type == USER ? token.replace(SPACE, ' ') : token;
            if (beside && !content.isEmpty() && seen.put(content, id) == null) {
                boolean special = type != USER;
                added.add(new AddedToken(id, content, special, false, false, false, false));
            } else if (!beside) {
                model.entry(token, id, TOKENS + "/" + id);
            }
        }
        BitSet used = model.usedIds(TOKENS);
        if (used.isEmpty()) {
            throw fault(TOKENS, "expected at least one ordinary token");
        }
        return unknown;
    }

    private List<Integer> prefix(boolean usual) {
        return flagged("bos", usual);
    }

    private List<Integer> suffix() {
        return flagged("eos", false);
    }

    private List<Integer> flagged(String name, boolean usual) {
        boolean wanted = keys.flag("tokenizer.ggml.add_" + name + "_token").orElse(usual);
        return keys.whole("tokenizer.ggml." + name + "_token_id", 0, tokens.size() - 1)
                .filter(id -> wanted)
                .map(List::of)
                .orElse(List.of());
    }

    private TokenizerFormatException fault(String where, String problem) {
        return new TokenizerFormatException(file, where, problem);
    }
}
