package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.text.Font;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Typefaces;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditorRowsTest extends RobotTest {

    private static final String[] PIECES = {
        "word",
        " ",
        "  ",
        "\n",
        "नमस्ते",
        "မြန်မာ",
        "漢字かな",
        "\t",
        "a-long-word-without-any-space-in-it",
        "é",
        "\uD83D\uDC69\u200D\uD83D\uDE80",
        "\uD800",
        "\r\n",
        "ไทยไม่มีช่องว่าง"
    };

    private static String piece(Random random) {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private static List<Integer> starts(EditorRows rows) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < rows.count(); i++) {
            starts.add(rows.start(i));
        }
        return starts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Monospaced", Typefaces.TEXT})
    void rowsAfterEditsAreThoseOfTheWholeText(String face) {
        onFx(() -> {
            Typefaces.load();
            Random random = new Random(5);
            TextRuler ruler = new TextRuler(Font.font(face, 13));
            for (int round = 0; round < 30; round++) {
                AtomicReference<EditorRows> rows = new AtomicReference<>();
                EditorText text =
                        new EditorText(change -> {
                            if (rows.get() != null) {
                                rows.get().edited(change);
                            }
                        });
                for (int i = 0; i < 60; i++) {
                    text.replace(text.length(), text.length(), piece(random), false);
                }
                rows.set(new EditorRows(text, ruler));
                rows.get().reset(ruler, 150, true);
                rows.get().extend(Integer.MAX_VALUE, 0, Long.MAX_VALUE);
                for (int edit = 0; edit < 12; edit++) {
                    int from = random.nextInt(text.length() + 1);
                    int to = Math.min(text.length(), from + random.nextInt(12));
                    text.replace(from, to, random.nextBoolean() ? piece(random) : "", false);
                    EditorRows anew = new EditorRows(text, ruler);
                    anew.reset(ruler, 150, true);
                    anew.extend(Integer.MAX_VALUE, 0, Long.MAX_VALUE);
                    assertThat(starts(rows.get())).isEqualTo(starts(anew));
                    assertThat(rows.get().isComplete()).isTrue();
                    assertThat(rows.get().end(rows.get().count() - 1)).isEqualTo(text.length());
                }
            }
        });
    }
}
