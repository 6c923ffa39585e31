package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.MoveTo;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.app.ui.theme.Typefaces;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EditorRowTest extends RobotTest {

    private static final List<String> LINES =
            List.of(
                    "Unbelievable!",
                    "Unbelievable! שלום עולם abc",
                    "Un नमस्ते दुनिया",
                    "Un வணக்கம்",
                    "Un 東京タワー",
                    "Un \uD83D\uDC4B\uD83C\uDF0D ok",
                    "Un \uFFFD\uFFFD ok");
    private static final List<String> FACES = List.of("Monospaced", Typefaces.MONO, Typefaces.TEXT);
    private static final double LEFT = 37;

    @BeforeAll
    static void loadTypefaces() {
        Typefaces.load();
    }

    private static EditorRow row(String line, String face) {
        EditorText text = new EditorText(ignored -> {});
        text.replace(0, 0, line, false);
        EditorRow row = new EditorRow();
        row.show(text, 0, line.length(), false, new TextRuler(Font.font(face, 15)));
        row.place(LEFT, 50, 18);
        return row;
    }

    private static double drawn(Text node, int at) {
        MoveTo begin = (MoveTo) node.caretShape(at, true)[0];
        return node.localToParent(begin.getX(), begin.getY()).getX();
    }

    @Test
    void everyCharacterOfEveryScriptIsWhereTheNodeDrawsIt() {
        onFx(() -> FACES.forEach(face -> LINES.forEach(line -> isDrawnInPlace(line, face))));
    }

    private static void isDrawnInPlace(String line, String face) {
        EditorRow row = row(line, face);
        for (int at = 0; at < line.length(); at = Clusters.next(line, at)) {
            assertThat(LEFT + row.x(at))
                    .as("character %d of %s in %s", at, line, face)
                    .isCloseTo(drawn(row.node(), at), within(0.6));
        }
        double[] ends = {Double.MAX_VALUE, 0};
        row.stretches(
                0,
                line.length(),
                (left, right) -> {
                    ends[0] = Math.min(ends[0], left);
                    ends[1] = Math.max(ends[1], right);
                });
        assertThat(ends[0]).as(line).isCloseTo(0, within(0.6));
        assertThat(ends[1]).as(line).isCloseTo(row.right(), within(0.6));
    }

    @Test
    void thePointerIsOnTheCharacterItIsSeenOn() {
        onFx(() -> FACES.forEach(face -> LINES.forEach(line -> isHit(line, face))));
    }

    private static void isHit(String line, String face) {
        EditorRow row = row(line, face);
        for (int at = 0; at < line.length(); at = Clusters.next(line, at)) {
            int from = at;
            int to = Clusters.next(line, at);
            row.stretches(
                    from,
                    to,
                    (left, right) -> {
                        Point2D middle = new Point2D((left + right) / 2, 0);
                        assertThat(row.characterAt(middle.getX()))
                                .as("character %d of %s in %s", from, line, face)
                                .isBetween(from, to - 1);
                    });
        }
    }

    @Test
    void theBandOfAFirstTokenBeginsAtTheSamePlaceWhateverScriptFollows() {
        String text = String.join("\n", LINES);
        int n = LINES.size();
        int[] starts = new int[n];
        int[] ends = new int[n];
        for (int i = 0, at = 0; i < n; at += LINES.get(i++).length() + 1) {
            starts[i] = at;
            ends[i] = at + 2;
        }
        TokenEditor editor = show(Theme.LIGHT, 420, 260, TokenEditor::new);
        onFx(() -> {
            editor.textProperty().set(text);
            editor.marksProperty()
                    .set(new TextMarks(text, starts, ends, new float[n], new byte[n]));
        });
        pulses(3);
        TokenEditorSkin skin = (TokenEditorSkin) editor.getSkin();
        WritableImage picture = picture();
        TextRange latin = coloured(picture, skin, 0);
        assertThat(latin.isEmpty()).isFalse();
        for (int i = 1; i < n; i++) {
            TextRange band = coloured(picture, skin, i);
            assertThat(band.start()).as(LINES.get(i)).isEqualTo(latin.start());
            // beside some scripts Latin letters are drawn in the script's typeface, a little wider
            assertThat(band.end()).as(LINES.get(i)).isCloseTo(latin.end(), within(4));
        }
    }

    /// From the first to the last column that has a colour of its own above the letters of a row.
    private static TextRange coloured(WritableImage picture, TokenEditorSkin skin, int row) {
        PixelReader pixels = picture.getPixelReader();
        int y = (int) (8 + row * skin.pitch());
        Color plain = pixels.getColor(380, y);
        int first = 0;
        int last = 0;
        for (int x = 379; x > 2; x--) {
            if (!pixels.getColor(x, y).equals(plain)) {
                first = x;
                last = Math.max(last, x + 1);
            }
        }
        return new TextRange(first, last);
    }
}
