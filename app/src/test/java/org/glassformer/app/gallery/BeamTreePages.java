package org.glassformer.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.ui.control.BeamTree;
import org.glassformer.app.ui.control.BeamTreeData;
import org.glassformer.app.ui.control.Card;

/// Beam searches with made-up tokens, and edge cases.
final class BeamTreePages {

    private static final List<String> WORDS =
            List.of("·the", "·a", ",", "·little", "·girl", "·wonderfully", "·was", ".", "↵", "·");

    private BeamTreePages() {}

    static List<GalleryPage> pages() {
        return List.of(new GalleryPage("beam-tree", 1100, 900, BeamTreePages::trees));
    }

    /// A search that keeps so many tokens a step and looks at twice as many.
    private static BeamTreeData search(int beams, int steps) {
        Random random = new Random(5);
        List<BeamTreeData.Node> nodes = new ArrayList<>();
        List<Integer> live = List.of(BeamTreeData.ROOT);
        for (int depth = 1; depth <= steps; depth++) {
            List<Integer> next = new ArrayList<>();
            for (int i = 0; i < 2 * beams + 1; i++) {
                boolean room = next.size() < beams;
                boolean finished = room && depth > 2 && random.nextInt(7) == 0;
                BeamTreeData.Fate fate =
                        !room
                                ? BeamTreeData.Fate.PRUNED
                                : finished ? BeamTreeData.Fate.FINISHED : BeamTreeData.Fate.KEPT;
                if (fate == BeamTreeData.Fate.KEPT) {
                    next.add(nodes.size());
                }
                nodes.add(
                        new BeamTreeData.Node(
                                live.get(random.nextInt(live.size())),
                                depth,
                                WORDS.get(random.nextInt(WORDS.size())),
                                Figures.fixed(-0.4 - 0.2 * i, 2),
                                fate));
            }
            live = next;
        }
        return new BeamTreeData(nodes);
    }

    private static BeamTree tree(BeamTreeData data) {
        BeamTree tree = new BeamTree();
        tree.placeholderProperty().set("Nothing yet");
        tree.dataProperty().set(data);
        return tree;
    }

    private static Node trees() {
        BeamTree chosen = tree(search(3, 6));
        chosen.markedProperty().set(chosen.dataProperty().get().nodes().size() - 7);
        List<Node> cards =
                List.of(
                        new Card("3 beams, a way marked", chosen),
                        new Card("16 beams", tree(search(16, 30))),
                        new Card("1 beam", tree(search(1, 40))),
                        new Card("Nothing", tree(BeamTreeData.EMPTY)));
        GridPane pane = new GridPane(14, 14);
        for (int i = 0; i < cards.size(); i++) {
            GridPane.setHgrow(cards.get(i), Priority.ALWAYS);
            GridPane.setVgrow(cards.get(i), Priority.ALWAYS);
            pane.add(cards.get(i), i % 2, i / 2);
        }
        return pane;
    }
}
