package org.glassformer.app.export;

import javafx.geometry.Insets;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Arc;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.StatusChip;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// Panels that hold one of everything.
final class Panels {

    private Panels() {}

    static final Caption CAPTION =
            Caption.of("One of everything")
                    .with("model", "stories")
                    .with("device", "vector")
                    .with("precision", "F32")
                    .with("prompt", "Once upon a time, there was a little girl named Mia.");

    static Card everything() {
        Label mono = new Label("0.312  1,187  −3.5 %");
        mono.setId("mono");
        mono.getStyleClass().add(StyleClass.MONO);
        Label turned = new Label("turned");
        turned.setRotate(-45);
        Label wrapped =
                new Label("A longer sentence that does not fit on one line and is wrapped.");
        wrapped.setId("wrapped");
        wrapped.setWrapText(true);
        wrapped.setMaxWidth(180);
        Label cut = new Label("A longer sentence that does not fit and is cut");
        cut.setMaxWidth(120);
        Text struck = new Text("struck out");
        struck.setStrikethrough(true);
        struck.setFill(Color.GRAY);
        Text bold = new Text("bold ");
        bold.setFont(Font.font("Inter SemiBold", 15));
        Text plain = new Text("and plain in a flow that goes on over the end of the line");
        TextFlow flow = new TextFlow(bold, plain);
        flow.setMaxWidth(180);
        flow.setId("flow");
        StackPane dotted = new StackPane(new Label("dashed"));
        dotted.setStyle(
                "-fx-border-color: -gf-accent; -fx-border-style: dashed; -fx-border-width: 2px;"
                        + " -fx-border-radius: 6px; -fx-padding: 6px;");
        StackPane tab = new StackPane(new Label("tab"));
        tab.setStyle(
                "-fx-background-color: linear-gradient(to right, gold, tomato);"
                        + " -fx-background-radius: 10px 10px 0 0; -fx-padding: 6px;"
                        + " -fx-border-color: transparent transparent black transparent;"
                        + " -fx-border-width: 0 0 3px 0;");
        Label faint = new Label("faint");
        faint.setOpacity(0.4);
        Label hidden = new Label("hidden");
        hidden.setVisible(false);
        Label gone = new Label("gone");
        gone.setOpacity(0);
        HBox texts = new HBox(14, mono, turned, new StackPane(struck), wrapped, cut);
        HBox boxes = new HBox(14, flow, dotted, tab, faint, hidden, gone, checked());
        HBox chips = new HBox(8, new Button("Button"), new Icon(Material2AL.CASINO), field());
        for (StatusChip.Tone tone : StatusChip.Tone.values()) {
            chips.getChildren().add(new StatusChip(tone.name(), tone));
        }
        return new Card("A panel", new VBox(12, texts, boxes, chips, pictures()));
    }

    private static TextField field() {
        TextField field = new TextField("a text in a field");
        field.setPrefColumnCount(8);
        return field;
    }

    private static CheckBox checked() {
        CheckBox box = new CheckBox("checked");
        box.setSelected(true);
        return box;
    }

    private static HBox pictures() {
        WritableImage image = new WritableImage(4, 4);
        for (int i = 0; i < 16; i++) {
            image.getPixelWriter().setColor(i % 4, i / 4, Color.hsb(i * 22, 1, 1));
        }
        ImageView view = new ImageView(image);
        view.setSmooth(false);
        view.setFitWidth(80);
        view.setFitHeight(80);
        Canvas canvas = new Canvas(90, 80);
        canvas.getGraphicsContext2D().setFill(Color.TEAL);
        canvas.getGraphicsContext2D().fillRoundRect(4, 4, 60, 40, 12, 12);
        canvas.getGraphicsContext2D().fillText("canvas", 10, 66);
        Circle circle = new Circle(30, 40, 24, Color.ORANGE);
        circle.setStroke(Color.BLACK);
        circle.getStrokeDashArray().setAll(6.0, 3.0);
        Line line = new Line(0, 80, 80, 0);
        line.setStroke(Color.CRIMSON);
        line.setStrokeWidth(3);
        Polygon polygon = new Polygon(70, 10, 100, 10, 85, 40);
        SVGPath path = new SVGPath();
        path.setContent("M70 50 h30 v20 h-30 z");
        path.setFill(Color.PURPLE);
        Arc arc = new Arc(130, 40, 25, 25, 30, 240);
        arc.setFill(Color.SEAGREEN);
        Pane shapes = new Pane(circle, line, polygon, path, arc);
        Pane clipped = new Pane(new Rectangle(-20, -20, 120, 60));
        clipped.setPrefSize(80, 80);
        clipped.setClip(new Circle(40, 40, 38));
        VBox many = new VBox();
        for (int i = 0; i < 40; i++) {
            many.getChildren().add(new Label("row " + i));
        }
        ScrollPane scroll = new ScrollPane(many);
        scroll.setPrefSize(110, 80);
        scroll.setMinHeight(80);
        HBox box = new HBox(14, view, canvas, shapes, clipped, scroll);
        box.setPadding(new Insets(2));
        return box;
    }
}
