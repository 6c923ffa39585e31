package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.PanelDrawing;
import org.glassformer.app.export.PanelPicture;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// Writes every panel of the window as PNG and SVG to `target/export`, to be looked at side by side.
class PanelExportTest extends LabTest {

    private static final Path FOLDER = Path.of("target", "export");
    private static final Caption CAPTION =
            Caption.of("A panel").with("model", "stories").with("device", "vector");

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyPanelIsAPictureAndADrawing(Theme theme) throws Exception {
        Files.createDirectories(FOLDER);
        String prompt = Messages.text("prompt.start");
        open(1440, 900, () -> new LabOnStage(SampleModels.stories(), prompt, theme));
        onFx(() -> session().layerProperty().set(1));
        onFx(() -> session().headProperty().set(2));
        pulses(4);
        List<String> texts = new ArrayList<>();
        int number = 0;
        for (String screen : List.of("attention", "sampling")) {
            onFx(() -> stage().on(screen));
            pulses(4);
            for (Node card : scene().getRoot().lookupAll(".gf-card")) {
                if (card instanceof Card && card.localToScene(0, 0).getX() > 0) {
                    String name = theme.name().toLowerCase(Locale.ROOT) + "-" + number++;
                    texts.addAll(write(card, FOLDER.resolve("panel-" + name)));
                }
            }
        }
        boolean large = theme == Theme.PROJECTOR; // there the axes are named in the panel's header
        assertThat(texts)
                .contains(large ? "rows: query · columns: key" : "query: the token that looks")
                .contains("p", "Chain", "masked")
                .anyMatch(text -> text.startsWith("cut line"));
    }

    private static List<String> write(Node card, Path file) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        PanelDrawing drawing = fx(() -> PanelDrawing.of(card, CAPTION));
        PanelPicture picture = fx(() -> PanelPicture.of(card, CAPTION));
        picture.writePng(png);
        drawing.writeSvg(svg);
        Files.write(file.resolveSibling(file.getFileName() + ".png"), png.toByteArray());
        Files.write(file.resolveSibling(file.getFileName() + ".svg"), svg.toByteArray());
        assertThat(ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getWidth())
                .isEqualTo(picture.width());
        return texts(svg.toByteArray());
    }

    private static <T> T fx(java.util.concurrent.Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, action);
    }

    private static List<String> texts(byte[] svg) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg));
        NodeList found = document.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
