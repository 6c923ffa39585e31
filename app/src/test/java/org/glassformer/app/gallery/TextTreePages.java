package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.control.ShadedTextData;
import org.glassformer.app.ui.control.TextTree;
import org.glassformer.app.ui.control.TextTreeData;
import org.glassformer.app.ui.control.TextTreeData.Piece;
import org.glassformer.app.ui.control.TextTreeData.Run;

/// Texts that were written on, coloured by surprisal, and as trees: a few branches, many, one stretch, nothing.
public final class TextTreePages {

    private static final String[] WORDS = {
        "·ball",
        "·and",
        "·a",
        "·box",
        ".",
        "·She",
        "·was",
        "·very",
        "·happy",
        "·with",
        "·extraordinary"
    };

    private TextTreePages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("texttree", 1000, 560, TextTreePages::trees),
                new GalleryPage("texttree-written", 900, 460, TextTreePages::written));
    }

    /// Runs of tokens made up; the first is a prompt.
    ///
    /// @param parents of the runs after the first
    /// @param lengths of those runs
    public static TextTreeData tree(int[] parents, int[] lengths, String... names) {
        Random random = new Random(5);
        List<Run> runs = new ArrayList<>();
        runs.add(
                new Run(
                        TextTreeData.NONE,
                        List.of(new Piece(0, "… named Mia. She found a red", Float.NaN)),
                        ""));
        int number = 1;
        for (int i = 0; i < parents.length; i++) {
            List<Piece> pieces = new ArrayList<>();
            for (int t = 0; t < lengths[i]; t++) {
                double bits = -Math.log(random.nextDouble()) * 1.6;
                String word = WORDS[random.nextInt(WORDS.length)];
                pieces.add(new Piece(number++, word, (float) bits));
            }
            runs.add(new Run(parents[i], pieces, i < names.length ? names[i] : ""));
        }
        Set<Integer> path = new HashSet<>();
        int end = 0;
        for (int r = runs.size() - 1; r >= 0; r = runs.get(r).parent()) {
            runs.get(r).pieces().forEach(piece -> path.add(piece.number()));
            end = Math.max(end, runs.get(r).pieces().getLast().number());
        }
        return new TextTreeData(runs, path, end, 8, "surprisal in bits");
    }

    private static TextTree control(TextTreeData data) {
        TextTree tree = new TextTree();
        tree.placeholderProperty().set("Nothing generated yet");
        tree.readingProperty().set(number -> "token " + number);
        tree.dataProperty().set(data);
        return tree;
    }

    private static Node trees() {
        TextTree few =
                control(
                        tree(
                                new int[] {0, 0, 1, 1, 3, 3},
                                new int[] {14, 9, 60, 5, 11, 7},
                                "",
                                "the box",
                                "",
                                "",
                                "happy end"));
        few.selectedProperty().set(16);
        few.markedProperty().set(20);
        int[] parents = new int[40];
        int[] lengths = new int[40];
        for (int i = 0; i < 40; i++) {
            parents[i] = i / 3;
            lengths[i] = 3 + i % 7;
        }
        TextTree many = control(tree(parents, lengths));
        many.zoomProperty().set(0.6);
        return pane(
                new Card("A few branches", few),
                new Card("Many, smaller", many),
                new Card("The prompt alone", control(tree(new int[0], new int[0]))),
                new Card("Nothing", control(TextTreeData.EMPTY)));
    }

    private static ShadedText text(int tokens, int written) {
        Random random = new Random(9);
        List<String> labels = new ArrayList<>();
        float[] bits = new float[tokens];
        for (int t = 0; t < tokens; t++) {
            labels.add(WORDS[random.nextInt(WORDS.length)].replace('·', ' '));
            bits[t] = t == 0 ? Float.NaN : (float) (-Math.log(random.nextDouble()) * 1.6);
        }
        ShadedText text = new ShadedText();
        text.setData(
                ShadedTextData.amounts(labels, bits, 8, "surprisal in bits")
                        .writtenFrom(written, Set.of(written + 3)));
        text.followingEndProperty().set(true);
        text.noteProperty().set("23 tokens · mean 1.52 bits");
        return text;
    }

    private static Node written() {
        ShadedText selected = text(40, 17);
        selected.selectedProperty().set(22);
        return pane(
                new Card("Generated after a prompt", text(60, 17)),
                new Card("One looked at", selected),
                new Card("The end of a long one", text(700, 17)),
                new Card("The prompt alone", text(17, 17)));
    }

    private static GridPane pane(Node... nodes) {
        GridPane pane = new GridPane(14, 14);
        for (int i = 0; i < nodes.length; i++) {
            GridPane.setHgrow(nodes[i], Priority.ALWAYS);
            GridPane.setVgrow(nodes[i], Priority.ALWAYS);
            pane.add(nodes[i], i % 2, i / 2);
        }
        return pane;
    }
}
