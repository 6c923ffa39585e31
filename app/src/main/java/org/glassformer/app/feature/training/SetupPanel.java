package org.glassformer.app.feature.training;

import java.io.File;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.FootedScroll;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// Chooses what is learned, by which model and how, and says what that costs before it begins.
final class SetupPanel extends VBox {
    private static final int TEXT_ROWS = 5;
    private static final int FIELD_COLUMNS = 6;

    private final SetupViewModel model;

    SetupPanel(TrainingViewModel screen) {
        this.model = screen.setup();
        getStyleClass().add("setup");
        VBox body =
                new VBox(
                        lessons(),
                        watch(),
                        new ExamplesPane(model.examplesProperty()),
                        text(),
                        numbers(),
                        continuing(),
                        sentence(
                                "training-file-problem",
                                model.fileProblemProperty(),
                                StyleClass.PROBLEM),
                        sentence("training-goal", model.goalProperty(), StyleClass.MUTED),
                        new RunsPanel(screen.runs()));
        body.getStyleClass().add("body");
        VBox foot =
                new VBox(
                        sentence(
                                "training-setup-problem",
                                model.problemProperty(),
                                StyleClass.PROBLEM),
                        sentence("training-problem", screen.problemProperty(), StyleClass.PROBLEM),
                        commands(screen));
        foot.getStyleClass().add("foot");
        Card card = new Card(Messages.text("training.choose"), new FootedScroll(body, foot));
        card.subtitleProperty()
                .bind(
                        model.lessonProperty()
                                .map(each ->
                                        each == Lesson.TEXT
                                                ? ""
                                                : Messages.text("training.choose.note")));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private FlowPane lessons() {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("lessons");
        ToggleGroup group = new ToggleGroup();
        for (Lesson lesson : Lesson.values()) {
            ToggleButton button =
                    new ToggleButton(Messages.text("training.lesson." + lesson + ".name"));
            button.setId("training-lesson-" + lesson);
            button.setToggleGroup(group);
            button.setTooltip(new Tooltip(Messages.text("training.watch." + lesson)));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> {
                button.setSelected(true);
                model.lessonProperty().set(lesson);
            });
            model.lessonProperty().subscribe(now -> button.setSelected(now == lesson));
            pane.getChildren().add(button);
        }
        return pane;
    }

    private Label watch() {
        Label watch = new Label();
        watch.setId("training-watch");
        watch.setWrapText(true);
        watch.setMinWidth(0);
        watch.textProperty()
                .bind(model.lessonProperty().map(each -> Messages.text("training.watch." + each)));
        return watch;
    }

    private VBox text() {
        TextArea area = new TextArea();
        area.setId("training-text");
        area.setWrapText(true);
        area.setPrefRowCount(TEXT_ROWS);
        area.setPromptText(Messages.text("training.text.hint"));
        area.textProperty().bindBidirectional(model.textProperty());
        area.editableProperty().bind(model.fileProperty().isNull());
        Button file = new Button(Messages.text("training.file"), new Icon(Material2AL.FOLDER_OPEN));
        file.setId("training-file");
        file.getStyleClass().add(StyleClass.TOOL_BUTTON);
        file.setTooltip(new Tooltip(Messages.text("training.file.tip")));
        file.setOnAction(_ -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Messages.text("training.file.tip"));
            File chosen = chooser.showOpenDialog(getScene().getWindow());
            if (chosen != null) {
                model.read(chosen.toPath());
            }
        });
        VBox box = new VBox(shownPart(), area, files(file));
        box.getStyleClass().add("body");
        box.managedProperty().bind(box.visibleProperty());
        box.visibleProperty().bind(model.lessonProperty().map(Lesson::hasText));
        return box;
    }

    /// What of a long file is in the field.
    private Label shownPart() {
        Label shown =
                sentence(
                        "training-file-shown",
                        model.fileProperty()
                                .map(read ->
                                        read == null
                                                ? ""
                                                : Messages.text(
                                                        "training.file.shown",
                                                        read.name(),
                                                        read.text().length()))
                                .orElse(""),
                        StyleClass.MUTED);
        return shown;
    }

    private HBox files(Button file) {
        Button forget = new Button(Messages.text("training.file.forget"));
        forget.setId("training-file-forget");
        forget.getStyleClass().add(StyleClass.TOOL_BUTTON);
        forget.setTooltip(new Tooltip(Messages.text("training.file.forget.tip")));
        forget.setOnAction(_ -> model.forgetFile());
        forget.managedProperty().bind(forget.visibleProperty());
        forget.visibleProperty().bind(model.fileProperty().isNotNull());
        HBox box = new HBox(file, forget);
        box.getStyleClass().add("group");
        return box;
    }

    private FlowPane numbers() {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("numbers");
        for (Field field : Field.values()) {
            Node named = number(field);
            pane.getChildren().add(named);
            named.managedProperty().bind(named.visibleProperty());
            if (field == Field.SIZE) {
                named.visibleProperty().bind(model.lessonProperty().map(Lesson::hasSize));
            } else if (field == Field.TOKENS) {
                named.visibleProperty().bind(model.vocabularyProperty().isEqualTo("BPE"));
            } else if (List.of(Field.LAYERS, Field.HEADS, Field.CHANNELS).contains(field)) {
                named.visibleProperty().bind(model.continuingProperty().not());
            }
        }
        Node vocabulary = choice("vocabulary", model.vocabularies(), model.vocabularyProperty());
        vocabulary.managedProperty().bind(vocabulary.visibleProperty());
        vocabulary.visibleProperty().bind(model.continuingProperty().not());
        pane.getChildren()
                .addAll(
                        vocabulary,
                        choice("optimiser", model.optimisers(), model.optimiserProperty()),
                        choice("schedule", model.schedules(), model.scheduleProperty()));
        return pane;
    }

    private VBox number(Field field) {
        TextField value = new TextField();
        value.setId("training-field-" + field);
        value.setPrefColumnCount(FIELD_COLUMNS);
        value.getStyleClass().add(StyleClass.MONO);
        value.setTooltip(new Tooltip(Messages.text("training.field." + field + ".tip")));
        value.textProperty().bindBidirectional(model.field(field));
        return named("training.field." + field, value);
    }

    private static VBox choice(String name, List<String> choices, StringProperty chosen) {
        ComboBox<String> box = new ComboBox<>();
        box.setId("training-" + name);
        box.getItems().setAll(choices);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable String choice) {
                        return choice == null || choice.isEmpty()
                                ? ""
                                : Messages.text("training." + name + "." + choice);
                    }

                    @Override
                    public @Nullable String fromString(String text) {
                        return null;
                    }
                });
        box.valueProperty().bindBidirectional(chosen);
        return named("training." + name, box);
    }

    private static VBox named(String key, Node node) {
        Label name = new Label(Messages.text(key));
        name.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        VBox box = new VBox(name, node);
        box.getStyleClass().add("named");
        return box;
    }

    private CheckBox continuing() {
        CheckBox box = new CheckBox();
        box.setId("training-continuing");
        box.textProperty()
                .bind(
                        model.modelProperty()
                                .map(open ->
                                        open == null
                                                ? ""
                                                : Messages.text("training.continuing", open.name()))
                                .orElse(""));
        box.setTooltip(new Tooltip(Messages.text("training.continuing.tip")));
        box.managedProperty().bind(box.visibleProperty());
        box.visibleProperty().bind(model.modelProperty().isNotNull());
        box.selectedProperty().bindBidirectional(model.continuingProperty());
        return box;
    }

    private static Label sentence(
            String id, javafx.beans.value.ObservableValue<String> text, String style) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.textProperty().bind(text);
        label.managedProperty().bind(label.visibleProperty());
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    private HBox commands(TrainingViewModel screen) {
        Button start =
                new Button(Messages.text("training.start"), new Icon(Material2MZ.PLAY_ARROW));
        start.setId("training-start");
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.getStyleClass().addAll("accent", StyleClass.ICON_BUTTON);
        start.setOnAction(_ -> model.start());
        start.disableProperty()
                .bind(
                        model.problemProperty()
                                .isNotEmpty()
                                .or(screen.stateProperty().isEqualTo(TrainingDesk.State.OPENING)));
        Label opening = new Label(Messages.text("training.opening"));
        opening.getStyleClass().add(StyleClass.MUTED);
        opening.setMinWidth(Region.USE_PREF_SIZE);
        opening.managedProperty().bind(opening.visibleProperty());
        opening.visibleProperty()
                .bind(screen.stateProperty().isEqualTo(TrainingDesk.State.OPENING));
        Button leave = new Button(Messages.text("training.leave"));
        leave.setId("training-leave");
        leave.setMinWidth(Region.USE_PREF_SIZE);
        leave.setOnAction(_ -> screen.choosingProperty().set(false));
        leave.managedProperty().bind(leave.visibleProperty());
        leave.visibleProperty().bind(screen.thereProperty());
        Label cost = sentence("training-cost", model.costProperty(), StyleClass.MUTED);
        HBox.setHgrow(cost, Priority.ALWAYS);
        HBox box = new HBox(start, leave, opening, cost);
        box.getStyleClass().add("group");
        return box;
    }
}
