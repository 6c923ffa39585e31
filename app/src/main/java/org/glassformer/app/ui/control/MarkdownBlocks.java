package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.front.matter.YamlFrontMatterBlock;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.glassformer.app.ui.theme.StyleClass;

/// Makes the blocks of a Markdown text.
final class MarkdownBlocks {

    private static final int HEADINGS = 4;

    /// The blocks within a node, from the top.
    List<Region> of(Node parent) {
        List<Region> blocks = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Heading heading ->
                        blocks.add(
                                styled(
                                        MarkdownWords.of(heading),
                                        "h" + Math.min(HEADINGS, heading.getLevel())));
                case FencedCodeBlock code -> blocks.add(code(code.getLiteral()));
                case IndentedCodeBlock code -> blocks.add(code(code.getLiteral()));
                case BulletList list -> blocks.add(list(list));
                case OrderedList list -> blocks.add(list(list));
                case BlockQuote quote -> blocks.add(styled(new VBox(nodes(quote)), "quote"));
                case TableBlock table -> blocks.add(table(table));
                case ThematicBreak line -> blocks.add(styled(new Region(), "rule"));
                case HtmlBlock html -> blocks.add(code(html.getLiteral()));
                case YamlFrontMatterBlock hidden -> {}
                case LinkReferenceDefinition hidden -> {}
                default -> blocks.add(styled(MarkdownWords.of(node), "words"));
            }
        }
        return blocks;
    }

    private Region[] nodes(Node parent) {
        return of(parent).toArray(Region[]::new);
    }

    private VBox list(ListBlock list) {
        VBox items = styled(new VBox(), "list");
        int number =
                list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                        ? ordered.getMarkerStartNumber()
                        : 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Label mark = new Label(list instanceof OrderedList ? number + "." : "•");
            mark.setMinWidth(Region.USE_PREF_SIZE);
            number++;
            VBox body = new VBox(nodes(item));
            body.setMinWidth(0);
            HBox.setHgrow(body, Priority.ALWAYS);
            items.getChildren().add(styled(new HBox(mark, body), "item"));
        }
        return items;
    }

    private static MarkdownTable table(TableBlock table) {
        MarkdownTable grid = styled(new MarkdownTable(), "table");
        int row = 0;
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node line = part.getFirstChild(); line != null; line = line.getNext()) {
                int column = 0;
                for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
                    TextFlow words = styled(MarkdownWords.of(cell), "cell");
                    if (part instanceof TableHead) {
                        words.getStyleClass().add(StyleClass.STRONG);
                    }
                    words.setTextAlignment(MarkdownWords.alignment((TableCell) cell));
                    grid.add(words, column, row);
                    grid.note(column, words);
                    column++;
                }
                row++;
            }
        }
        return grid;
    }

    private static Label code(String literal) {
        Label code = new Label(literal.stripTrailing());
        code.setWrapText(true);
        code.setMinWidth(0);
        code.setMaxWidth(Double.MAX_VALUE);
        return styled(code, "code");
    }

    private static <R extends Region> R styled(R region, String style) {
        region.getStyleClass().add(style);
        region.setMinWidth(0);
        return region;
    }
}
