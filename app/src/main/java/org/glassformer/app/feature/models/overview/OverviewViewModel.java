package org.glassformer.app.feature.models.overview;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.ModelAnatomy.Part;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.tensor.DType;
import org.jspecify.annotations.Nullable;

/// What the open model is made of and costs, and its card; anew with every model.
public final class OverviewViewModel {

    private static final long LARGEST_CARD = 256 * 1024;
    private static final int TOKENS_PER_PARAMETER = 20;
    private static final int WIDEST_SHARE = 6;
    private static final List<DType> TYPES = List.of(DType.F32, DType.F16, DType.Q8_0, DType.Q4_0);
    private static final Pattern TOKENS_SEEN =
            Pattern.compile("(?im)tokens seen[^0-9\\n]{0,20}([0-9][0-9,]{2,})");

    private final EngineService engine;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<@Nullable Overview> overview =
            new ReadOnlyObjectWrapper<>(this, "overview");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");

    /// The open model of a session.
    ///
    /// @param session has the model
    /// @param engine takes it apart
    /// @param runner does so in the background
    public OverviewViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.engine = engine;
        turns = runner.newestWins();
        session.modelProperty().subscribe(this::show);
    }

    /// What there is to say; null before there is a model.
    ReadOnlyObjectProperty<@Nullable Overview> overviewProperty() {
        return overview.getReadOnlyProperty();
    }

    /// Why there is nothing to say; empty if there is.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    private void show(@Nullable ModelSummary model) {
        if (model == null) {
            return;
        }
        turns.submit(
                Job.of(Messages.text("task.overview"), context -> read(model))
                        .whenDone(read -> {
                            failure.set("");
                            overview.set(read);
                        })
                        .whenFailed(thrown -> failure.set(Sentences.alone(thrown))));
    }

    private Overview read(ModelSummary model) throws IOException {
        ModelAnatomy anatomy = engine.study(model, (open, breath) -> ModelAnatomy.of(open));
        Optional<String> card = card(model.folder());
        return new Overview(
                model,
                facts(model, anatomy),
                parts(anatomy),
                memory(anatomy),
                anatomy.bytes(),
                costs(
                        anatomy,
                        card.map(OverviewViewModel::tokensSeen).orElse(OptionalLong.empty())),
                card.orElse(null));
    }

    private static List<Map.Entry<String, String>> facts(ModelSummary model, ModelAnatomy anatomy)
            throws IOException {
        ModelConfig config = anatomy.config();
        List<Map.Entry<String, String>> facts = new ArrayList<>();
        add(facts, "name", model.name());
        add(facts, "family", config.family());
        add(facts, "parameters", Figures.count(anatomy.parameters()));
        add(facts, "layers", Figures.count(config.nLayer()));
        add(
                facts,
                "heads",
                config.nKvHead() == config.nHead()
                        ? Messages.text("models.heads", config.nHead(), config.headSize())
                        : Messages.text(
                                "models.heads.grouped",
                                config.nHead(),
                                config.headSize(),
                                config.nKvHead()));
        add(facts, "width", Figures.count(config.nEmbd()));
        add(facts, "neurons", Figures.count(config.ffnSize()));
        add(facts, "vocabulary", Figures.count(config.vocabSize()));
        add(facts, "context", Figures.count(config.blockSize()));
        add(
                facts,
                "positions",
                Messages.text(
                        config.learnedPositions()
                                ? "models.positions.learned"
                                : "models.positions.rotary"));
        add(
                facts,
                "head",
                Messages.text(config.tiedHead() ? "models.head.tied" : "models.head.own"));
        add(facts, "files", Figures.bytes(fileSize(model.folder())));
        add(facts, "memory", Figures.bytes(anatomy.bytes()) + " · " + model.precision());
        add(facts, "device", model.device() + " · " + model.deviceNote());
        return facts;
    }

    private static void add(List<Map.Entry<String, String>> facts, String name, String value) {
        facts.add(Map.entry(Messages.text("models.fact." + name), value));
    }

    private static SignedBarsData parts(ModelAnatomy anatomy) {
        double total = anatomy.parameters();
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (Map.Entry<Part, Long> part : anatomy.parametersByPart().entrySet()) {
            String share = Figures.percent(part.getValue() / total);
            rows.add(
                    new SignedBarsData.Row(
                            Messages.text("models.part." + part.getKey()),
                            part.getValue(),
                            Figures.count(part.getValue())
                                    + "  "
                                    + " ".repeat(Math.max(0, WIDEST_SHARE - share.length()))
                                    + share));
        }
        return new SignedBarsData(rows, total, false);
    }

    private static SignedBarsData memory(ModelAnatomy anatomy) {
        List<SignedBarsData.Row> rows = new ArrayList<>();
        for (DType type : TYPES) {
            long bytes = anatomy.bytesAs(type);
            rows.add(new SignedBarsData.Row(type.name(), bytes, Figures.bytes(bytes)));
        }
        long cache = anatomy.config().kvBytesPerToken() * anatomy.config().blockSize();
        rows.add(
                new SignedBarsData.Row(
                        Messages.text("models.memory.cache"), cache, Figures.bytes(cache)));
        return new SignedBarsData(rows, 0, false);
    }

    /// What a bar of the memory stands for.
    ///
    /// @param row index of the bar; any other for the last one
    String memoryWords(int row) {
        Overview now = overview.get();
        if (now == null || row < 0 || row >= TYPES.size()) {
            return Messages.text("models.memory.cache.tip");
        }
        String type = TYPES.get(row).name();
        if (TYPES.get(row) == DType.F32) {
            return Messages.text("models.memory.type.F32");
        }
        String packed = Messages.text("models.memory.type.packed", type);
        boolean kept =
                type.equals(now.model().precision())
                        && now.weightBytes() < now.memory().rows().get(row).value();
        return kept
                ? packed
                        + ". "
                        + Messages.text(
                                "models.memory.type.kept", Figures.bytes(now.weightBytes()), type)
                : packed;
    }

    private static List<Map.Entry<String, String>> costs(ModelAnatomy anatomy, OptionalLong seen) {
        ModelConfig config = anatomy.config();
        List<Map.Entry<String, String>> costs = new ArrayList<>();
        cost(costs, "cache", Figures.bytes(config.kvBytesPerToken()));
        cost(costs, "first", Figures.operations(anatomy.flopsPerToken(0)));
        cost(costs, "last", Figures.operations(anatomy.flopsPerToken(config.blockSize() - 1)));
        cost(costs, "read", Figures.bytes(Math.round(anatomy.bytesRead())));
        long rule = TOKENS_PER_PARAMETER * anatomy.parameters();
        cost(costs, "rule", Figures.count(rule));
        cost(
                costs,
                "seen",
                seen.isPresent()
                        ? Messages.text(
                                "models.seen",
                                Figures.count(seen.getAsLong()),
                                Figures.fixed(seen.getAsLong() / (double) anatomy.parameters(), 1))
                        : Messages.text("models.seen.unknown"));
        return costs;
    }

    private static void cost(List<Map.Entry<String, String>> costs, String name, String value) {
        costs.add(Map.entry(Messages.text("models.cost." + name), value));
    }

    /// Bytes of the weight files of a folder, or of a file.
    private static long fileSize(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return Files.size(path);
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.toString();
                if (name.endsWith(".safetensors") || name.endsWith(".gguf")) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }

    private static Optional<String> card(Path model) throws IOException {
        Path file = model.resolve("README.md");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST_CARD) {
            return Optional.of(Messages.text("models.card.large", Figures.bytes(Files.size(file))));
        }
        return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    private static OptionalLong tokensSeen(String card) {
        Matcher found = TOKENS_SEEN.matcher(card);
        if (!found.find()) {
            return OptionalLong.empty();
        }
        String digits = found.group(1).replace(",", "");
        return digits.length() > 18
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(digits));
    }

    /// What an exported panel says about itself.
    ///
    /// @param title the panel's
    Caption caption(String title) {
        Overview now = overview.get();
        Caption caption = Caption.of(title);
        return now == null
                ? caption
                : caption.with(Messages.text("models.fact.name"), now.model().name())
                        .with(Messages.text("models.fact.device"), now.model().device());
    }

    /// Facts and costs as a table of two columns; empty while there is no model.
    Optional<NumbersTable> numbers(String title) {
        Overview now = overview.get();
        if (now == null) {
            return Optional.empty();
        }
        List<Map.Entry<String, String>> rows = new ArrayList<>(now.facts());
        now.parts().rows().forEach(row -> rows.add(Map.entry(row.name(), row.printed())));
        now.memory().rows().forEach(row -> rows.add(Map.entry(row.name(), row.printed())));
        rows.addAll(now.costs());
        return Optional.of(
                new NumbersTable(
                        caption(title),
                        rows.size(),
                        List.of(
                                new Column.Texts("name", row -> rows.get(row).getKey()),
                                new Column.Texts("value", row -> rows.get(row).getValue())),
                        null));
    }
}
