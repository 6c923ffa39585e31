package org.glassformer.app.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.scene.transform.Affine;
import javafx.scene.transform.Transform;
import org.glassformer.app.export.Mark.Clip;
import org.glassformer.app.export.Mark.Group;
import org.glassformer.app.export.Mark.Picture;
import org.glassformer.app.ui.control.Sketch;
import org.jspecify.annotations.Nullable;

/// Reads what a node shows as marks, from the back to the front. On the JavaFX thread.
///
/// Nodes that are only moved add to the offset of what they hold, so that positions are those of the page; turned and
/// scaled ones make a group.
final class SceneReader {

    private static final double CANVAS_SCALE = 3;

    private SceneReader() {}

    /// What a node shows, with the corner of its own coordinates at a place.
    static List<Mark> read(Node node, double x, double y) {
        List<Mark> out = new ArrayList<>();
        content(node, x, y, null, out);
        return out;
    }

    private static void node(
            Node node, double ox, double oy, @Nullable Bounds seen, List<Mark> out) {
        if (!node.isVisible() || node.getOpacity() <= 0 || Page.isLeftOut(node)) {
            return;
        }
        Transform place = node.getLocalToParentTransform();
        if (isMove(place)) {
            double x = ox + place.getTx();
            double y = oy + place.getTy();
            if (seen == null || seen.intersects(moved(node.getBoundsInLocal(), x, y))) {
                dressed(node, x, y, null, seen, out);
            }
        } else {
            Affine affine = new Affine(place);
            affine.prependTranslation(ox, oy);
            dressed(node, 0, 0, affine, null, out);
        }
    }

    private static boolean isMove(Transform t) {
        return t.getMxx() == 1 && t.getMyy() == 1 && t.getMxy() == 0 && t.getMyx() == 0;
    }

    private static Bounds moved(Bounds b, double x, double y) {
        return new BoundingBox(b.getMinX() + x, b.getMinY() + y, b.getWidth(), b.getHeight());
    }

    /// A node in a group of its own where it is turned, see-through or clipped.
    private static void dressed(
            Node node,
            double ox,
            double oy,
            @Nullable Affine place,
            @Nullable Bounds seen,
            List<Mark> out) {
        Clip clip = clip(node.getClip(), ox, oy);
        Bounds visible = seen;
        if (clip != null && clip.place() == null && clip.outline() instanceof Mark.Box box) {
            Bounds cut = new BoundingBox(box.x(), box.y(), box.width(), box.height());
            visible = seen == null ? cut : intersection(seen, cut);
        }
        if (place == null && node.getOpacity() >= 1 && clip == null) {
            content(node, ox, oy, visible, out);
            return;
        }
        List<Mark> inside = new ArrayList<>();
        content(node, ox, oy, visible, inside);
        if (!inside.isEmpty()) {
            out.add(new Group(place, Math.min(1, node.getOpacity()), clip, inside));
        }
    }

    private static Bounds intersection(Bounds a, Bounds b) {
        double x = Math.max(a.getMinX(), b.getMinX());
        double y = Math.max(a.getMinY(), b.getMinY());
        double width = Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x);
        double height = Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y);
        return new BoundingBox(x, y, width, height);
    }

    private static @Nullable Clip clip(@Nullable Node clip, double ox, double oy) {
        if (clip == null) {
            return null;
        }
        Transform place = clip.getLocalToParentTransform();
        boolean move = isMove(place) && !(clip instanceof SVGPath);
        double x = move ? ox + place.getTx() : 0;
        double y = move ? oy + place.getTy() : 0;
        Affine affine = null;
        if (!move) {
            affine = new Affine(place);
            affine.prependTranslation(ox, oy);
        }
        return new Clip(
                switch (clip) {
                    case Rectangle r ->
                            new Mark.Box(
                                    r.getX() + x,
                                    r.getY() + y,
                                    r.getWidth(),
                                    r.getHeight(),
                                    r.getArcWidth() / 2,
                                    r.getArcHeight() / 2);
                    case Shape shape -> ShapeMarks.outline(shape, x, y);
                    default -> ShapeMarks.box(clip.getLayoutBounds(), x, y);
                },
                affine);
    }

    private static void content(
            Node node, double ox, double oy, @Nullable Bounds seen, List<Mark> out) {
        switch (node) {
            case Text text -> out.addAll(TextMarks.of(text, ox, oy));
            case Shape shape -> out.add(ShapeMarks.of(shape, ox, oy));
            case ImageView view -> image(view, ox, oy, out);
            case Sketch sketch -> out.addAll(SketchMarks.of(sketch, ox, oy));
            case Parent parent -> {
                if (parent instanceof Region region) {
                    out.addAll(RegionMarks.of(region, ox, oy));
                }
                parent.getChildrenUnmodifiable().stream()
                        .sorted(Comparator.comparingDouble(Node::getViewOrder).reversed())
                        .forEach(child -> node(child, ox, oy, seen, out));
            }
            default -> shot(node, ox, oy, out);
        }
    }

    private static void image(ImageView view, double ox, double oy, List<Mark> out) {
        Image image = view.getImage();
        if (image == null || image.isError() || image.getWidth() < 1 || image.getHeight() < 1) {
            return;
        }
        Rectangle2D port = view.getViewport();
        Pixels pixels;
        if (port == null) {
            pixels = Pixels.of(image);
        } else {
            int x = Math.clamp((int) port.getMinX(), 0, (int) image.getWidth() - 1);
            int y = Math.clamp((int) port.getMinY(), 0, (int) image.getHeight() - 1);
            int width = Math.clamp((int) port.getWidth(), 1, (int) image.getWidth() - x);
            int height = Math.clamp((int) port.getHeight(), 1, (int) image.getHeight() - y);
            pixels = Pixels.of(image, x, y, width, height);
        }
        Bounds b = view.getLayoutBounds();
        out.add(
                new Picture(
                        pixels,
                        b.getMinX() + ox,
                        b.getMinY() + oy,
                        b.getWidth(),
                        b.getHeight(),
                        view.isSmooth()));
    }

    /// What can only be seen, not read.
    private static void shot(Node node, double ox, double oy, List<Mark> out) {
        Bounds b = node.getLayoutBounds();
        if (b.getWidth() < 1 || b.getHeight() < 1) {
            return;
        }
        double most = PanelPicture.scale(b.getWidth(), b.getHeight());
        double scale = Math.min(CANVAS_SCALE, most);
        Pixels pixels = PanelPicture.shot(node, scale, Color.TRANSPARENT);
        out.add(
                new Picture(
                        pixels,
                        b.getMinX() + ox,
                        b.getMinY() + oy,
                        pixels.width() / scale,
                        pixels.height() / scale,
                        true));
    }
}
