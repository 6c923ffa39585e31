package org.glassformer.app.feature.models.download;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.VerticalScroll;
import org.glassformer.app.ui.theme.StyleClass;

/// The list of models at the left; any other one, and where they come from and go to, at the right.
public final class DownloadView extends EmRegion {

    private static final double LIST_SHARE = 0.64;
    private static final double LEAST = 18;

    private final DownloadViewModel model;
    private final VBox list = new VBox();
    private final Map<DownloadRowViewModel, RowView> rows = new LinkedHashMap<>();
    private final Card listCard;
    private final Card other;
    private final Card place;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public DownloadView(DownloadViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add("download");
        list.getStyleClass().add("list");
        list.setId("download-list");
        VerticalScroll scroll = new VerticalScroll(list);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label promise = OtherPanel.wrapped(new Label(Messages.text("download.promise")));
        promise.getStyleClass().add(StyleClass.MUTED);
        VBox body = new VBox(promise, scroll);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        listCard = new Card(Messages.text("download.title"), body);
        listCard.actions().setAll(new ExportMenu(listCard, model::caption, model::numbers, export));
        other =
                new Card(
                        Messages.text("download.other.title"),
                        new VerticalScroll(new OtherPanel(model)));
        place =
                new Card(
                        Messages.text("download.place.title"),
                        new VerticalScroll(new PlacePanel(model)));
        getChildren().addAll(listCard, other, place);
        model.rows()
                .addListener(
                        (ListChangeListener<DownloadRowViewModel>)
                                ignored -> {
                                    list();
                                    scroll.setVvalue(0); // where the new one is
                                });
        list();
        model.modelProperty().subscribe(ignored -> rows.values().forEach(RowView::offer));
    }

    private void list() {
        rows.keySet().retainAll(model.rows());
        list.getChildren()
                .setAll(
                        model.rows().stream()
                                .map(row -> rows.computeIfAbsent(row, RowView::new))
                                .toList());
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(0.85 * em());
        double width = Math.rint((getWidth() - gap) * LIST_SHARE);
        double right = width + gap;
        double wanted = other.prefHeight(Math.max(1, getWidth() - right));
        double half = Math.rint(Math.min((getHeight() - gap) / 2, Math.max(LEAST * em(), wanted)));
        listCard.resizeRelocate(0, 0, width, getHeight());
        other.resizeRelocate(right, 0, Math.max(1, getWidth() - right), half);
        place.resizeRelocate(
                right,
                half + gap,
                Math.max(1, getWidth() - right),
                Math.max(1, getHeight() - half - gap));
    }
}
