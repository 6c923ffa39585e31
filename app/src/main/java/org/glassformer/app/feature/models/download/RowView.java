package org.glassformer.app.feature.models.download;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.StatusChip;
import org.glassformer.app.ui.theme.StyleClass;

/// One model of the list: what it is, how far it has come, and what can be done with it.
final class RowView extends HBox {

    private final DownloadRowViewModel model;
    private final HBox actions = new HBox();

    /// @param model state and commands
    RowView(DownloadRowViewModel model) {
        this.model = model;
        getStyleClass().add("line");
        setAlignment(Pos.CENTER_LEFT);
        VBox words = new VBox(head(), about(), facts());
        if (model.listed().gated()) {
            words.getChildren().add(gate());
        }
        words.getChildren().addAll(progress(), failure());
        words.getStyleClass().add("words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        actions.getStyleClass().add("actions");
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(words, actions);
        model.standProperty().subscribe(this::offer);
        model.askingProperty().subscribe(this::offer);
    }

    private Node head() {
        Label name = new Label(model.listed().name());
        name.getStyleClass().add(StyleClass.STRONG);
        Label repository = new Label(model.listed().repository());
        repository.getStyleClass().addAll(StyleClass.MONO, StyleClass.MUTED, StyleClass.SMALL);
        FlowPane head = new FlowPane(name, repository);
        head.getStyleClass().add("head");
        if (model.listed().gated()) {
            head.getChildren()
                    .add(new StatusChip(Messages.text("download.gated"), StatusChip.Tone.WARNING));
        }
        return head;
    }

    private Node about() {
        return wrapped(new Label(model.listed().about()));
    }

    private Node facts() {
        Label facts = wrapped(new Label());
        facts.setId("download-facts-" + model.key());
        facts.textProperty().bind(model.factsProperty());
        facts.getStyleClass().add(StyleClass.MUTED);
        return facts;
    }

    /// Where the licence is to be accepted.
    private Node gate() {
        Label where = wrapped(new Label(Messages.text("download.accept", model.page())));
        where.getStyleClass().add(StyleClass.MUTED);
        Button copy = new CopyButton(model::page);
        copy.setId("download-page-" + model.key());
        HBox gate = new HBox(where, copy);
        gate.getStyleClass().add("gate");
        gate.setAlignment(Pos.CENTER_LEFT);
        return gate;
    }

    private Node progress() {
        ProgressBar bar = new ProgressBar();
        bar.setId("download-bar-" + model.key());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.fractionProperty());
        bar.visibleProperty()
                .bind(
                        model.standProperty()
                                .map(stand -> stand == Stand.BUSY || stand == Stand.PARTIAL));
        bar.managedProperty().bind(bar.visibleProperty());
        Label status = wrapped(new Label());
        status.setId("download-status-" + model.key());
        status.textProperty().bind(model.statusProperty());
        status.managedProperty().bind(status.textProperty().isNotEmpty());
        VBox both = new VBox(bar, status);
        both.getStyleClass().add("progress");
        both.managedProperty().bind(Bindings.or(bar.managedProperty(), status.managedProperty()));
        return both;
    }

    private Node failure() {
        Label failure = wrapped(new Label());
        failure.setId("download-failure-" + model.key());
        failure.textProperty().bind(model.failureProperty());
        failure.getStyleClass().add(StyleClass.PROBLEM);
        failure.managedProperty().bind(failure.textProperty().isNotEmpty());
        return failure;
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinSize(0, Region.USE_PREF_SIZE);
        return label;
    }

    /// Shows what can be done now.
    void offer() {
        List<Node> offered = new ArrayList<>();
        if (model.askingProperty().get()) {
            offered.add(button("delete", "download.deleteReally", model::delete));
            offered.add(button("keep", "download.keep", model::keep));
        } else {
            switch (model.standProperty().get()) {
                case ABSENT -> offered.add(button("start", "download.start", model::start));
                case PARTIAL -> {
                    offered.add(button("start", "download.resume", model::start));
                    offered.add(button("ask", "download.discard", model::askToDelete));
                }
                case BUSY -> offered.add(button("cancel", "download.cancel", model::cancel));
                case WHOLE -> {
                    offered.add(
                            model.isOpen()
                                    ? new StatusChip(
                                            Messages.text("download.inUse"),
                                            StatusChip.Tone.SUCCESS)
                                    : button("open", "download.openIt", model::open));
                    offered.add(button("ask", "download.delete", model::askToDelete));
                }
            }
        }
        actions.getChildren().setAll(offered);
    }

    private Button button(String id, String key, Runnable action) {
        Button button = new Button(Messages.text(key));
        button.setId("download-" + id + "-" + model.key());
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(ignored -> action.run());
        return button;
    }
}
