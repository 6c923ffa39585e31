package org.glassformer.app.feature.tokens;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.glassformer.app.ui.theme.StyleClass;

import java.util.List;

/// The Tokens screen: the text and its tokens above, the way between them and its cost in other languages below.
public final class TokensView extends Region {

    private final Region text;
    private final List<Region> panes;
    private final List<Region> lower;
    private final Label em = new Label("M");

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param lower the panels of the lower row, from left to right
    public TokensView(TokensViewModel model, List<? extends Region> lower) {
        this(model, new Region(), lower);
    }

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param chat the input of messages
    /// @param lower the panels of the lower row, from left to right
    public TokensView(TokensViewModel model, Region chat, List<? extends Region> lower) {
        getStyleClass().add(StyleClass.SCREEN);
        setId("tokens-screen");
        TextCard card = new TextCard(model, chat);
        text = card;
        PaneCard first = new PaneCard(model, model.first(), "tokens-first");
        PaneCard second = new PaneCard(model, model.second(), "tokens-second");
        second.visibleProperty().bind(model.comparingProperty());
        panes = List.of(first, second);
        LinkedScroll scroll = new LinkedScroll();
        scroll.add(
                card.editor(), card.editor().topProperty(), character -> character, at -> at);
        link(scroll, first, model.first());
        link(scroll, second, model.second());
        this.lower = List.copyOf(lower);
        em.setVisible(false);
        em.setManaged(false);
        getChildren().setAll(em, text);
        getChildren().addAll(panes);
        getChildren().addAll(this.lower);
        model.comparingProperty().subscribe((before, now) -> requestLayout());
    }

    private static void link(LinkedScroll scroll, PaneCard card, PaneViewModel pane) {
        scroll.add(
                card.flow(),
                card.flow().topTokenProperty(),
                token -> token < pane.tokens().size() ? pane.tokens().start(token) : 0,
                character -> {
                    int token = pane.tokens().firstEndingAfter(character);
                    return token < pane.tokens().size() ? token : -1;
                });
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(0.85 * em.getFont().getSize());
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = getWidth() - x - snappedRightInset();
        double height = getHeight() - y - snappedBottomInset();
        double upper = lower.isEmpty() ? height : Math.rint((height - gap) * 0.4);
        List<Region> seen = panes.stream().filter(Region::isVisible).toList();
        double each = Math.floor((width - gap * seen.size()) / (1 + seen.size()));
        text.resizeRelocate(x, y, each, upper);
        for (int i = 0; i < seen.size(); i++) {
            seen.get(i).resizeRelocate(x + (i + 1) * (each + gap), y, each, upper);
        }
        double part = Math.floor((width - gap * (lower.size() - 1)) / Math.max(1, lower.size()));
        for (int i = 0; i < lower.size(); i++) {
            lower.get(i)
                    .resizeRelocate(
                            x + i * (part + gap), y + upper + gap, part, height - upper - gap);
        }
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
