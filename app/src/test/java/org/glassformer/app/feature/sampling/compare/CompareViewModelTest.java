package org.glassformer.app.feature.sampling.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.sampling.compare.PairViewModel.Pair;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.StopConditions;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.engine.generate.CaseReport;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.Generator;
import org.glassformer.engine.generate.SideBySideReport;
import org.glassformer.engine.generate.StopReason;
import org.glassformer.engine.sampling.DrawnToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareViewModelTest {

    private static final ChainSettings HOT = ChainSettings.LLAMA_CPP.neutral().withTemperature(1.5);

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final LabSession session = bench.session();
    private CompareViewModel model;

    @BeforeEach
    void open() {
        new NextToken(session, bench.runner());
        session.devicesProperty().set(bench.engine().devices());
        model = new CompareViewModel(session, bench.engine(), bench.runner(), 0);
        bench.open(TinyModels.write(folder.resolve("tiny"), 3), "Once upon a time");
        model.mostProperty().set(20);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Pair pair() {
        return Objects.requireNonNull(model.next().pairProperty().get());
    }

    private SideBySideReport report() {
        return Objects.requireNonNull(model.texts().textsProperty().get()).report();
    }

    @Test
    void nothingIsComputedUntilItIsOnView() {
        assertThat(model.next().pairProperty().get()).isNull();
        assertThat(model.texts().textsProperty().get()).isNull();
    }

    @Test
    void theSecondBeginsAsACopyOfTheSession() {
        session.chainProperty().set(HOT);
        session.seedProperty().set(77);
        model.shownProperty().set(true);
        assertThat(model.chainProperty().get()).isEqualTo(HOT);
        assertThat(model.seedProperty().get()).isEqualTo(77);
        assertThat(pair().divergence().isNone()).isTrue();
        assertThat(report().isSame()).isTrue();
        assertThat(CompareWordsViewModel.infinite(pair().divergence())).contains("the same");
    }

    @Test
    void oneSettingIsComparedWithTheOtherOverTheWholeVocabulary() {
        model.shownProperty().set(true);
        model.chainProperty().set(HOT);
        Pair pair = pair();
        assertThat(pair.bars().rows()).hasSize(pair.a().size());
        assertThat(pair.bars().rows().stream().mapToDouble(ChangeBarsData.Row::before).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(pair.bars().rows().stream().mapToDouble(ChangeBarsData.Row::after).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(pair.divergence().reverseKlBits()).isInfinite();
        assertThat(CompareWordsViewModel.infinite(pair.divergence())).contains("candidates of B");
        assertThat(pair.a()).isSameAs(session.traceProperty().get());
    }

    @Test
    void bothTextsAreWhatTheSettingsGiveAloneAndTheDifferenceIsSelected() {
        model.shownProperty().set(true);
        model.chainProperty().set(HOT);
        SideBySideReport report = report();
        assertThat(report.first().stream().map(DrawnToken::id).toList())
                .isEqualTo(alone(session.chainProperty().get()));
        assertThat(report.second().stream().map(DrawnToken::id).toList()).isEqualTo(alone(HOT));
        assertThat(report.difference()).isPresent();
        assertThat(model.texts().selectedProperty().get())
                .isEqualTo(report.difference().orElseThrow().step());
        assertThat(model.texts().staleProperty().get()).isFalse();
        assertThat(model.texts().runningProperty().get()).isFalse();
    }

    @Test
    void stopTextsEndTheTextsAndAnotherOneWritesThemAnew() {
        model.shownProperty().set(true);
        SideBySideReport whole = report();
        assertThat(whole.firstStop()).contains(StopReason.MAX_TOKENS);
        String stop =
                whole.first().stream()
                        .map(token -> bench.reading().vocabulary().token(token.id()))
                        .filter(token -> token.kind() == SessionToken.Kind.TEXT)
                        .map(SessionToken::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElseThrow();
        session.stopsProperty().set(new StopConditions(200, List.of(), List.of(stop)));
        assertThat(report().firstStop()).contains(StopReason.STOP_TEXT);
        assertThat(report().secondStop()).contains(StopReason.STOP_TEXT);
        assertThat(report().first()).hasSizeLessThan(whole.first().size());
        assertThat(report().second()).isEqualTo(report().first());
        session.stopsProperty().set(StopConditions.DEFAULT);
        assertThat(report().first()).isEqualTo(whole.first());
    }

    private List<Integer> alone(ChainSettings chain) {
        int[] ids = bench.reading().ids();
        return bench.engine()
                .write(
                        bench.reading().model(),
                        (language, breath) ->
                                new Generator(language)
                                                .generate(
                                                        ids,
                                                        GenerationSettings.of(
                                                                language,
                                                                chain.toChain(),
                                                                session.seedProperty().get(),
                                                                20),
                                                        token -> true)
                                                .tokens()
                                                .stream()
                                                .map(GeneratedToken::id)
                                                .toList());
    }

    @Test
    void swappingTurnsTheFiguresRound() {
        model.shownProperty().set(true);
        model.chainProperty().set(HOT);
        model.newSeed();
        double there = pair().divergence().klBits();
        double back = pair().divergence().reverseKlBits();
        List<DrawnToken> first = report().first();
        model.swap();
        assertThat(session.chainProperty().get()).isEqualTo(HOT);
        assertThat(pair().divergence().klBits()).isEqualTo(back);
        assertThat(pair().divergence().reverseKlBits()).isEqualTo(there);
        assertThat(report().second()).isEqualTo(first);
        model.copy();
        assertThat(pair().divergence().isNone()).isTrue();
    }

    @Test
    void scalarAndVectorGiveTheSameTokensAndTheirLogitsAreCompared() {
        model.shownProperty().set(true);
        String other =
                model.devices().stream()
                        .filter(name -> name.equals("scalar") || name.equals("vector"))
                        .findFirst()
                        .orElseThrow();
        model.deviceProperty().set(other);
        assertThat(model.deviceNoteProperty().get()).contains(other).contains("MiB");
        assertThat(report().isSame()).isTrue();
        assertThat(report().first()).hasSize(20);
        assertThat(report().largestLogitDifference()).isLessThan(1e-4f);
        assertThat(pair().divergence().totalVariation()).isLessThan(1e-5);
        assertThat(model.deviceName(Side.B)).isEqualTo(other);
        model.shownProperty().set(false);
        assertThat(model.deviceNoteProperty().get()).isEmpty();
        model.shownProperty().set(true);
        assertThat(model.deviceNoteProperty().get()).contains("MiB");
        assertThat(report().isSame()).isTrue();
    }

    @Test
    void whereADeviceDiffersTheFirstDifferenceIsShownWithTheLogitsOfBoth() {
        model.shownProperty().set(true);
        String other =
                model.devices().stream()
                        .filter(name -> name.equals("scalar") || name.equals("vector"))
                        .findFirst()
                        .orElseThrow();
        model.deviceProperty().set(other);
        model.seedProperty().set(session.seedProperty().get() + 1);
        SideBySideReport.Difference difference = report().difference().orElseThrow();
        CompareWordsViewModel.TextsShown shown =
                CompareWordsViewModel.shown(
                        Objects.requireNonNull(model.texts().textsProperty().get()));
        assertThat(shown.sentence()).contains("differ");
        assertThat(shown.heads()).contains("logitA", "logitB");
        for (int side = 0; side < 2; side++) {
            CaseReport.Candidate inA =
                    side == 0 ? difference.first().ofFirst() : difference.first().ofSecond();
            CaseReport.Candidate inB =
                    side == 0 ? difference.second().ofFirst() : difference.second().ofSecond();
            assertThat(shown.rows().get(side))
                    .contains(Figures.fixed(inA.logit(), 6), Figures.fixed(inB.logit(), 6));
        }
    }

    @Test
    void aDeviceThatCannotBeOpenedIsToldAndLeft() {
        model.shownProperty().set(true);
        model.deviceProperty().set("abacus");
        assertThat(model.deviceProperty().get()).isEmpty();
        assertThat(Objects.requireNonNull(session.noticeProperty().get()).text())
                .contains("abacus");
        assertThat(report().isSame()).isTrue();
    }

    @Test
    void anotherModelIsComparedWithItself() {
        model.shownProperty().set(true);
        model.deviceProperty().set("scalar");
        bench.open(TinyModels.write(folder.resolve("other"), 9), "Once upon a time");
        assertThat(model.deviceProperty().get()).isEmpty();
        assertThat(pair().step().model().name()).isEqualTo("other");
        assertThat(report().isSame()).isTrue();
    }

    @Test
    void theNumbersHaveEveryTokenAndEveryStep() {
        model.shownProperty().set(true);
        model.chainProperty().set(HOT);
        NumbersTable next = model.numbers().next().orElseThrow();
        assertThat(next.rows()).isEqualTo(pair().a().size());
        assertThat(next.caption().settings().toString()).contains("KL(A‖B)");
        NumbersTable texts = model.numbers().texts().orElseThrow();
        assertThat(texts.rows()).isEqualTo(20);
        assertThat(texts.columns()).hasSize(13);
    }
}
