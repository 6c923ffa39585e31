package org.glassformer.app.feature.models.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.feature.models.files.TypeRowViewModel.Fit;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.generate.QualityLoss;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantiseViewModelTest {

    private static final String TEXT =
            "Once upon a time, there was a little girl named Mia. She found a red ball and a dog.";

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final ModelOpening opening =
            new ModelOpening(bench.session(), bench.engine(), bench.runner());
    private final QuantiseViewModel model =
            new QuantiseViewModel(bench.session(), bench.engine(), opening, bench.runner());

    @BeforeEach
    void open() {
        bench.open(TinyModels.write(folder.resolve("tiny"), 3), "Once upon a time");
        model.text().textProperty().set(TEXT);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private TypeRowViewModel row(String name) {
        return model.rowsProperty().get().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private MeasuredViewModel measured(String name) {
        return Objects.requireNonNull(row(name).measured());
    }

    private ModelSummary opened() {
        return Objects.requireNonNull(bench.session().modelProperty().get());
    }

    @Test
    void typesAreOfferedWithTheSizesThatTheEngineGivesThem() {
        List<TypeRowViewModel> rows = model.rowsProperty().get();
        assertThat(rows).first().extracting(TypeRowViewModel::fit).isEqualTo(Fit.SAME);
        assertThat(rows.getFirst().name()).isEqualTo("F32");
        try (Backend backend = Backends.open("scalar", 1);
                LanguageModel language = LanguageModel.open(folder.resolve("tiny"), backend);
                Transformer eight = language.transformer().packedCopy(DType.Q8_0)) {
            long packed =
                    language.transformer().packedTypes(DType.Q8_0).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            assertThat(row("Q8_0").bytes()).isEqualTo(packed);
            assertThat(eight.parameterCount()).isEqualTo(opened().parameters());
        }
        assertThat(row("Q8_0").fit()).isEqualTo(Fit.SMALLER);
        assertThat(row("Q4_K").fit()).isEqualTo(Fit.NOTHING);
        assertThat(model.about(row("Q4_K"))).contains("256");
        assertThat(Objects.requireNonNull(model.chosenProperty().get()).name()).isEqualTo("Q8_0");
    }

    @Test
    void lossesAreThoseOfTheEngine() {
        model.measure();
        assertThat(model.failureProperty().get()).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
        try (Backend backend = Backends.open(opened().device(), 1);
                LanguageModel language = LanguageModel.open(folder.resolve("tiny"), backend);
                Transformer four = language.transformer().packedCopy(DType.Q4_0)) {
            QualityLoss loss = QualityLoss.measure(language, four, List.of(TEXT), done -> {});
            MeasuredViewModel known = measured("Q4_0");
            assertThat(known.loss().meanKl()).isCloseTo(loss.meanKl(), within(1e-6));
            assertThat(known.loss().largestAt()).isEqualTo(loss.largestAt());
            assertThat(known.klBits()).isCloseTo(loss.meanKl() / Math.log(2), within(1e-6));
            assertThat(known.worst())
                    .isEqualTo(language.tokenizer().decode(new int[] {loss.largestAt().id()}));
            assertThat(known.bytes()).isEqualTo(four.weightBytes());
        }
        assertThat(measured("Q8_0").klBits()).isLessThan(measured("Q4_0").klBits());
        assertThat(measured("F32").loss().sameFirst()).isEqualTo(1);
        assertThat(measured("F32").tokensPerSecond()).isPositive();
        assertThat(row("Q4_K").measured()).isNull();
        assertThat(row("F32").kl()).isEmpty();
        assertThat(model.points().points()).extracting("name").contains("Q8_0", "Q4_0", "F16");
        assertThat(model.numbers("t").orElseThrow().rows()).isEqualTo(7);
        assertThat(model.about(row("Q4_0"))).contains("instead of", "bits from the model");
    }

    @Test
    void tokensOfTheTextAreCountedAndTooFewAreRefusedInASentence() {
        int tokens = bench.engine().tokenizer().encode(TEXT).ids().length;
        assertThat(model.text().tokensProperty().get()).isEqualTo(tokens);
        assertThat(model.text().noteProperty().get()).contains(tokens + " tokens");
        model.text().textProperty().set("Once");
        model.measure();
        assertThat(model.failureProperty().get()).contains("fewer than 16");
        assertThat(measuredCount()).isZero();
    }

    private long measuredCount() {
        return model.rowsProperty().get().stream().filter(row -> row.measured() != null).count();
    }

    @Test
    void filesAreTakenAsTextsOrRefusedInASentence() throws IOException {
        Path file = folder.resolve("text.txt");
        Files.writeString(file, "\uFEFFOnce there was a dog.");
        model.text().read(file);
        assertThat(model.text().textProperty().get()).isEqualTo("Once there was a dog.");
        Files.write(file, new byte[] {(byte) 0xc3, 0x28});
        model.text().read(file);
        assertThat(model.text().failureProperty().get()).contains("no text in UTF-8");
        assertThat(model.text().textProperty().get()).isEqualTo("Once there was a dog.");
        model.text().read(folder.resolve("none"));
        assertThat(model.text().failureProperty().get()).contains("There is no file none");
    }

    @Test
    void theModelWritesATextOfItsOwnAndAnotherTheNextTime() {
        model.text().write();
        String first = model.text().textProperty().get();
        assertThat(first).isNotBlank().isNotEqualTo(TEXT);
        model.text().write();
        assertThat(model.text().textProperty().get()).isNotEqualTo(first);
    }

    @Test
    void anotherModelLeavesNothingOfWhatWasMeasured() {
        model.measure();
        assertThat(measuredCount()).isPositive();
        bench.open(TinyModels.write(folder.resolve("other"), 5), "Once");
        assertThat(measuredCount()).isZero();
        assertThat(model.rowsProperty().get()).isNotEmpty();
    }

    @Test
    void aWrittenFileIsOpenedAndIsNotPackedWiderAgain() {
        Path file = folder.resolve("small.gguf");
        model.file().save(row("Q4_0"), file);
        assertThat(model.file().outcomeProperty().get()).contains("small.gguf", "instead of");
        model.file().open();
        assertThat(opened().folder().getFileName()).hasToString("small.gguf");
        assertThat(model.rowsProperty().get().getFirst().name()).isEqualTo("Q4_0");
        assertThat(row("Q8_0").fit()).isEqualTo(Fit.LARGER);
        assertThat(model.about(row("Q8_0"))).contains("As it is the model is smaller");
        model.measure();
        assertThat(row("Q8_0").measured()).isNull();
        assertThat(row("Q4_0").measured()).isNotNull();
        model.file().save(row("Q8_0"), file);
        assertThat(model.file().failureProperty().get()).contains("cannot be written over");
    }

    @Test
    void aDeviceThatKeepsNoPackedWeightsIsToldOf() {
        opening.moveTo("scalar");
        assertThat(opened().device()).isEqualTo("scalar");
        model.measure();
        assertThat(model.failureProperty().get()).isEmpty();
        assertThat(measured("Q8_0").widened()).isTrue();
        assertThat(measured("Q8_0").bytes()).isGreaterThan(row("Q8_0").bytes());
        assertThat(model.about(row("Q8_0"))).contains("This device keeps no Q8_0");
    }

    @Test
    void aNameThatGetsItsEndingIsAskedAboutWhereItIsTaken() throws IOException {
        Path file = folder.resolve("mine.gguf");
        Files.writeString(file, "old");
        model.file().save(row("Q8_0"), folder.resolve("mine"));
        assertThat(model.file().questionProperty().get()).contains("mine.gguf is there already");
        assertThat(file).hasContent("old");
        model.file().cancel();
        assertThat(model.file().questionProperty().get()).isEmpty();
        model.file().save(row("Q8_0"), folder.resolve("mine"));
        model.file().replace();
        assertThat(Files.size(file)).isGreaterThan(row("Q8_0").bytes());
        assertThat(model.file().proposal(row("Q8_0"))).isEqualTo("tiny-q8_0.gguf");
    }

    @Test
    void aFolderOfSafetensorsIsWrittenInTheTypesThatTheyHoldAndOpened() throws IOException {
        ModelFileViewModel file = model.file();
        assertThat(file.offersFolder(row("Q8_0"))).isFalse();
        assertThat(file.folderWords(row("Q8_0"))).contains("F32, F16 and BF16");
        assertThat(file.offersFolder(row("BF16"))).isTrue();
        assertThat(file.folderWords(row("BF16"))).isEmpty();
        Path within = Files.createDirectory(folder.resolve("out"));
        file.saveFolder(row("BF16"), within);
        assertThat(file.failureProperty().get()).isEmpty();
        assertThat(file.outcomeProperty().get()).contains("tiny-bf16", "instead of");
        assertThat(within.resolve("tiny-bf16").resolve("tokenizer.json")).exists();
        file.saveFolder(row("BF16"), within);
        assertThat(file.failureProperty().get()).contains("tiny-bf16 is there already");
        file.saveFolder(row("F16"), within);
        file.open();
        assertThat(opened().folder().getFileName()).hasToString("tiny-f16");
        assertThat(model.rowsProperty().get().getFirst().name()).isEqualTo("F16");
        assertThat(bench.session().tokensProperty().get()).isNotEmpty();
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsWritten() {
        ModelFileViewModel full =
                new ModelFileViewModel(
                        bench.session(), bench.engine(), opening, bench.runner(), where -> 10);
        Path file = folder.resolve("no.gguf");
        full.save(row("F16"), file);
        assertThat(full.failureProperty().get()).contains("room for 10 B");
        assertThat(file).doesNotExist();
        full.save(row("F16"), folder.resolve("nowhere").resolve("no.gguf"));
        assertThat(full.failureProperty().get()).contains("There is no folder");
    }
}
