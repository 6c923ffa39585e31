package org.glassformer.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.glassformer.app.export.Mark.Box;
import org.glassformer.app.export.Mark.Figure;
import org.glassformer.app.export.Mark.Group;

/// A panel as lines, areas and texts that can be scaled and edited, with its caption below.
///
/// Only what the panel itself shows as pixels stays pixels. Effects such as shadows are left out.
public final class PanelDrawing {

    private final String title;
    private final String settings;
    private final double width;
    private final double height;
    private final List<Mark> marks;

    private PanelDrawing(Page page, Caption caption, List<Mark> marks) {
        this.title = caption.title();
        this.settings = caption.line();
        this.width = page.width();
        this.height = page.height();
        this.marks = List.copyOf(marks);
    }

    /// Reads a panel. Call on the JavaFX thread, with the panel in a scene.
    ///
    /// @param panel any node; its menu of exports and all scroll bars are left out
    /// @param caption stands below it
    public static PanelDrawing of(Node panel, Caption caption) {
        Page page = Page.of(panel, caption);
        List<Mark> marks = new ArrayList<>();
        marks.add(new Figure(new Box(0, 0, page.width(), page.height(), 0, 0), page.paper(), null));
        double left = Page.MARGIN - page.bounds().getMinX();
        double top = Page.MARGIN - page.bounds().getMinY();
        marks.add(new Group(null, panel.getOpacity(), null, SceneReader.read(panel, left, top)));
        marks.add(
                new Group(
                        null, 1, null, SceneReader.read(page.band(), Page.MARGIN, page.bandTop())));
        return new PanelDrawing(page, caption, marks);
    }

    /// Writes SVG and leaves the stream open. Callable from any thread.
    ///
    /// @throws IOException if the stream fails
    public void writeSvg(OutputStream out) throws IOException {
        SvgWriter.write(out, title, settings, width, height, marks);
    }
}
