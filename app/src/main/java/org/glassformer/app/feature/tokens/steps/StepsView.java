package org.glassformer.app.feature.tokens.steps;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.MergeSteps;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The panel "From characters to tokens": the picture, what the step did in a sentence, and the controls of a player.
///
/// Where the panel is low, what follows the first sentence, then the notes and then the slider make room for the picture.
public final class StepsView extends VBox {

    private static final double[] SPEEDS = {0.5, 1, 2, 4, 8};

    /// Heights of the panel, in lines of text, below which a part makes room.
    private static final double WHOLE_SENTENCE_FROM = 26;

    private static final double NOTES_FROM = 22;

    private static final double SLIDER_FROM = 17;

    /// Width of the panel, in lines of text, from which a low one says in its header where one is.
    private static final double POSITION_FROM = 38;

    /// The same from which it says how to come to other words.
    private static final double HINT_FROM = 58;

    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

    /// The size of the notes' text as a part of the sentence's.
    private static final double SMALL = 0.88;

    private final StepsViewModel model;
    private final MergeSteps picture = new MergeSteps();
    private final Sentence sentence = new Sentence();
    private final BooleanProperty roomy = new SimpleBooleanProperty(this, "roomy", true);
    private final StackPane room = new StackPane(sentence);
    private final Label notes = new Label();
    private final HBox foot = new HBox();
    private final Card card;

    /// A panel.
    ///
    /// @param model its state and commands
    /// @param export copies and saves the panel
    public StepsView(StepsViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add(StyleClass.STEPS);
        setMinSize(0, 0);
        bindPicture();
        VBox.setVgrow(picture, Priority.ALWAYS);
        VBox content = new VBox(picture, texts());
        content.getStyleClass().add("content");
        content.setMinSize(0, 0);
        card = new Card(Messages.text("steps.title"), content);
        card.shortenTitle();
        card.actions().setAll(buttons());
        card.actions().add(new ExportMenu(card, model::caption, model::numbers, export));
        card.addFoot(foot());
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        playAtSpeed();
        model.positionProperty().subscribe(this::requestLayout);
        model.shownWordsProperty().subscribe(this::requestLayout);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Controls at the right end of the header, to which a screen can add its own.
    public ObservableList<Node> actions() {
        return card.actions();
    }

    private void bindPicture() {
        picture.setId("merge-steps");
        picture.stepProperty().set(model.stepProperty().get());
        picture.dataProperty().bind(model.dataProperty());
        picture.stepProperty().bindBidirectional(model.stepProperty());
        picture.hoveredProperty().bindBidirectional(model.hoveredProperty());
        model.stateProperty().subscribe(state -> Dimmer.dim(picture, state == StepsState.STALE));
    }

    /// What is under the pointer takes the place of the sentence while it is there.
    private Node texts() {
        sentence.setId("steps-sentence");
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.textProperty()
                .bind(
                        Bindings.when(picture.readingProperty().isEmpty())
                                .then(
                                        Bindings.when(roomy)
                                                .then(model.sentenceProperty())
                                                .otherwise(model.briefProperty()))
                                .otherwise(picture.readingProperty()));
        notes.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        notes.textProperty().bind(model.notesProperty());
        notes.setMinWidth(0);
        Tooltip all = new Tooltip();
        all.textProperty().bind(model.notesProperty());
        all.setWrapText(true);
        notes.setTooltip(all);
        room.getStyleClass().add("room");
        VBox texts = new VBox(room, notes);
        texts.getStyleClass().add("texts");
        texts.setMinHeight(Region.USE_PREF_SIZE);
        return texts;
    }

    private Node[] buttons() {
        Button play = button(Material2MZ.PLAY_ARROW, "steps.play", model::playOrPause);
        play.getStyleClass().add("accent");
        play.setId("steps-play");
        Icon icon = new Icon(Material2MZ.PLAY_ARROW);
        play.setGraphic(icon);
        model.playingProperty()
                .subscribe(playing -> {
                    icon.show(playing ? Material2MZ.PAUSE : Material2MZ.PLAY_ARROW);
                    String name = Messages.text(playing ? "steps.pause" : "steps.play");
                    play.setTooltip(new Tooltip(name));
                    play.setAccessibleText(name);
                });
        play.disableProperty().bind(model.lastProperty().isEqualTo(0));
        Button start = button(Material2AL.FIRST_PAGE, "steps.toStart", model::toStart);
        Button back = button(Material2AL.CHEVRON_LEFT, "steps.back", model::back);
        Button forward = button(Material2AL.CHEVRON_RIGHT, "steps.forward", model::forward);
        Button end = button(Material2AL.LAST_PAGE, "steps.toEnd", model::toEnd);
        for (Button button : new Button[] {start, back}) {
            button.disableProperty().bind(model.stepProperty().isEqualTo(0));
        }
        for (Button button : new Button[] {forward, end}) {
            button.disableProperty()
                    .bind(model.stepProperty().greaterThanOrEqualTo(model.lastProperty()));
        }
        return new Node[] {start, back, play, forward, end};
    }

    private static Button button(Ikon icon, String key, Runnable action) {
        Button button = new Button("", new Icon(icon));
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setId(key.replace('.', '-'));
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.setFocusTraversable(false);
        button.setOnAction(ignored -> action.run());
        return button;
    }

    private Node foot() {
        Slider slider = new Slider();
        slider.setId("steps-slider");
        slider.setMin(0);
        slider.maxProperty().bind(Bindings.max(1, model.lastProperty()));
        slider.setBlockIncrement(1);
        slider.setAccessibleText(Messages.text("steps.slider"));
        slider.disableProperty().bind(model.lastProperty().isEqualTo(0));
        slider.valueProperty().bindBidirectional(model.stepProperty());
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label position = new Label();
        position.setId("steps-position");
        position.textProperty().bind(model.positionProperty());
        position.getStyleClass().add("position");
        position.setMinWidth(Region.USE_PREF_SIZE);
        foot.getStyleClass().add("foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getChildren().setAll(slider, position, speeds());
        foot.setMinHeight(Region.USE_PREF_SIZE);
        return foot;
    }

    private Node speeds() {
        MenuButton menu = new MenuButton();
        menu.getStyleClass().add(StyleClass.TOOL_BUTTON);
        menu.setFocusTraversable(false);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip(Messages.text("steps.speed.tip")));
        ToggleGroup group = new ToggleGroup();
        for (double speed : SPEEDS) {
            RadioMenuItem item = new RadioMenuItem(name(speed));
            item.setToggleGroup(group);
            item.setOnAction(ignored -> model.speedProperty().set(speed));
            model.speedProperty()
                    .subscribe(
                            now -> item.setSelected(Double.compare(now.doubleValue(), speed) == 0));
            menu.getItems().add(item);
        }
        menu.textProperty().bind(model.speedProperty().map(speed -> name(speed.doubleValue())));
        return menu;
    }

    private static String name(double speed) {
        return speed < 1
                ? Messages.text("steps.speedSlow")
                : Messages.text("steps.speed", (int) speed);
    }

    private void playAtSpeed() {
        Timeline clock = new Timeline(new KeyFrame(Duration.seconds(1), ignored -> model.tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        model.speedProperty().subscribe(speed -> clock.setRate(speed.doubleValue()));
        model.playingProperty()
                .subscribe(playing -> {
                    if (playing) {
                        clock.playFromStart();
                    } else {
                        clock.stop();
                    }
                });
    }

    private void key(KeyEvent event) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (event.getCode() == KeyCode.SPACE && plain) {
            model.playOrPause();
            event.consume();
        }
    }

    @Override
    protected void layoutChildren() {
        double line = notes.getFont().getSize() / SMALL;
        boolean noted = !model.notesProperty().get().isEmpty();
        show(notes, noted && getHeight() >= NOTES_FROM * line);
        boolean whole = getHeight() >= WHOLE_SENTENCE_FROM * line;
        roomy.set(whole);
        room.pseudoClassStateChanged(LOW, !whole);
        boolean low = getHeight() < SLIDER_FROM * line;
        show(foot, !low);
        say(low, getWidth() / line);
        super.layoutChildren();
    }

    /// Without the slider, the header says where one is; else which words show.
    private void say(boolean low, double lines) {
        boolean hints = lines >= HINT_FROM;
        String words = model.shownWordsProperty().get();
        if (low) {
            card.subtitleProperty()
                    .set(lines >= POSITION_FROM ? model.positionProperty().get() : "");
        } else {
            boolean hinted = hints && !words.isEmpty();
            card.subtitleProperty().set(hinted ? Messages.text("steps.chooseOther", words) : words);
        }
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
