package org.glassformer.app.feature.tokens;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.tokens.chat.ChatInputView;
import org.glassformer.app.feature.tokens.languages.LanguagesView;
import org.glassformer.app.feature.tokens.steps.StepsView;
import org.glassformer.app.feature.tokens.training.OwnBpeView;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.SectionBar;
import org.glassformer.app.ui.theme.StyleClass;

/// The Tokens screen: the text and its tokens above, the way between them and its cost in other languages below.
///
/// Measured in text sizes: where there is room for 84 by 38 all is seen, but for training, which takes turns with the
/// steps. Where it is narrower the panels below take turns; where it is lower, all take turns.
public final class TokensView extends EmRegion {

    private static final double WIDE = 84;
    private static final double TALL = 38;
    private static final double LEAST_COLUMN = 27;
    private static final double UPPER = 0.42;
    private static final double LOW_TEXT = 13;
    private static final double LOW_PANE = 17;

    /// Height of the panes from which chips have room for ids.
    private static final double IDS_FROM = 23;

    private final TokensViewModel model;
    private final PanelExport export;
    private final TextCard text;
    private final PaneCard first;
    private final PaneCard second;
    private final SectionBar<Section> bar;
    private final Map<Section, Region> panels = new EnumMap<>(Section.class);

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public TokensView(TokensViewModel model, PanelExport export) {
        this.model = model;
        this.export = export;
        getStyleClass().add(StyleClass.SCREEN);
        setId("tokens-screen");
        text = new TextCard(model, () -> new ChatInputView(model.panels().chat()));
        first = new PaneCard(model, model.first(), export, "tokens-first");
        second = new PaneCard(model, model.second(), export, "tokens-second");
        bar =
                new SectionBar<>(
                        "tokens-sections",
                        Section.class,
                        model.panels().sectionProperty().get(),
                        section -> Messages.text("tokens.section." + section),
                        section -> Messages.text("tokens.section." + section + ".tip"));
        bar.chosenProperty().bindBidirectional(model.panels().sectionProperty());
        getChildren().addAll(text, first, second, bar);
        LinkedScroll scroll = new LinkedScroll();
        scroll.add(text.editor(), text.editor().topProperty(), at -> at, at -> at);
        link(scroll, first, model.first());
        link(scroll, second, model.second());
        model.comparingProperty().subscribe((before, now) -> requestLayout());
        model.panels().sectionProperty().subscribe((before, now) -> requestLayout());
        text.editor().setOnLeft(first.flow()::requestFocus);
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

    /// A panel, made when it is first seen.
    private Region panel(Section section) {
        return panels.computeIfAbsent(
                section,
                wanted -> {
                    PanelsViewModel parts = model.panels();
                    Region made =
                            switch (wanted) {
                                case TOKENS, STEPS -> new StepsView(parts.steps(), export);
                                case TRAINING -> new OwnBpeView(parts.training(), export);
                                case LANGUAGES -> new LanguagesView(parts.languages(), export);
                            };
                    getChildren().add(made);
                    return made;
                });
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double gap = Math.rint(0.85 * size);
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = getWidth() - x - snappedRightInset();
        double height = getHeight() - y - snappedBottomInset();
        boolean wide = width >= WIDE * size;
        boolean tall = height >= TALL * size;
        Section section = model.panels().sectionProperty().get();
        double barHeight = Math.ceil(bar.prefHeight(-1));
        if (!tall) {
            bar.offer(List.of(Section.values()));
            bar.mark(section);
            bar.resizeRelocate(x, y, Math.min(width, bar.prefWidth(-1)), barHeight);
            double top = y + barHeight + Math.rint(0.5 * size);
            Frame room = new Frame(x, top, width, y + height - top);
            boolean tokens = section == Section.TOKENS;
            upper(tokens, room, gap, size);
            show(tokens ? List.of() : List.of(section));
            if (!tokens) {
                room.place(panel(section));
            }
            return;
        }
        double upper = Math.rint((height - gap) * UPPER);
        upper(true, new Frame(x, y, width, upper), gap, size);
        double top = y + upper + gap;
        double left = wide ? Math.floor((width - gap) / 2) : width;
        Section below = below(section, wide);
        bar.offer(
                Stream.of(Section.values())
                        .filter(each -> each != Section.TOKENS)
                        .filter(each -> !wide || each != Section.LANGUAGES)
                        .toList());
        bar.mark(below);
        bar.resizeRelocate(x, top, Math.min(left, bar.prefWidth(-1)), barHeight);
        double under = top + barHeight + Math.rint(0.4 * size);
        show(wide ? List.of(below, Section.LANGUAGES) : List.of(below));
        new Frame(x, under, left, y + height - under).place(panel(below));
        if (wide) {
            new Frame(x + left + gap, top, width - left - gap, y + height - top)
                    .place(panel(Section.LANGUAGES));
        }
    }

    private static Section below(Section section, boolean wide) {
        return switch (section) {
            case TOKENS, STEPS -> Section.STEPS;
            case TRAINING -> Section.TRAINING;
            case LANGUAGES -> wide ? Section.STEPS : Section.LANGUAGES;
        };
    }

    private void show(List<Section> sections) {
        sections.forEach(this::panel);
        panels.forEach((section, region) -> region.setVisible(sections.contains(section)));
    }

    /// A place on the screen.
    private record Frame(double x, double y, double width, double height) {
        void place(Region region) {
            region.resizeRelocate(x, y, Math.max(0, width), Math.max(0, height));
        }
    }

    /// Text and panes side by side, or where that is too narrow the text above the panes.
    private void upper(boolean shown, Frame room, double gap, double size) {
        boolean comparing = model.comparingProperty().get();
        text.setVisible(shown);
        first.setVisible(shown);
        second.setVisible(shown && comparing);
        if (!shown) {
            return;
        }
        double x = room.x();
        double y = room.y();
        double height = room.height();
        model.offerIds(height >= IDS_FROM * size);
        double each = Math.floor((room.width() - gap * 2) / 3);
        double half = Math.floor((room.width() - gap) / 2);
        if (!comparing) {
            new Frame(x, y, half, height).place(text);
            new Frame(x + half + gap, y, half, height).place(first);
        } else if (each >= LEAST_COLUMN * size) {
            new Frame(x, y, each, height).place(text);
            new Frame(x + each + gap, y, each, height).place(first);
            new Frame(x + 2 * (each + gap), y, each, height).place(second);
        } else {
            double over = Math.rint(height * 0.36);
            double under = height - over - gap;
            new Frame(x, y, room.width(), over).place(text);
            new Frame(x, y + over + gap, half, under).place(first);
            new Frame(x + half + gap, y + over + gap, half, under).place(second);
        }
        text.compact(text.getHeight() < LOW_TEXT * size);
        first.compact(first.getHeight() < LOW_PANE * size);
        second.compact(second.getHeight() < LOW_PANE * size);
    }
}
