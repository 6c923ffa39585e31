package org.glassformer.app.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.RadialGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Affine;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// Writes marks as SVG 1.1, with the few words of CSS that programs of today understand.
///
/// Texts carry their width on screen, so that they keep their place where the typeface is missing.
final class SvgWriter {

    private static final int MOST_PIXELS = 4_000_000;

    private final XMLStreamWriter xml;
    private int ids;

    private SvgWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(
            OutputStream out,
            String title,
            String description,
            double width,
            double height,
            List<Mark> marks)
            throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            SvgWriter writer = new SvgWriter(xml);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            xml.writeNamespace("xlink", "http://www.w3.org/1999/xlink");
            writer.number("width", width);
            writer.number("height", height);
            String box = "0 0 " + PathText.number(width) + " " + PathText.number(height);
            writer.text("viewBox", box);
            writer.element("title", title);
            writer.element("desc", description);
            for (Mark mark : marks) {
                writer.mark(mark);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void element(String name, String content) throws XMLStreamException {
        if (!content.isEmpty()) {
            xml.writeCharacters("\n");
            xml.writeStartElement(name);
            xml.writeCharacters(SafeText.printable(content));
            xml.writeEndElement();
        }
    }

    private void text(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, SafeText.printable(value));
    }

    private void number(String name, double value) throws XMLStreamException {
        xml.writeAttribute(name, PathText.number(value));
    }

    private void mark(Mark mark) throws XMLStreamException, IOException {
        switch (mark) {
            case Mark.Group group -> group(group);
            case Mark.Figure figure -> figure(figure);
            case Mark.Words words -> words(words);
            case Mark.Picture picture -> picture(picture);
        }
    }

    private void group(Mark.Group group) throws XMLStreamException, IOException {
        String clipId = "";
        if (group.clip() != null) {
            clipId = clip(group.clip());
        }
        xml.writeCharacters("\n");
        xml.writeStartElement("g");
        place(group.place());
        if (group.opacity() < 1) {
            number("opacity", group.opacity());
        }
        boolean outside = !clipId.isEmpty();
        if (outside) {
            text("clip-path", "url(#" + clipId + ")");
        }
        for (Mark mark : group.marks()) {
            mark(mark);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private String clip(Mark.Clip clip) throws XMLStreamException {
        String id = "c" + ++ids;
        xml.writeCharacters("\n");
        xml.writeStartElement("clipPath");
        text("id", id);
        startOutline(clip.outline());
        if (clip.outline() instanceof Mark.Lines lines && lines.evenOdd()) {
            text("clip-rule", "evenodd");
        }
        place(clip.place());
        xml.writeEndElement();
        xml.writeEndElement();
        return id;
    }

    private void place(@Nullable Affine a) throws XMLStreamException {
        if (a != null) {
            String numbers =
                    List.of(a.getMxx(), a.getMyx(), a.getMxy(), a.getMyy(), a.getTx(), a.getTy())
                            .stream()
                            .map(value -> String.format(Locale.ROOT, "%.6f", value))
                            .collect(Collectors.joining(" "));
            text("transform", "matrix(" + numbers + ")");
        }
    }

    private void figure(Mark.Figure figure) throws XMLStreamException {
        String fill = reference(figure.fill());
        Mark.Pencil pencil = figure.pencil();
        String stroke = reference(pencil == null ? null : pencil.paint());
        xml.writeCharacters("\n");
        startOutline(figure.outline());
        paint("fill", figure.fill(), fill);
        if (figure.outline() instanceof Mark.Lines lines && lines.evenOdd()) {
            text("fill-rule", "evenodd");
        }
        if (pencil != null) {
            paint("stroke", pencil.paint(), stroke);
            pencil(pencil);
        }
        xml.writeEndElement();
    }

    private void pencil(Mark.Pencil pencil) throws XMLStreamException {
        number("stroke-width", pencil.width());
        if (!pencil.dashes().isEmpty()) {
            text(
                    "stroke-dasharray",
                    pencil.dashes().stream()
                            .map(PathText::number)
                            .collect(Collectors.joining(" ")));
            if (pencil.dashOffset() != 0) {
                number("stroke-dashoffset", pencil.dashOffset());
            }
        }
        if (pencil.cap() != StrokeLineCap.BUTT) {
            text("stroke-linecap", pencil.cap().name().toLowerCase(Locale.ROOT));
        }
        if (pencil.join() != StrokeLineJoin.MITER) {
            text("stroke-linejoin", pencil.join().name().toLowerCase(Locale.ROOT));
        } else if (pencil.miterLimit() != 4) {
            number("stroke-miterlimit", Math.max(1, pencil.miterLimit()));
        }
    }

    private void startOutline(Mark.Outline outline) throws XMLStreamException {
        switch (outline) {
            case Mark.Box box -> {
                xml.writeStartElement("rect");
                number("x", box.x());
                number("y", box.y());
                number("width", box.width());
                number("height", box.height());
                if (box.rx() > 0 && box.ry() > 0) {
                    number("rx", box.rx());
                    number("ry", box.ry());
                }
            }
            case Mark.Oval oval -> {
                xml.writeStartElement("ellipse");
                number("cx", oval.cx());
                number("cy", oval.cy());
                number("rx", oval.rx());
                number("ry", oval.ry());
            }
            case Mark.Lines lines -> {
                xml.writeStartElement("path");
                text("d", lines.d());
            }
        }
    }

    /// Writes a gradient before it is used.
    ///
    /// @return its name, empty for a colour or none
    private String reference(@Nullable Paint paint) throws XMLStreamException {
        return switch (paint) {
            case LinearGradient g -> {
                String id = startGradient("linearGradient", g.isProportional(), g.getCycleMethod());
                number("x1", g.getStartX());
                number("y1", g.getStartY());
                number("x2", g.getEndX());
                number("y2", g.getEndY());
                stops(g.getStops());
                yield id;
            }
            case RadialGradient g -> {
                String id = startGradient("radialGradient", g.isProportional(), g.getCycleMethod());
                double angle = Math.toRadians(g.getFocusAngle());
                double away = g.getFocusDistance() * g.getRadius();
                number("cx", g.getCenterX());
                number("cy", g.getCenterY());
                number("r", g.getRadius());
                number("fx", g.getCenterX() + away * Math.cos(angle));
                number("fy", g.getCenterY() + away * Math.sin(angle));
                stops(g.getStops());
                yield id;
            }
            case null, default -> "";
        };
    }

    private String startGradient(String name, boolean proportional, CycleMethod cycle)
            throws XMLStreamException {
        String id = "p" + ++ids;
        xml.writeCharacters("\n");
        xml.writeStartElement(name);
        text("id", id);
        text("gradientUnits", proportional ? "objectBoundingBox" : "userSpaceOnUse");
        text(
                "spreadMethod",
                switch (cycle) {
                    case NO_CYCLE -> "pad";
                    case REFLECT -> "reflect";
                    case REPEAT -> "repeat";
                });
        return id;
    }

    private void stops(List<Stop> stops) throws XMLStreamException {
        for (Stop stop : stops) {
            xml.writeStartElement("stop");
            number("offset", stop.getOffset());
            text("stop-color", hex(stop.getColor()));
            number("stop-opacity", stop.getColor().getOpacity());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void paint(String name, @Nullable Paint paint, String reference)
            throws XMLStreamException {
        if (!reference.isEmpty()) {
            text(name, "url(#" + reference + ")");
        } else if (paint instanceof Color color) {
            text(name, hex(color));
            if (!color.isOpaque()) {
                number(name + "-opacity", color.getOpacity());
            }
        } else {
            text(name, "none");
        }
    }

    private static String hex(Color c) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(c.getRed() * 255),
                Math.round(c.getGreen() * 255),
                Math.round(c.getBlue() * 255));
    }

    private void words(Mark.Words words) throws XMLStreamException {
        String fill = reference(words.fill());
        SvgFont font = SvgFont.of(words.font());
        xml.writeCharacters("\n");
        xml.writeStartElement("text");
        number("x", words.x());
        number("y", words.baseline());
        text("font-family", font.families());
        number("font-size", font.size());
        if (font.weight() != 400) {
            number("font-weight", font.weight());
        }
        if (font.italic()) {
            text("font-style", "italic");
        }
        paint("fill", words.fill(), fill);
        if (words.struck() || words.underlined()) {
            text(
                    "text-decoration",
                    (words.underlined() ? "underline " : "")
                            + (words.struck() ? "line-through" : ""));
        }
        if (words.width() > 0) {
            number("textLength", words.width());
            text("lengthAdjust", "spacingAndGlyphs");
        }
        xml.writeAttribute("xml:space", "preserve");
        xml.writeCharacters(SafeText.oneLine(words.text()));
        xml.writeEndElement();
    }

    /// Large enough to look sharp where a program smooths every picture.
    private static Pixels enlarged(Mark.Picture picture) {
        Pixels pixels = picture.pixels();
        double shown =
                Math.max(picture.width() / pixels.width(), picture.height() / pixels.height());
        double most = Math.sqrt((double) MOST_PIXELS / pixels.width() / pixels.height());
        int times = (int) Math.min(Math.ceil(4 * shown), most);
        return times <= 1
                ? pixels
                : pixels.nearest(pixels.width() * times, pixels.height() * times);
    }

    private void picture(Mark.Picture picture) throws XMLStreamException, IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        (picture.smooth() ? picture.pixels() : enlarged(picture)).writePng(png);
        xml.writeCharacters("\n");
        xml.writeStartElement("image");
        number("x", picture.x());
        number("y", picture.y());
        number("width", picture.width());
        number("height", picture.height());
        text("preserveAspectRatio", "none");
        if (!picture.smooth()) {
            text("image-rendering", "optimizeSpeed");
            text("style", "image-rendering: pixelated");
        }
        String data =
                "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        xml.writeAttribute("xlink:href", data);
        xml.writeEndElement();
    }
}
