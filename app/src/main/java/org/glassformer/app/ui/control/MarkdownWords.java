package org.glassformer.app.ui.control;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Makes the words of a block of Markdown.
final class MarkdownWords extends AbstractVisitor {

    private final TextFlow flow = new TextFlow();
    private final Deque<String> styles = new ArrayDeque<>();
    private @Nullable String address;

    private MarkdownWords() {}

    /// The words within a node.
    static TextFlow of(Node block) {
        MarkdownWords words = new MarkdownWords();
        words.visitChildren(block);
        return words.flow;
    }

    /// Characters of what was made.
    static int length(TextFlow words) {
        return words.getChildren().stream()
                .mapToInt(each -> each instanceof Text text ? text.getText().length() : 0)
                .sum();
    }

    /// Where a table's cell has its words.
    static TextAlignment alignment(TableCell cell) {
        TableCell.@Nullable Alignment wanted = cell.getAlignment();
        if (wanted == null) {
            return TextAlignment.LEFT;
        }
        return switch (wanted) {
            case LEFT -> TextAlignment.LEFT;
            case CENTER -> TextAlignment.CENTER;
            case RIGHT -> TextAlignment.RIGHT;
        };
    }

    private void add(String words) {
        Text text = new Text(words);
        text.getStyleClass().addAll(styles);
        if (address != null) {
            Tooltip.install(text, new Tooltip(address));
        }
        flow.getChildren().add(text);
    }

    private void within(String style, Node node) {
        styles.push(style);
        visitChildren(node);
        styles.pop();
    }

    @Override
    public void visit(org.commonmark.node.Text text) {
        add(Messages.unbroken(text.getLiteral()));
    }

    @Override
    public void visit(Emphasis emphasis) {
        within("emphasis", emphasis);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        within("strong", strong);
    }

    @Override
    public void visit(Code code) {
        styles.push("inline-code");
        add(code.getLiteral());
        styles.pop();
    }

    @Override
    public void visit(Link link) {
        address = link.getDestination();
        within("link", link);
        address = null;
    }

    @Override
    public void visit(Image image) {
        styles.push("image");
        add(Messages.text("markdown.picture", image.getDestination()) + " ");
        visitChildren(image);
        styles.pop();
    }

    @Override
    public void visit(HtmlInline html) {
        if (html.getLiteral().startsWith("<br")) {
            add("\n");
        }
    }

    @Override
    public void visit(SoftLineBreak line) {
        add(" ");
    }

    @Override
    public void visit(HardLineBreak line) {
        add("\n");
    }
}
