package org.glassformer.app.export;

import java.util.List;
import java.util.Locale;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.VLineTo;

/// Builds the text of an SVG path, moved by an offset.
final class PathText {

    private final StringBuilder out = new StringBuilder();
    private final double ox;
    private final double oy;

    PathText(double ox, double oy) {
        this.ox = ox;
        this.oy = oy;
    }

    /// A number as SVG takes it: at most three decimals, a point, no exponent.
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "0";
        }
        double rounded = Math.rint(value * 1000) / 1000;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            return Long.toString((long) rounded);
        }
        String text = String.format(Locale.ROOT, "%.3f", rounded);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }

    PathText move(double x, double y) {
        return command('M', x + ox, y + oy);
    }

    PathText line(double x, double y) {
        return command('L', x + ox, y + oy);
    }

    /// A quarter or any part of an ellipse.
    PathText arc(double rx, double ry, double turn, boolean large, boolean sweep, double... to) {
        out.append('A');
        numbers(rx, ry, turn, large ? 1 : 0, sweep ? 1 : 0, to[0] + ox, to[1] + oy);
        return this;
    }

    PathText close() {
        out.append('Z');
        return this;
    }

    /// The elements of a path.
    PathText elements(List<PathElement> elements) {
        for (PathElement element : elements) {
            add(element, element.isAbsolute());
        }
        return this;
    }

    private void add(PathElement element, boolean absolute) {
        double dx = absolute ? ox : 0;
        double dy = absolute ? oy : 0;
        switch (element) {
            case MoveTo to -> command(absolute ? 'M' : 'm', to.getX() + dx, to.getY() + dy);
            case LineTo to -> command(absolute ? 'L' : 'l', to.getX() + dx, to.getY() + dy);
            case HLineTo to -> command(absolute ? 'H' : 'h', to.getX() + dx);
            case VLineTo to -> command(absolute ? 'V' : 'v', to.getY() + dy);
            case QuadCurveTo to ->
                    command(
                            absolute ? 'Q' : 'q',
                            to.getControlX() + dx,
                            to.getControlY() + dy,
                            to.getX() + dx,
                            to.getY() + dy);
            case CubicCurveTo to ->
                    command(
                            absolute ? 'C' : 'c',
                            to.getControlX1() + dx,
                            to.getControlY1() + dy,
                            to.getControlX2() + dx,
                            to.getControlY2() + dy,
                            to.getX() + dx,
                            to.getY() + dy);
            case ArcTo to ->
                    command(
                            absolute ? 'A' : 'a',
                            to.getRadiusX(),
                            to.getRadiusY(),
                            to.getXAxisRotation(),
                            to.isLargeArcFlag() ? 1 : 0,
                            to.isSweepFlag() ? 1 : 0,
                            to.getX() + dx,
                            to.getY() + dy);
            case ClosePath ignored -> close();
            default -> {}
        }
    }

    private PathText command(char letter, double... values) {
        out.append(letter);
        numbers(values);
        return this;
    }

    private void numbers(double... values) {
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : " ").append(number(values[i]));
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
