package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PatchSweepTest {
    private static final int TARGET = 4;

    private static PatchSweep.Plan plan(
            Interventions interventions, ResidualPlace place, int shift, int first) {
        return new PatchSweep.Plan(
                TestModels.ids(6, 13, 2),
                interventions,
                TestModels.ids(4, 13, 9),
                place,
                shift,
                first,
                TARGET);
    }

    /// Every cell from scratch, without a cache.
    private static void assertRecomputed(Transformer model, PatchSweep.Plan plan) {
        PatchGrid grid = new PatchSweep(model).run(plan, part -> {});
        Hooks other = Hooks.watching(HookFilter.ALL);
        model.lastLogits(plan.otherIds(), null, other);
        float base =
                model.lastLogits(plan.ids(), null, Hooks.of(HookFilter.NONE, plan.interventions()))[
                        TARGET];
        assertThat(grid.baseLogit()).isCloseTo(base, within(1e-5f));
        for (int layer = 0; layer < grid.layers(); layer++) {
            for (int p = plan.first(); p < plan.ids().length; p++) {
                if (!plan.covers(p)) {
                    assertThat(grid.logit(layer, p)).isNaN();
                    assertThat(grid.probability(layer, p)).isNaN();
                    continue;
                }
                Intervention patch =
                        Intervention.PatchResidual.from(
                                other.cache(), p - plan.shift(), layer, plan.place(), p);
                Interventions all = plan.interventions().with(patch);
                float[] logits = model.lastLogits(plan.ids(), null, Hooks.of(HookFilter.NONE, all));
                assertThat(grid.logit(layer, p)).isCloseTo(logits[TARGET], within(1e-4f));
                assertThat(grid.probability(layer, p))
                        .isCloseTo(DistributionChange.none(logits).after(TARGET), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ResidualPlace.class)
    void everyCellEqualsARunFromScratch(ResidualPlace place) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            assertRecomputed(model, plan(Interventions.NONE, place, 0, 0));
            assertRecomputed(model, plan(Interventions.NONE, place, 2, 1));
        }
    }

    @Test
    void interventionsStayInForceMeansIncluded() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1)) {
            Interventions cut = Interventions.parse(List.of("cut:0.1:5>2", "scale:1.0=0.5"));
            assertRecomputed(model, plan(cut, ResidualPlace.PRE, 1, 0));
            Interventions mean = Interventions.parse(List.of("mean:0.1"));
            assertRecomputed(model, plan(mean, ResidualPlace.PRE, 0, 0));
        }
    }

    @Test
    void theDifferenceOfTwoTokensIsThatOfTheirOwnSweeps() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            PatchGrid[] grids = new PatchGrid[3];
            int[][] tokens = {{3, PatchSweep.NONE}, {7, PatchSweep.NONE}, {3, 7}};
            for (int i = 0; i < 3; i++) {
                PatchSweep.Plan like = plan(Interventions.NONE, ResidualPlace.MID, 0, 0);
                grids[i] =
                        new PatchSweep(model)
                                .run(
                                        new PatchSweep.Plan(
                                                like.ids(),
                                                like.interventions(),
                                                like.otherIds(),
                                                like.place(),
                                                0,
                                                0,
                                                tokens[i][0],
                                                tokens[i][1]),
                                        part -> {});
            }
            assertThat(grids[2].baseLogit())
                    .isCloseTo(grids[0].baseLogit() - grids[1].baseLogit(), within(1e-5f));
            assertThat(grids[2].logit(1, 2))
                    .isCloseTo(grids[0].logit(1, 2) - grids[1].logit(1, 2), within(1e-5f));
            assertThat(grids[2].probability(1, 2)).isEqualTo(grids[0].probability(1, 2));
        }
    }

    @Test
    void progressRisesToTheEndAndMayGiveUp() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            List<Double> parts = new ArrayList<>();
            PatchSweep.Plan plan = plan(Interventions.NONE, ResidualPlace.POST, 2, 0);
            new PatchSweep(model).run(plan, parts::add);
            assertThat(parts).isSorted().hasSize(8);
            assertThat(parts.getLast()).isBetween(0.5, 1.0);
            assertThatThrownBy(() ->
                            new PatchSweep(model)
                                    .run(
                                            plan,
                                            part -> {
                                                throw new CancellationException();
                                            }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aTargetOrPositionThatDoesNotExistIsRefused() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1)) {
            int[] ids = {1, 2};
            PatchSweep.Plan plan =
                    new PatchSweep.Plan(ids, Interventions.NONE, ids, ResidualPlace.PRE, 0, 0, 13);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PatchSweep(model).run(plan, part -> {}));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan(Interventions.NONE, ResidualPlace.PRE, 0, 6));
        }
    }
}
