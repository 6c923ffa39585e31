package org.glassformer.app.ui.control;

import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A text of any script in lines as wide as there is room.
///
/// It breaks the lines itself. JavaFX 26 on Linux keeps the text of a run that it shaped before it broke the line: a
/// wrapped line of Hindi or Thai then shows the lines below it too, and a wrapped line of Arabic or Hebrew throws an
/// `ArrayIndexOutOfBoundsException` out of the layout pass. Lines that end in a line feed are laid out well. It also puts
/// the parts of a run that need different typefaces in the order of the characters where they run from right to left;
/// pieces of one typeface, each a `Text` of its own, come out in the right order and are never broken.
public final class WrappedText extends Region {

    private static final boolean ON_LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

    private static final int LONGEST_PIECE = 16;
    private static final double LEAST_EMS = 18;

    /// Pieces that are measured one by one may be a little wider than the whole.
    private static final double PIECES_SLACK = 0.96;

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final Text probe = new Text();
    private final TextFlow flow = new TextFlow();
    private double brokenFor = -1;

    /// No text.
    public WrappedText() {
        getStyleClass().add("gf-wrapped-text");
        probe.setManaged(false);
        probe.setVisible(false);
        flow.setManaged(false);
        getChildren().setAll(probe, flow);
        text.subscribe(() -> renew());
        probe.fontProperty().subscribe(() -> renew());
        setMinWidth(0);
    }

    private void renew() {
        brokenFor = -1;
        requestLayout();
    }

    /// The text, without the breaks that the lines need.
    public StringProperty textProperty() {
        return text;
    }

    /// Whether JavaFX wraps the lines of a text well on this platform.
    ///
    /// @param text any
    static boolean canBeWrapped(String text) {
        return !ON_LINUX || !isComplex(text);
    }

    /// Whether a text has characters that change their shape or place beside others, so that JavaFX has them laid out
    /// by the platform.
    ///
    /// @param text any
    static boolean isComplex(String text) {
        return text.codePoints()
                .anyMatch(c ->
                        (c >= 0x0300 && c <= 0x036F)
                                || (c >= 0x0590 && c <= 0x109F)
                                || (c >= 0x1100 && c <= 0x11FF)
                                || (c >= 0x1700 && c <= 0x1CFF)
                                || (c >= 0x200B && c <= 0x200F)
                                || (c >= 0x202A && c <= 0x202E)
                                || (c >= 0x2066 && c <= 0x206F)
                                || (c >= 0xA800 && c <= 0xABFF)
                                || (c >= 0xD7B0 && c <= 0xD7FF)
                                || (c >= 0xFB1D && c <= 0xFDFF)
                                || (c >= 0xFE00 && c <= 0xFE0F)
                                || (c >= 0xFE70 && c <= 0xFEFC)
                                || c >= 0x10000);
    }

    /// The text with line feeds where lines of a width end.
    ///
    /// @param text any
    /// @param width in pixels
    /// @param ruler measures the text
    static String lines(String text, double width, TextRuler ruler) {
        StringBuilder lines = new StringBuilder();
        for (String paragraph : text.split("\\R", -1)) {
            if (!lines.isEmpty()) {
                lines.append('\n');
            }
            breakLines(paragraph, width, ruler, lines);
        }
        return lines.toString();
    }

    private static void breakLines(
            String paragraph, double width, TextRuler ruler, StringBuilder lines) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(paragraph);
        int start = 0;
        int fitting = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (ruler.width(paragraph.substring(start, end).stripTrailing()) > width) {
                if (fitting > start) {
                    lines.append(paragraph, start, fitting).append('\n');
                    start = fitting;
                }
                start = breakWord(paragraph, start, end, width, ruler, lines);
            }
            fitting = end;
        }
        lines.append(paragraph, start, paragraph.length());
    }

    /// Breaks what has no place for a break, between characters; returns where the last line of it begins.
    private static int breakWord(
            String paragraph,
            int from,
            int to,
            double width,
            TextRuler ruler,
            StringBuilder lines) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(paragraph);
        int start = from;
        while (ruler.width(paragraph.substring(start, to).stripTrailing()) > width) {
            int end = characters.following(start);
            int next = end;
            while (next < to && ruler.width(paragraph.substring(start, next)) <= width) {
                end = next;
                next = characters.following(next);
            }
            if (end >= to) {
                break;
            }
            lines.append(paragraph, start, end).append('\n');
            start = end;
        }
        return start;
    }

    /// The text in pieces that are letters and digits of a word, or one character between words: each is of one typeface,
    /// whatever other typeface some of its characters need.
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int next = text.offsetByCodePoints(i, 1);
            boolean inWord =
                    next < text.length()
                            && isOfWord(text.codePointAt(i))
                            && isOfWord(text.codePointAt(next))
                            && next - start < LONGEST_PIECE;
            if (!inWord) {
                pieces.add(text.substring(start, next));
                start = next;
            }
            i = next;
        }
        return pieces;
    }

    private static boolean isOfWord(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.FORMAT;
    }

    private void breakFor(double width) {
        if (brokenFor != width) {
            brokenFor = width;
            String shown = text.get();
            flow.setLineSpacing(probe.getFont().getSize() * 0.2);
            TextRuler ruler = new TextRuler(probe.getFont());
            if (Bidi.requiresBidi(shown.toCharArray(), 0, shown.length())) {
                String lines = lines(shown, width * PIECES_SLACK, ruler);
                flow.getChildren().setAll(pieces(lines).stream().map(WrappedText::piece).toList());
            } else {
                flow.getChildren().setAll(piece(lines(shown, width - 1, ruler)));
            }
        }
    }

    private static Text piece(String text) {
        Text piece = new Text(text);
        piece.getStyleClass().add("text");
        return piece;
    }

    private double width(double all) {
        double least = probe.getFont().getSize() * LEAST_EMS;
        return Math.max(least, all - snappedLeftInset() - snappedRightInset());
    }

    @Override
    protected void layoutChildren() {
        double width = width(getWidth());
        breakFor(width);
        flow.resizeRelocate(
                snappedLeftInset(), snappedTopInset(), width, Math.ceil(flow.prefHeight(width)));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double wide = width(width < 0 ? prefWidth(-1) : width);
        breakFor(wide);
        return snappedTopInset() + Math.ceil(flow.prefHeight(wide)) + snappedBottomInset();
    }

    @Override
    protected double computePrefWidth(double height) {
        return snappedLeftInset() + probe.getFont().getSize() * 32 + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
