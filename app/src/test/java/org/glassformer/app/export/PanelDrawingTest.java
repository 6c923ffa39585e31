package org.glassformer.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javax.xml.parsers.DocumentBuilderFactory;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PanelDrawingTest extends RobotTest {

    private static final Path FOLDER = Path.of("target", "export");

    private static byte[] svg(Node panel, Caption caption) {
        PanelDrawing drawing =
                WaitForAsyncUtils.waitForAsyncFx(20_000, () -> PanelDrawing.of(panel, caption));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            drawing.writeSvg(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static Document parse(byte[] svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg));
    }

    private static List<Element> all(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Element text(Document document, String content) {
        return all(document, "text").stream()
                .filter(element -> element.getTextContent().equals(content))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text " + content));
    }

    private static List<String> texts(Document document) {
        return all(document, "text").stream().map(Element::getTextContent).toList();
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textsStandWhereTheyStandOnScreen(Theme theme) throws Exception {
        double larger = theme == Theme.PROJECTOR ? 1.5 : 1;
        Card card = show(theme, 860 * larger, 420 * larger, Panels::everything);
        byte[] svg = svg(card, Panels.CAPTION);
        String name = "everything-" + theme.name().toLowerCase(Locale.ROOT);
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(name + ".svg"), svg);
        PanelPicture picture =
                WaitForAsyncUtils.waitForAsyncFx(
                        20_000, () -> PanelPicture.of(card, Panels.CAPTION));
        try (var out = Files.newOutputStream(FOLDER.resolve(name + ".png"))) {
            picture.writePng(out);
        }
        Document document = parse(svg);
        for (Node node : card.lookupAll(".text")) {
            if (node instanceof Text text && texts(document).contains(text.getText())) {
                Element element = text(document, text.getText());
                if (text.getRotate() == 0 && text.getParent().getRotate() == 0) {
                    Bounds bounds = card.sceneToLocal(text.localToScene(text.getLayoutBounds()));
                    double x = Double.parseDouble(element.getAttribute("x")) - Page.MARGIN;
                    double y = Double.parseDouble(element.getAttribute("y")) - Page.MARGIN;
                    double baseline = bounds.getMinY() + text.getBaselineOffset();
                    assertThat(x).as(text.getText()).isEqualTo(bounds.getMinX(), within(0.01));
                    assertThat(y).as(text.getText()).isEqualTo(baseline, within(0.01));
                }
            }
        }
        assertThat(texts(document))
                .contains("A panel", "turned", "0.312  1,187  −3.5 %", "row 0", "a text in a field")
                .doesNotContain("hidden", "gone", "row 39", "A longer sentence that does not fit");
    }

    @Test
    void linesOfAWrappedTextAreTextsOfTheirOwn() throws Exception {
        Card card = show(Theme.LIGHT, 860, 420, Panels::everything);
        Document document = parse(svg(card, Panels.CAPTION));
        List<Element> lines =
                all(document, "text").stream()
                        .filter(e ->
                                "A longer sentence that does not fit on one line and is wrapped."
                                        .contains(e.getTextContent()))
                        .filter(e -> e.getTextContent().length() > 8)
                        .toList();
        assertThat(lines).hasSizeGreaterThan(1);
        double first = Double.parseDouble(lines.get(0).getAttribute("y"));
        double second = Double.parseDouble(lines.get(1).getAttribute("y"));
        assertThat(second - first).isBetween(10.0, 30.0);
    }

    @Test
    void aFlowKeepsThePlaceOfEachPart() throws Exception {
        Card card = show(Theme.LIGHT, 860, 420, Panels::everything);
        Document document = parse(svg(card, Panels.CAPTION));
        Node flow = card.lookup("#flow");
        double left = flow.localToScene(0, 0).getX() + Page.MARGIN;
        Element bold = text(document, "bold");
        Element plain = text(document, "and plain in a flow that");
        Element second = text(document, "goes on over the end of the");
        assertThat(Double.parseDouble(bold.getAttribute("x"))).isCloseTo(left, within(0.01));
        assertThat(Double.parseDouble(second.getAttribute("x"))).isCloseTo(left, within(0.01));
        assertThat(plain.getAttribute("y")).isEqualTo(bold.getAttribute("y"));
        double end =
                Double.parseDouble(bold.getAttribute("x"))
                        + Double.parseDouble(bold.getAttribute("textLength"));
        assertThat(Double.parseDouble(plain.getAttribute("x"))).isBetween(end, end + 8);
    }

    @Test
    void typefacesPicturesClipsAndOpacityAreKept() throws Exception {
        Card card = show(Theme.LIGHT, 860, 420, Panels::everything);
        Document document = parse(svg(card, Panels.CAPTION));
        assertThat(text(document, "0.312  1,187  −3.5 %").getAttribute("font-family"))
                .isEqualTo("'JetBrains Mono', monospace");
        Element title = text(document, "A panel");
        assertThat(title.getAttribute("font-family")).startsWith("'Inter', 'Inter SemiBold'");
        assertThat(title.getAttribute("font-weight")).isEqualTo("600");
        assertThat(text(document, "struck out").getAttribute("text-decoration"))
                .isEqualTo("line-through");
        List<Element> images = all(document, "image");
        assertThat(images).hasSize(2);
        assertThat(images)
                .allMatch(i -> i.getAttribute("xlink:href").startsWith("data:image/png;base64,"));
        assertThat(images)
                .filteredOn(i -> i.getAttribute("style").contains("pixelated"))
                .singleElement()
                .matches(i -> i.getAttribute("width").equals("80"));
        assertThat(all(document, "clipPath")).isNotEmpty();
        assertThat(all(document, "g")).anyMatch(g -> g.getAttribute("opacity").equals("0.4"));
        assertThat(all(document, "linearGradient")).hasSize(1);
    }

    @Test
    void theCaptionIsText() throws Exception {
        Card card = show(Theme.DARK, 860, 420, Panels::everything);
        Document document = parse(svg(card, Panels.CAPTION));
        assertThat(String.join(" ", texts(document)))
                .contains("One of everything", "model stories  ·  device vector", "named Mia.");
        assertThat(all(document, "title").getFirst().getTextContent())
                .isEqualTo("One of everything");
    }

    @Test
    void hostileTextsMakeNoBrokenFile() throws Exception {
        VBox box =
                show(
                        Theme.LIGHT,
                        500,
                        600,
                        () -> {
                            VBox all = new VBox();
                            HostileTexts.ALL.forEach(t -> all.getChildren().add(new Label(t)));
                            return all;
                        });
        Caption caption = Caption.of(HostileTexts.ALL.getFirst());
        for (String text : HostileTexts.ALL) {
            caption = caption.with(text, text);
        }
        Document document = parse(svg(box, caption));
        assertThat(texts(document)).contains("]]>", "<script>alert('&amp;')</script>");
        assertThat(String.join("", texts(document))).contains("שלום (world) مرحبا");
    }

    @Test
    void anEmptyPanelIsAPage() throws Exception {
        VBox box = show(Theme.LIGHT, 300, 200, VBox::new);
        Document document = parse(svg(box, Caption.of("")));
        assertThat(all(document, "rect")).isNotEmpty();
    }
}
