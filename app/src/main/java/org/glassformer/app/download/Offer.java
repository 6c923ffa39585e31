package org.glassformer.app.download;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.glassformer.app.i18n.Messages;

/// One model that a repository holds, with the files that the lab needs of it: a folder of safetensors, or a GGUF file
/// in one part or several.
///
/// @param repository it is of
/// @param gguf name of the GGUF file, the first of several; empty for safetensors
/// @param files weights last
public record Offer(Repository repository, String gguf, List<HubFile> files) {

    private static final Set<String> SMALL =
            Set.of(
                    "config.json",
                    "generation_config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "vocab.json",
                    "merges.txt",
                    "added_tokens.json",
                    "special_tokens_map.json",
                    "chat_template.jinja",
                    "README.md",
                    "LICENSE",
                    "LICENSE.txt",
                    "LICENSE.md");
    private static final String WHOLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final Pattern SHARD = Pattern.compile("model-\\d{5}-of-\\d{5}\\.safetensors");
    private static final Pattern PART = Pattern.compile("(.*)-\\d{5}-of-\\d{5}\\.gguf");
    private static final Pattern PROJECTOR = Pattern.compile("(?i).*mmproj.*");

    /// Weights last, so that what is wrong is known before the large files.
    public Offer {
        files =
                files.stream()
                        .sorted(
                                Comparator.comparing(HubFile::isWeights)
                                        .thenComparingLong(HubFile::size))
                        .toList();
    }

    /// Bytes of all files.
    public long bytes() {
        long sum = 0;
        for (HubFile file : files) {
            sum = Math.addExact(sum, file.size());
        }
        return sum;
    }

    /// What to call it among others of its repository.
    public String title() {
        return gguf.isEmpty() ? Messages.text("download.safetensors") : gguf;
    }

    /// The models in a repository, safetensors first, then GGUF files by size.
    ///
    /// @throws DownloadException with a sentence if there is none that the lab can open
    public static List<Offer> of(Repository repository) {
        List<Offer> offers = new ArrayList<>();
        Map<String, HubFile> top =
                repository.files().stream()
                        .filter(HubFile::isTop)
                        .collect(Collectors.toMap(HubFile::path, Function.identity(), (a, b) -> a));
        List<HubFile> weights = weights(top);
        boolean speaks =
                top.containsKey("tokenizer.json")
                        || (top.containsKey("vocab.json") && top.containsKey("merges.txt"));
        if (!weights.isEmpty() && top.containsKey("config.json") && speaks) {
            List<HubFile> files = new ArrayList<>(weights);
            top.values().stream().filter(file -> SMALL.contains(file.path())).forEach(files::add);
            offers.add(new Offer(repository, "", files));
        }
        ggufs(repository).stream()
                .sorted(Comparator.comparingLong(Offer::bytes))
                .forEach(offers::add);
        if (offers.isEmpty()) {
            String key =
                    weights.isEmpty() ? "download.fail.noWeights" : "download.fail.noTokenizer";
            throw new DownloadException(Messages.text(key, repository.id()));
        }
        return offers;
    }

    /// The model of a repository that a list names.
    ///
    /// @param file path of the GGUF file; empty for safetensors
    /// @throws DownloadException with a sentence if it is not there
    public static Offer named(Repository repository, String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return of(repository).stream()
                .filter(offer -> offer.gguf().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new DownloadException(
                                Messages.text(
                                        "download.fail.notThere",
                                        repository.id(),
                                        name.isEmpty() ? WHOLE : name)));
    }

    private static List<HubFile> weights(Map<String, HubFile> top) {
        HubFile whole = top.get(WHOLE);
        if (whole != null) {
            return List.of(whole);
        }
        HubFile index = top.get(INDEX);
        List<HubFile> shards =
                top.values().stream()
                        .filter(file -> SHARD.matcher(file.path()).matches())
                        .collect(Collectors.toCollection(ArrayList::new));
        if (index == null || shards.isEmpty()) {
            return List.of();
        }
        shards.add(index);
        return shards;
    }

    private static List<Offer> ggufs(Repository repository) {
        Map<String, List<HubFile>> models = new TreeMap<>();
        for (HubFile file : repository.files()) {
            String name = file.name().toLowerCase(Locale.ROOT);
            if (name.endsWith(".gguf") && !PROJECTOR.matcher(name).matches()) {
                Matcher part = PART.matcher(file.path());
                String model = part.matches() ? part.group(1) : file.path();
                models.computeIfAbsent(model, ignored -> new ArrayList<>()).add(file);
            }
        }
        return models.values().stream()
                .map(parts -> {
                    parts.sort(Comparator.comparing(HubFile::path));
                    return new Offer(repository, parts.getFirst().name(), parts);
                })
                .toList();
    }
}
