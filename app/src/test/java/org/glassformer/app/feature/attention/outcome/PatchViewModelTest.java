package org.glassformer.app.feature.attention.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.attention.outcome.SweepViewModel.Picture;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.hook.ResidualPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatchViewModelTest {

    private static final String PROMPT = "Once upon a time, there was a little girl";
    private static final String OTHER = "Once upon a time, there was a little dog";

    @TempDir static Path folders;

    private final OutcomeLab lab = new OutcomeLab(new DirectTaskRunner());
    private final LabSession session = lab.session();
    private final PatchViewModel patch = lab.model().patch();

    @BeforeAll
    static void writeModels() {
        TinyModels.write(folders.resolve("tiny"), 1);
        TinyModels.write(folders.resolve("other"), 2);
    }

    @BeforeEach
    void open() {
        session.promptProperty().set(PROMPT);
        lab.opening().open(folders.resolve("tiny"));
        session.layerProperty().set(1);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private int last() {
        return session.tokensProperty().get().size() - 1;
    }

    @Test
    void itBeginsWithTheTextItselfTheSelectedTokenAndTheLayer() {
        session.selectedTokenProperty().set(2);
        patch.open();
        assertThat(patch.openProperty().get()).isTrue();
        assertThat(patch.textProperty().get()).isEqualTo(PROMPT);
        assertThat(patch.toProperty().get()).isEqualTo(2);
        assertThat(patch.fromProperty().get()).isEqualTo(2);
        assertThat(patch.layerProperty().get()).isEqualTo(1);
        assertThat(patch.possibleProperty().get()).isTrue();
        assertThat(patch.otherTokensProperty().get()).hasSize(last() + 1);
    }

    @Test
    void withoutASelectionTheLastTokenIsPatchedFromTheLast() {
        patch.textProperty().set(OTHER);
        patch.open();
        assertThat(patch.toProperty().get()).isEqualTo(last());
        assertThat(patch.fromProperty().get())
                .isEqualTo(patch.otherTokensProperty().get().size() - 1);
    }

    @Test
    void whatIsMissingIsSaid() {
        patch.open();
        patch.textProperty().set("");
        assertThat(patch.possibleProperty().get()).isFalse();
        assertThat(patch.sentenceProperty().get()).contains("another prompt");
        patch.textProperty().set("dog ".repeat(TinyModels.CONTEXT * 2));
        assertThat(patch.possibleProperty().get()).isFalse();
        assertThat(patch.sentenceProperty().get()).contains("48");
        patch.apply();
        patch.sweep().start();
        assertThat(session.interventionsProperty().get()).isEmpty();
        patch.textProperty().set(OTHER);
        patch.toProperty().set(LabSession.NONE);
        assertThat(patch.possibleProperty().get()).isFalse();
        assertThat(patch.sentenceProperty().get()).contains("Choose");
    }

    @ParameterizedTest
    @EnumSource(PatchPlace.class)
    void thePatchIsThatOfTheEngine(PatchPlace place) {
        patch.textProperty().set(OTHER);
        patch.open();
        patch.placeProperty().set(place);
        patch.layerProperty().set(0);
        patch.apply();
        assertThat(lab.model().interventions().linesProperty().get().getFirst().text())
                .startsWith("patch the ")
                .endsWith("dog”");
        float[] wanted = patched(PatchViewModel.residual(place), patch.fromProperty().get());
        assertThat(lab.reading().logits()).containsExactly(wanted, within(2e-4f));
    }

    private float[] patched(ResidualPlace place, int from) {
        try (Backend backend = Backends.open("scalar", 1);
                LanguageModel model =
                        LanguageModel.open(folders.resolve("tiny"), backend, part -> {})) {
            Hooks other = Hooks.watching(HookFilter.of(Set.of(place.hookName(0))));
            model.transformer().lastLogits(model.promptIds(OTHER), null, other);
            Interventions all =
                    Interventions.NONE.with(
                            Intervention.PatchResidual.from(other.cache(), from, 0, place, last()));
            return model.transformer()
                    .lastLogits(model.promptIds(PROMPT), null, Hooks.of(HookFilter.NONE, all));
        }
    }

    @Test
    void aPatchIsUndoneAndKeepsItsSentenceWhenItComesBack() {
        patch.textProperty().set(OTHER);
        patch.open();
        patch.apply();
        String text = lab.model().interventions().linesProperty().get().getFirst().text();
        lab.model().interventions().undo();
        assertThat(session.interventionsProperty().get()).isEmpty();
        lab.model().interventions().redo();
        assertThat(lab.model().interventions().linesProperty().get().getFirst().text())
                .isEqualTo(text)
                .contains("from");
        assertThat(lab.model().interventions().arguments()).isEmpty();
        assertThat(lab.model().interventions().inexpressible()).isEqualTo(1);
    }

    @Test
    void escapeClosesIt() {
        patch.open();
        assertThat(lab.model().escape()).isTrue();
        assertThat(patch.openProperty().get()).isFalse();
        patch.open();
        assertThat(patch.textProperty().get()).isEqualTo(PROMPT);
    }

    @Test
    void aShorterTextMovesTheTokenThatIsPatched() {
        patch.open();
        session.promptProperty().set("Once");
        assertThat(patch.toProperty().get()).isEqualTo(last());
        assertThat(patch.ownTokensProperty().get()).hasSize(last() + 1);
    }

    @Test
    void anotherModelEndsIt() {
        patch.open();
        lab.opening().open(folders.resolve("other"));
        assertThat(patch.openProperty().get()).isFalse();
        assertThat(patch.textProperty().get()).isEmpty();
        patch.open();
        assertThat(patch.possibleProperty().get()).isTrue();
        patch.apply();
        assertThat(session.interventionsProperty().get()).hasSize(1);
    }

    @Test
    void aSweepTellsTheDifferenceOfTwoTokens() {
        patch.textProperty().set(OTHER);
        patch.open();
        patch.sweep().targetProperty().set(7);
        patch.sweep().againstProperty().set(9);
        patch.sweep().start();
        float[] logits = lab.reading().logits();
        assertThat(patch.sweep().titleProperty().get())
                .contains(Figures.fixed(logits[7] - logits[9], 2))
                .contains(patch.sweep().nameOf(patch.sweep().againstProperty()).getValue());
        assertThat(patch.sweep().caption().toString())
                .contains(Messages.text("outcome.setting.against"));
        assertThat(patch.sweep().pictureProperty().get().data().isEmpty()).isFalse();
    }

    @Test
    void aSweepTellsWhatEachPatchWouldDo() {
        patch.textProperty().set(OTHER);
        patch.open();
        int target = 7;
        session.targetProperty().set(target);
        float before = lab.reading().logits()[target];
        patch.sweep().start();
        assertThat(patch.sweep().runningProperty().get()).isFalse();
        assertThat(patch.sweep().progressProperty().get()).isCloseTo(1, within(1e-9));
        Picture picture = patch.sweep().pictureProperty().get();
        assertThat(picture.data().rows()).isEqualTo(2);
        assertThat(picture.data().columns()).isEqualTo(last() + 1);
        NumbersTable table = patch.sweep().table().orElseThrow();
        assertThat(table.rows()).isEqualTo(2 * (last() + 1));
        assertThat(table.caption().settings().toString()).contains(OTHER);
        patch.sweep().choose(new Cell(0, last()));
        assertThat(patch.layerProperty().get()).isZero();
        float told = picture.data().value(0, last());
        patch.apply();
        assertThat(lab.reading().logits()[target] - before).isCloseTo(told, within(1e-4f));
        assertThat(patch.sweep().pictureProperty().get()).isSameAs(picture);
        session.promptProperty().set("Once upon");
        assertThat(patch.sweep().pictureProperty().get().data().isEmpty()).isTrue();
        assertThat(patch.sweep().table()).isEmpty();
    }

    @Test
    void aCellWithoutACounterpartCannotBeChosen() {
        patch.textProperty().set("dog");
        patch.open();
        patch.sweep().start();
        Picture picture = patch.sweep().pictureProperty().get();
        assertThat(picture.data().isMasked(0, 0)).isTrue();
        patch.toProperty().set(3);
        patch.sweep().choose(new Cell(0, 0));
        patch.sweep().choose(new Cell(99, 0));
        assertThat(patch.toProperty().get()).isEqualTo(3);
        assertThat(Objects.requireNonNull(patch.sweep().titleProperty().get())).contains("logit");
    }
}
