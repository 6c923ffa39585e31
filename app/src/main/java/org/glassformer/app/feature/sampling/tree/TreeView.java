package org.glassformer.app.feature.sampling.tree;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.TextTree;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2MZ;

/// The generation as a tree, or as a table of its nodes; below it two branches side by side while they are compared.
public final class TreeView extends EmRegion {

    private static final double COMPARED = 0.42;
    private static final double LEAST_COMPARED = 12;
    private static final double LEAST_BOTH = 27;
    private static final double LOW = 22;

    private final TreeViewModel model;
    private final TextTree tree = new TextTree();
    private final Card card;
    private final ComparePanel compare;
    private final NodeBar bar;
    private final StackPane foot;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public TreeView(TreeViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add(StyleClass.TREE);
        setMinSize(0, 0);
        bar = new NodeBar(model);
        foot = new StackPane(bar);
        fillTree();
        NodeTable table = new NodeTable(model);
        tree.visibleProperty().bind(model.listedProperty().not());
        table.visibleProperty().bind(model.listedProperty());
        StackPane either = new StackPane(tree, table);
        either.setMinSize(0, 0);
        card = new Card(Messages.text("tree.title"), either);
        card.subtitleProperty().bind(model.costProperty());
        card.shortSubtitleProperty().bind(model.shortCostProperty());
        foot.managedProperty().bind(Bindings.isNotEmpty(foot.getChildren()));
        card.addFoot(foot);
        heightProperty().subscribe(this::placeBar);
        HBox zoom =
                new HBox(
                        button("tree.smaller", Material2MZ.ZOOM_OUT, () -> tree.zoomBy(-1)),
                        button("tree.fit", Material2MZ.ZOOM_OUT_MAP, tree::fit),
                        button("tree.larger", Material2MZ.ZOOM_IN, () -> tree.zoomBy(1)));
        zoom.getStyleClass().add(StyleClass.HANDLE);
        zoom.visibleProperty().bind(model.listedProperty().not());
        zoom.managedProperty().bind(zoom.visibleProperty());
        card.actions()
                .setAll(
                        zoom,
                        new ChoiceSwitch<>(
                                List.of(false, true),
                                list -> Messages.text(list ? "tree.table" : "tree.tree"),
                                list -> Messages.text(list ? "tree.table.tip" : "tree.tree.tip"),
                                model.listedProperty()),
                        new ExportMenu(card, model::caption, model::numbers, export));
        compare = new ComparePanel(model.compare(), export);
        compare.setVisible(false);
        model.compare().branchesProperty().subscribe(branches -> requestLayout());
        getChildren().addAll(card, compare);
    }

    /// Below the tree; on low screens beside the title, so that the tree keeps its room.
    private void placeBar() {
        boolean low = getHeight() > 0 && getHeight() < LOW * em();
        if (low == foot.getChildren().isEmpty()) {
            return;
        }
        bar.brief(low);
        if (low) {
            foot.getChildren().clear();
            card.leading().setAll(bar);
        } else {
            card.leading().clear();
            foot.getChildren().setAll(bar);
        }
    }

    private void fillTree() {
        tree.setId("text-tree");
        tree.placeholderProperty().set(Messages.text("tree.empty"));
        tree.dataProperty().bind(model.dataProperty());
        tree.selectedProperty().bindBidirectional(model.selectedProperty());
        tree.markedProperty().bind(model.compare().otherProperty());
        tree.readingProperty().set(model::reading);
        tree.onPickedProperty().set(model::goTo);
        tree.onPrunedProperty().set(model::prune);
        tree.onRenamedProperty().set(ignored -> bar.editName());
        MenuItem goOn = item("tree.continue", model::continueFrom);
        MenuItem compared = item("tree.compare", model::compare);
        MenuItem rename = item("tree.rename", ignored -> bar.editName());
        MenuItem prune = item("tree.prune", model::prune);
        ContextMenu menu = new ContextMenu(goOn, compared, rename, prune);
        menu.setOnShowing(ignored -> {
            allow(compared, model::isElsewhere);
            allow(rename, model::isBranch);
            allow(prune, model::isBranch);
        });
        tree.setContextMenu(menu);
    }

    private MenuItem item(String key, IntConsumer command) {
        MenuItem item = new MenuItem(Messages.text(key));
        item.setOnAction(ignored -> command.accept(model.selectedProperty().get()));
        return item;
    }

    private void allow(MenuItem item, IntPredicate when) {
        item.setDisable(!when.test(model.selectedProperty().get()));
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat");
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.setFocusTraversable(false);
        button.setOnAction(ignored -> command.run());
        return button;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double gap = Math.rint(0.85 * em());
        boolean compared = model.compare().branchesProperty().get() != null;
        boolean both = height >= LEAST_BOTH * em();
        compare.setVisible(compared);
        card.setVisible(both || !compared);
        double below = 0;
        if (compared) {
            double share = Math.max(LEAST_COMPARED * em(), height * COMPARED);
            below = both ? Math.rint(share) : height;
            compare.resizeRelocate(0, height - below, width, below);
            below += gap;
        }
        card.resizeRelocate(0, 0, width, Math.max(1, height - below));
    }
}
