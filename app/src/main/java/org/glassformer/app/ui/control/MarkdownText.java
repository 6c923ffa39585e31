package org.glassformer.app.ui.control;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.VBox;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.glassformer.app.ui.theme.StyleClass;

/// A text in Markdown (CommonMark, with tables) as headings, paragraphs, lists, code and tables. Nothing is loaded: a
/// picture is named, and an address is shown when the pointer rests on its link.
public final class MarkdownText extends VBox {

    private static final int DEEPEST = 12;
    private static final Parser PARSER =
            Parser.builder()
                    .extensions(
                            List.of(TablesExtension.create(), YamlFrontMatterExtension.create()))
                    .maxOpenBlockParsers(DEEPEST)
                    .build();

    private final StringProperty text = new SimpleStringProperty(this, "text", "");

    /// No text.
    public MarkdownText() {
        getStyleClass().add(StyleClass.MARKDOWN);
        setMinWidth(0);
        text.subscribe(now -> getChildren().setAll(new MarkdownBlocks().of(PARSER.parse(now))));
    }

    /// What is shown.
    public StringProperty textProperty() {
        return text;
    }
}
