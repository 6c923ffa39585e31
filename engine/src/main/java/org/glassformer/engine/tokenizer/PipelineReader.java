package org.glassformer.engine.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.PatternSyntaxException;
import org.glassformer.engine.tokenizer.AddedTokens.AddedToken;
import org.glassformer.engine.tokenizer.PreTokenizer.Metaspace.Prepend;
import org.jspecify.annotations.Nullable;

/// Builds the stages of a tokenizer from the sections of a `tokenizer.json`, naming every kind of
/// stage it does not know.
final class PipelineReader {
    private final TokenizerFile file;

    PipelineReader(TokenizerFile file) {
        this.file = file;
    }

    BpeTokenizer.Pipeline read() {
        JsonPart type = file.section("model/type");
        if (type != null && !type.asString().equals("BPE")) {
            String known =
                    switch (type.asString()) {
                        case "Unigram", "WordPiece", "WordLevel" -> "this is a %s model";
                        default -> "\"%s\" is no known type of model";
                    };
            throw type.fault(known.formatted(type.asString()) + "; Glassformer reads BPE models");
        }
        if (file.vocabularyFault() != null) {
            throw file.fault("/model/vocab", file.vocabularyFault());
        }
        ModelBuilder model = file.model();
        BitSet used = model.usedIds("/model/vocab");
        List<AddedToken> added = addedTokens(used);
        JsonPart preSection = file.section("pre_tokenizer");
        PreTokenizer preTokenizer = preSection == null ? null : preTokenizer(preSection, true);
        JsonPart normalizer = file.section("normalizer");
        JsonPart decoder = file.section("decoder");
        List<DecodeStep> steps = new ArrayList<>();
        if (decoder != null) {
            decoder(decoder, steps);
        }
        List<Integer> prefix = new ArrayList<>();
        List<Integer> suffix = new ArrayList<>();
        JsonPart post = file.section("post_processor");
        if (post != null) {
            postProcessor(post, prefix, suffix, used);
        }
        return new BpeTokenizer.Pipeline(
                added,
                normalizer == null ? null : normalizer(normalizer),
                preTokenizer,
                model(endsInBytes(preTokenizer)),
                steps,
                prefix,
                suffix);
    }

    private BpeModel model(boolean bytes) {
        String prefix = modelString("continuing_subword_prefix");
        String suffix = modelString("end_of_word_suffix");
        String unknown = modelString("unk_token");
        OptionalInt unknownId = file.model().id(unknown);
        if (!unknown.isEmpty() && unknownId.isEmpty()) {
            throw file.fault(
                    "/model/unk_token",
                    "expected an entry of the vocabulary, found \"" + unknown + "\"");
        }
        var options =
                new BpeModel.Options(
                        bytes,
                        unknownId.orElse(-1),
                        modelFlag("fuse_unk"),
                        modelFlag("byte_fallback"),
                        modelFlag("ignore_merges"),
                        prefix,
                        suffix);
        PairTable merges = file.model().merges(prefix, "/model/merges/", 0);
        return new BpeModel(file.model().vocabulary(), merges, options);
    }

    private String modelString(String name) {
        JsonPart part = file.section("model/" + name);
        return part == null ? "" : part.asString();
    }

    private boolean modelFlag(String name) {
        JsonPart part = file.section("model/" + name);
        if (part == null) {
            return false;
        }
        if (!part.node().isBoolean()) {
            throw part.fault("expected true or false");
        }
        return part.node().booleanValue();
    }

    private List<AddedToken> addedTokens(BitSet used) {
        List<AddedToken> added = new ArrayList<>();
        JsonPart section = file.section("added_tokens");
        if (section == null) {
            return added;
        }
        List<JsonPart> parts = section.elements();
        int limit = ModelBuilder.largestId(used.cardinality() + parts.size());
        BitSet seen = new BitSet();
        for (JsonPart part : parts) {
            int id = part.integer("id");
            String content = part.string("content");
            file.model().checkAdded(id, content, limit, used, seen, part);
            boolean special = part.bool("special", false);
            added.add(
                    new AddedToken(
                            id,
                            content,
                            special,
                            part.bool("normalized", !special),
                            part.bool("lstrip", false),
                            part.bool("rstrip", false),
                            part.bool("single_word", false)));
        }
        used.or(seen);
        return added;
    }

    private static TextNormalizer normalizer(JsonPart part) {
        return switch (part.type()) {
            case "Sequence" ->
                    new TextNormalizer.Sequence(
                            part.list("normalizers").stream()
                                    .map(PipelineReader::normalizer)
                                    .toList());
            case "Prepend" -> new TextNormalizer.Prepend(part.string("prepend"));
            case "Replace" ->
                    new TextNormalizer.Replace(
                            matcher(part.part("pattern")), part.string("content"));
            case "NFC" -> new TextNormalizer.Form(Normalizer.Form.NFC);
            case "NFD" -> new TextNormalizer.Form(Normalizer.Form.NFD);
            case "NFKC" -> new TextNormalizer.Form(Normalizer.Form.NFKC);
            case "NFKD" -> new TextNormalizer.Form(Normalizer.Form.NFKD);
            case "Lowercase" -> new TextNormalizer.Lowercase();
            case "Strip" ->
                    new TextNormalizer.Strip(
                            part.bool("strip_left", true), part.bool("strip_right", true));
            case "StripAccents" -> new TextNormalizer.StripAccents();
            default -> throw unknown(part, "normalizer");
        };
    }

    private static PreTokenizer preTokenizer(JsonPart part, boolean last) {
        return switch (part.type()) {
            case "Sequence" -> {
                List<JsonPart> parts = part.list("pretokenizers");
                List<PreTokenizer> steps = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    steps.add(preTokenizer(parts.get(i), last && i == parts.size() - 1));
                }
                yield new PreTokenizer.Sequence(steps);
            }
            case "ByteLevel" ->
                    new PreTokenizer.ByteLevel(
                            part.bool("add_prefix_space", true),
                            part.bool("use_regex", true),
                            !last);
            case "Split" -> split(part);
            case "Metaspace" ->
                    new PreTokenizer.Metaspace(
                            part.character("replacement", '\u2581'),
                            prepend(part),
                            part.bool("split", true));
            case "Whitespace" ->
                    new PreTokenizer.Split(Matcher.words(), SplitBehavior.REMOVED, true);
            case "WhitespaceSplit" ->
                    new PreTokenizer.Split(
                            Matcher.each(CharClass::isSpace), SplitBehavior.REMOVED, false);
            case "Punctuation" ->
                    new PreTokenizer.Split(
                            Matcher.each(CharClass::isPunctuation),
                            part.optional("behavior").isPresent()
                                    ? behavior(part)
                                    : SplitBehavior.ISOLATED,
                            false);
            case "Digits" ->
                    new PreTokenizer.Split(
                            Matcher.each(CharClass::isNumber),
                            part.bool("individual_digits", false)
                                    ? SplitBehavior.ISOLATED
                                    : SplitBehavior.CONTIGUOUS,
                            false);
            default -> throw unknown(part, "pre-tokenizer");
        };
    }

    private static PreTokenizer split(JsonPart part) {
        SplitBehavior behavior = behavior(part);
        boolean invert = part.bool("invert", false);
        JsonPart pattern = part.part("pattern");
        boolean everyMatch =
                (behavior == SplitBehavior.ISOLATED)
                        || (behavior == SplitBehavior.REMOVED && invert);
        if (everyMatch && pattern.optional("Regex").isPresent()) {
            var known = SplitPattern.of(pattern.string("Regex"));
            if (known.isPresent()) {
                return new PreTokenizer.Pattern(known.get());
            }
        }
        return new PreTokenizer.Split(matcher(pattern), behavior, invert);
    }

    private static SplitBehavior behavior(JsonPart part) {
        String behavior = part.string("behavior");
        return switch (behavior) {
            case "Removed" -> SplitBehavior.REMOVED;
            case "Isolated" -> SplitBehavior.ISOLATED;
            case "MergedWithPrevious" -> SplitBehavior.MERGED_WITH_PREVIOUS;
            case "MergedWithNext" -> SplitBehavior.MERGED_WITH_NEXT;
            case "Contiguous" -> SplitBehavior.CONTIGUOUS;
            default -> throw part.fault("unknown split behavior \"" + behavior + "\"");
        };
    }

    private static Prepend prepend(JsonPart part) {
        String scheme =
                part.string(
                        "prepend_scheme", part.bool("add_prefix_space", true) ? "always" : "never");
        return switch (scheme) {
            case "always" -> Prepend.ALWAYS;
            case "first" -> Prepend.FIRST;
            case "never" -> Prepend.NEVER;
            default -> throw part.fault("unknown prepend scheme \"" + scheme + "\"");
        };
    }

    private static Matcher matcher(JsonPart pattern) {
        if (pattern.optional("String").isPresent()) {
            return Matcher.literal(pattern.string("String"));
        }
        String regex = pattern.string("Regex");
        try {
            return RegexMatcher.of(regex);
        } catch (PatternSyntaxException e) {
            throw pattern.fault("expected a regular expression: " + e.getDescription());
        }
    }

    private static void decoder(JsonPart part, List<DecodeStep> steps) {
        switch (part.type()) {
            case "Sequence" -> part.list("decoders").forEach(each -> decoder(each, steps));
            case "ByteLevel" -> steps.add(new DecodeStep.ByteLevel());
            case "Metaspace" ->
                    steps.add(
                            new DecodeStep.Metaspace(
                                    part.character("replacement", '\u2581'),
                                    prepend(part) != Prepend.NEVER));
            case "ByteFallback" -> steps.add(new DecodeStep.ByteFallback());
            case "Fuse" -> steps.add(new DecodeStep.Fuse());
            case "Strip" ->
                    steps.add(
                            new DecodeStep.Strip(
                                    part.character("content", ' '),
                                    part.integer("start"),
                                    part.integer("stop")));
            case "Replace" ->
                    steps.add(
                            new DecodeStep.Replace(
                                    matcher(part.part("pattern")), part.string("content")));
            default -> throw unknown(part, "decoder");
        }
    }

    private static void postProcessor(
            JsonPart part, List<Integer> prefix, List<Integer> suffix, BitSet used) {
        switch (part.type()) {
            case "Sequence" ->
                    part.list("processors")
                            .forEach(each -> postProcessor(each, prefix, suffix, used));
            case "ByteLevel" -> {
                // only trims offsets, which show the whole text here
            }
            case "TemplateProcessing" -> template(part, prefix, suffix, used);
            default -> throw unknown(part, "post-processor");
        }
    }

    private static void template(
            JsonPart part, List<Integer> prefix, List<Integer> suffix, BitSet used) {
        boolean before = true;
        for (JsonPart item : part.list("single")) {
            var token = item.optional("SpecialToken");
            if (token.isEmpty()) {
                item.part("Sequence");
                before = false;
                continue;
            }
            JsonPart ids = part.part("special_tokens").part(token.get().string("id")).part("ids");
            for (JsonPart id : ids.elements()) {
                if (!used.get(id.asInt())) {
                    throw id.fault("expected the id of a token, found " + id.asInt());
                }
                (before ? prefix : suffix).add(id.asInt());
            }
        }
    }

    private static boolean endsInBytes(@Nullable PreTokenizer preTokenizer) {
        return switch (preTokenizer) {
            case PreTokenizer.ByteLevel _ -> true;
            case PreTokenizer.Sequence(List<PreTokenizer> steps) ->
                    !steps.isEmpty() && endsInBytes(steps.getLast());
            case null -> false;
            case PreTokenizer.Split _, PreTokenizer.Pattern _, PreTokenizer.Metaspace _ -> false;
        };
    }

    private static TokenizerFormatException unknown(JsonPart part, String stage) {
        String known =
                switch (stage) {
                    case "normalizer" ->
                            "Lowercase, NFC, NFD, NFKC, NFKD, Prepend, Replace, Sequence, Strip,"
                                    + " StripAccents";
                    case "pre-tokenizer" ->
                            "ByteLevel, Digits, Metaspace, Punctuation, Sequence, Split,"
                                    + " Whitespace, WhitespaceSplit";
                    case "decoder" ->
                            "ByteFallback, ByteLevel, Fuse, Metaspace, Replace, Sequence, Strip";
                    default -> "ByteLevel, Sequence, TemplateProcessing";
                };
        return part.fault(
                "Glassformer does not know the %s \"%s\"; it knows %s"
                        .formatted(stage, part.type(), known));
    }
}
