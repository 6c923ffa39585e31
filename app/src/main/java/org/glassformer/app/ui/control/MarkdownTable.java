package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A table of a Markdown text: its columns share the width as their longest cells ask for, within bounds, and none is
/// narrower than its longest word as long as there is room for all.
final class MarkdownTable extends GridPane {

    private static final int NARROWEST = 8;
    private static final int WIDEST = 40;
    private static final Pattern WORD = Pattern.compile("[^ \\n]+");

    private static final class Column {
        private final ColumnConstraints constraints = new ColumnConstraints();
        private int length = NARROWEST;
        private String word = "";
        private Text place = new Text();

        private double least() {
            return Math.ceil(new TextRuler(place.getFont()).width(word)) + 1;
        }
    }

    private final List<Column> columns = new ArrayList<>();

    /// Notes what a cell asks of its column.
    void note(int index, TextFlow words) {
        while (columns.size() <= index) {
            Column added = new Column();
            columns.add(added);
            getColumnConstraints().add(added.constraints);
        }
        Column column = columns.get(index);
        column.length = Math.clamp(MarkdownWords.length(words), column.length, WIDEST);
        words.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .forEach(text -> noteWords(column, text));
    }

    private static void noteWords(Column column, Text text) {
        WORD.matcher(text.getText())
                .results()
                .map(MatchResult::group)
                .filter(word -> word.length() > column.word.length())
                .forEach(word -> {
                    column.word = word;
                    column.place = text;
                });
    }

    /// Shares a width: columns that would be narrower than their longest word get that, the others the rest.
    private void share(double width) {
        double room = width - snappedLeftInset() - snappedRightInset();
        room -= snapSpaceX(getHgap()) * (columns.size() - 1);
        if (room <= 0) {
            return;
        }
        double[] least = columns.stream().mapToDouble(Column::least).toArray();
        double[] shares = shares(room, least);
        for (int i = 0; i < shares.length; i++) {
            double percent = 100 * shares[i] / room;
            ColumnConstraints constraints = columns.get(i).constraints;
            if (Math.abs(constraints.getPercentWidth() - percent) > 0.01) {
                constraints.setPercentWidth(percent);
            }
        }
    }

    private double[] shares(double room, double[] least) {
        double[] shares = new double[least.length];
        boolean[] fixed = new boolean[least.length];
        boolean again = true;
        while (again) {
            again = false;
            double rest = room;
            double lengths = 0;
            for (int i = 0; i < least.length; i++) {
                rest -= fixed[i] ? least[i] : 0;
                lengths += fixed[i] ? 0 : columns.get(i).length;
            }
            if (lengths == 0 || rest <= 0) { // not even the words have room
                return lengthsOnly(room);
            }
            for (int i = 0; i < least.length; i++) {
                shares[i] = fixed[i] ? least[i] : rest * columns.get(i).length / lengths;
                if (!fixed[i] && shares[i] < least[i]) {
                    fixed[i] = true;
                    again = true;
                }
            }
        }
        return shares;
    }

    private double[] lengthsOnly(double room) {
        double all = columns.stream().mapToInt(column -> column.length).sum();
        return columns.stream().mapToDouble(column -> room * column.length / all).toArray();
    }

    @Override
    protected double computePrefHeight(double width) {
        if (width > 0) {
            share(width);
        }
        return super.computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        share(getWidth());
        super.layoutChildren();
    }
}
