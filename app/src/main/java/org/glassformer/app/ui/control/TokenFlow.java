package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/// Tokens as coloured chips in reading order, wrapped into rows; beyond a number of rows they scroll.
///
/// Hover previews a token and dims the others; a token that is hovered elsewhere is brought into view. A click or the arrow keys select one; a second click or Esc unselects.
/// Only the chips in view are nodes, so that tens of thousands of tokens stay smooth.
public final class TokenFlow extends Control {

    /// The index that means no token.
    public static final int NONE = -1;

    private final ObjectProperty<List<FlowToken>> tokens =
            new SimpleObjectProperty<>(this, "tokens", List.of());
    private final BooleanProperty idsVisible = new SimpleBooleanProperty(this, "idsVisible", true);
    private final BooleanProperty whitespaceVisible =
            new SimpleBooleanProperty(this, "whitespaceVisible", true);
    private final IntegerProperty maxRows = new SimpleIntegerProperty(this, "maxRows", 3);
    private final IntegerProperty hoveredToken =
            new SimpleIntegerProperty(this, "hoveredToken", NONE);
    private final IntegerProperty selectedToken =
            new SimpleIntegerProperty(this, "selectedToken", NONE);

    private final ObjectProperty<TokenSpan> hotSpan =
            new SimpleObjectProperty<>(this, "hotSpan", TokenSpan.NONE);
    private final ObjectProperty<TokenSpan> chosenSpan =
            new SimpleObjectProperty<>(this, "chosenSpan", TokenSpan.NONE);

    private final ObjectProperty<IntUnaryOperator> hue =
            new SimpleObjectProperty<>(this, "hue", IntUnaryOperator.identity());
    private final ObjectProperty<IntPredicate> marked =
            new SimpleObjectProperty<>(this, "marked", index -> false);
    private final ObjectProperty<IntPredicate> framed =
            new SimpleObjectProperty<>(this, "framed", index -> false);
    private final IntegerProperty topToken = new SimpleIntegerProperty(this, "topToken", 0);

    /// A flow without tokens.
    public TokenFlow() {
        getStyleClass().add("gf-token-flow");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
    }

    /// The tokens, in order. A selection beyond the end of a new list is dropped.
    public ObjectProperty<List<FlowToken>> tokensProperty() {
        return tokens;
    }

    /// Shows other tokens.
    ///
    /// @param value in order; copied
    public void setTokens(List<FlowToken> value) {
        tokens.set(List.copyOf(value));
    }

    /// Whether ids stand under the texts.
    public BooleanProperty idsVisibleProperty() {
        return idsVisible;
    }

    /// Whether spaces are drawn as middle dots.
    public BooleanProperty whitespaceVisibleProperty() {
        return whitespaceVisible;
    }

    /// How many rows are seen before the flow scrolls; 0 for as many as fit the height that the parent gives.
    public IntegerProperty maxRowsProperty() {
        return maxRows;
    }

    /// Index of the token under the pointer, or [#NONE]; may be set from outside to link views.
    public IntegerProperty hoveredTokenProperty() {
        return hoveredToken;
    }

    /// Index of the selected token, or [#NONE].
    public IntegerProperty selectedTokenProperty() {
        return selectedToken;
    }

    /// More tokens to show as if the pointer were on them, such as the other parts of a split character.
    public ObjectProperty<TokenSpan> hotSpanProperty() {
        return hotSpan;
    }

    /// More tokens to show as selected.
    public ObjectProperty<TokenSpan> chosenSpanProperty() {
        return chosenSpan;
    }

    /// The hue of a token by its index; hues repeat every seven. Set it before the tokens that it is for.
    public ObjectProperty<IntUnaryOperator> hueProperty() {
        return hue;
    }

    /// Which tokens have a mark of their own, by index, such as those that differ from another tokenizer's.
    public ObjectProperty<IntPredicate> markedProperty() {
        return marked;
    }

    /// Which tokens have a frame, by index, such as those that a chat's template added.
    public ObjectProperty<IntPredicate> framedProperty() {
        return framed;
    }

    /// The first token of the first row in view; may be set from outside to scroll there.
    public IntegerProperty topTokenProperty() {
        return topToken;
    }

    /// Brings a token into view.
    ///
    /// @param index of the token; nothing happens where there is none
    public void reveal(int index) {
        if (getSkin() instanceof TokenFlowSkin skin) {
            skin.bring(index);
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TokenFlowSkin(this);
    }
}
