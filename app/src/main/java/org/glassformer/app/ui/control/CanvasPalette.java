package org.glassformer.app.ui.control;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.glassformer.app.ui.color.ColorMap;

/// An empty node inside a control that draws on a canvas: it takes colours, typefaces and colour maps from the style
/// sheets, so that no colour is written in code.
final class CanvasPalette extends Region {

    private static final StyleablePropertyFactory<CanvasPalette> CSS =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final Map<Ink, StyleableProperty<Color>> inks = new EnumMap<>(Ink.class);
    private final StyleableProperty<Font> font;
    private final StyleableProperty<Font> captionFont;
    private final StyleableProperty<ColorMap> colorMap;
    private final StyleableProperty<ColorMap> divergingMap;
    private final StyleableProperty<Number> lineWidth;

    /// A palette that tells when a style changed.
    ///
    /// @param onChange called after each change, several times in a row when the theme changes
    CanvasPalette(Runnable onChange) {
        getStyleClass().add("gf-canvas-palette");
        setManaged(false);
        setMouseTransparent(true);
        for (Ink ink : Ink.values()) {
            inks.put(
                    ink,
                    CSS.createStyleableColorProperty(
                            this, ink.name(), ink.cssName(), p -> p.property(ink), Color.GRAY));
        }
        font =
                CSS.createStyleableFontProperty(
                        this, "font", "-fx-font", p -> p.font, Font.getDefault(), true);
        captionFont =
                CSS.createStyleableFontProperty(
                        this,
                        "captionFont",
                        "-gf-caption-font",
                        p -> p.captionFont,
                        Font.getDefault(),
                        false);
        colorMap =
                CSS.createStyleableEnumProperty(
                        this,
                        "colorMap",
                        "-gf-color-map",
                        p -> p.colorMap,
                        ColorMap.class,
                        ColorMap.BLUE_ON_LIGHT,
                        false);
        divergingMap =
                CSS.createStyleableEnumProperty(
                        this,
                        "divergingMap",
                        "-gf-diverging-map",
                        p -> p.divergingMap,
                        ColorMap.class,
                        ColorMap.DIVERGING_ON_LIGHT,
                        false);
        lineWidth =
                CSS.createStyleableNumberProperty(
                        this, "lineWidth", "-gf-line-width", p -> p.lineWidth, 1.0);
        inks.values().forEach(ink -> watch(ink, onChange));
        List.of(font, captionFont, colorMap, divergingMap, lineWidth)
                .forEach(property -> watch(property, onChange));
    }

    private static void watch(StyleableProperty<?> property, Runnable onChange) {
        ((ObservableValue<?>) property).subscribe(onChange);
    }

    private StyleableProperty<Color> property(Ink ink) {
        return Objects.requireNonNull(inks.get(ink));
    }

    /// A colour.
    Color ink(Ink ink) {
        return property(ink).getValue();
    }

    /// The typeface of figures and tokens; every digit has the same width.
    Font font() {
        return font.getValue();
    }

    /// The typeface of axis titles, headings and notes.
    Font captionFont() {
        return captionFont.getValue();
    }

    /// The map for values of one sign.
    ColorMap colorMap() {
        return colorMap.getValue();
    }

    /// The map for signed values.
    ColorMap divergingMap() {
        return divergingMap.getValue();
    }

    /// Width of the lines that matter, such as frames, in pixels.
    double lineWidth() {
        return lineWidth.getValue().doubleValue();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS.getCssMetaData();
    }
}
