package org.glassformer.app.feature.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;
import org.junit.jupiter.api.Test;

class TokensViewModelTest {

    private final LabSession session = new LabSession();
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final TokenizerShelf shelf = new TokenizerShelf(session, new EngineService(), runner);
    private final TokensViewModel model = new TokensViewModel(session, shelf, runner);

    private int[] idsOf(String text) {
        model.textProperty().set(text);
        return model.first().tokens().ids();
    }

    @Test
    void theFactsOfCl100kAreReproduced() {
        assertThat(idsOf("hello world")).containsExactly(15339, 1917);
        assertThat(idsOf("hello  world")).contains(220);
        assertThat(idsOf("  ")).containsExactly(256);
        assertThat(idsOf("Hello world")).doesNotContain(15339);
    }

    @Test
    void aSplitCharacterIsShownAsBytesAndSelectedWhole() {
        model.textProperty().set("မ");
        TokenizedText tokens = model.first().tokens();
        assertThat(tokens.chips())
                .extracting(FlowToken::text)
                .allMatch(text -> text.matches("[0-9a-f ]+"));
        model.first().selectedProperty().set(1);
        assertThat(model.first().chosenProperty().get()).isEqualTo(new TokenSpan(0, tokens.size()));
        assertThat(model.links().selectedProperty().get()).isEqualTo(new TextRange(0, 1));
    }

    @Test
    void pastedIdsAreDecodedAndOneThatIsNoneIsNamed() {
        model.inputProperty().set(InputKind.IDS);
        model.idsProperty().set("[15339,\n1917]");
        assertThat(model.first().tokens().text()).isEqualTo("hello world");
        assertThat(model.second().tokens().text()).isEqualTo("hello world");
        assertThat(model.idsProblemProperty().get()).isEmpty();
        model.idsProperty().set("15339\n 999999 1917");
        assertThat(model.idsProblemProperty().get())
                .isEqualTo("999999 (line 2, column 2) is no token of cl100k_base.");
        model.idsProperty().set("15339, x1");
        assertThat(model.idsProblemProperty().get()).contains("“x1”", "column 8");
        assertThat(model.first().tokens().text()).isEqualTo("hello");
    }
}
