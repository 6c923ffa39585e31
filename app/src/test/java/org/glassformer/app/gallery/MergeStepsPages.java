package org.glassformer.app.gallery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.ByteSpan;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.MergeSteps;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepCell;
import org.glassformer.app.ui.control.StepMerge;
import org.jspecify.annotations.Nullable;

/// Merges with made-up ranks: a word, part of the way, hovered, one byte, none, three hundred bytes.
final class MergeStepsPages {

    private MergeStepsPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("mergesteps", 640, 360, () -> card("Done", word(), 11, null)),
                new GalleryPage(
                        "mergesteps-hovered",
                        640,
                        360,
                        () -> card("Hovered", word(), 4, new ByteSpan(2, 4))),
                new GalleryPage(
                        "mergesteps-small", 600, 220, () -> card("Little room", word(), 6, null)),
                new GalleryPage(
                        "mergesteps-large", 1300, 640, () -> card("Much room", word(), 6, null)),
                new GalleryPage("mergesteps-few", 640, 560, MergeStepsPages::few),
                new GalleryPage(
                        "mergesteps-long",
                        640,
                        400,
                        () -> card("Three hundred bytes", ofLetters(300), 150, null)));
    }

    private static Node few() {
        return new VBox(
                12,
                card("One byte", ofLetters(1), 0, null),
                card("None", MergeStepsData.EMPTY, 0, null));
    }

    private static Node card(
            String title, MergeStepsData data, int step, @Nullable ByteSpan hovered) {
        MergeSteps steps = new MergeSteps();
        steps.dataProperty().set(data);
        steps.stepProperty().set(step);
        steps.hoveredProperty().set(hovered);
        return new Card(title, steps);
    }

    /// A word whose ends merge first, then inwards.
    private static MergeStepsData word() {
        return ofText("Unbelievable", 11);
    }

    private static MergeStepsData ofLetters(int count) {
        return ofText("abcdefghij".repeat(count / 10 + 1).substring(0, count), count * 2 / 3);
    }

    private static MergeStepsData ofText(String text, int merges) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        List<Integer> starts = new ArrayList<>(IntStream.range(0, utf8.length).boxed().toList());
        List<StepMerge> made = new ArrayList<>();
        for (int k = 0; k < merges && starts.size() > 1; k++) {
            int at = (k * 5) % (starts.size() - 1);
            int from = starts.get(at);
            int middle = starts.get(at + 1);
            int to = at + 2 < starts.size() ? starts.get(at + 2) : utf8.length;
            String token = text.substring(from, to);
            String rank = "rank " + (300 + 7 * k * k);
            made.add(new StepMerge(from, middle, to, rank, rank + " “" + token + "”", token));
            starts.remove(Integer.valueOf(middle));
        }
        List<StepCell> letters = new ArrayList<>();
        List<StepCell> codePoints = new ArrayList<>();
        for (int i = 0; i < utf8.length; i++) {
            letters.add(StepCell.plain(i, i + 1, text.substring(i, i + 1), ""));
            codePoints.add(StepCell.plain(i, i + 1, "U+%04X".formatted((int) text.charAt(i)), ""));
        }
        List<StepCell> tokens = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int to = i + 1 < starts.size() ? starts.get(i + 1) : utf8.length;
            tokens.add(
                    new StepCell(
                            starts.get(i),
                            to,
                            text.substring(starts.get(i), to),
                            Integer.toString(1000 + i),
                            "",
                            StepCell.Kind.PLAIN));
        }
        MergeStepsData.Rows rows =
                new MergeStepsData.Rows(
                        List.of(),
                        letters,
                        codePoints,
                        List.of(StepCell.plain(0, utf8.length, text, "")),
                        tokens);
        int[] all = IntStream.range(0, utf8.length).toArray();
        return new MergeStepsData(utf8, all, all, made, rows);
    }
}
