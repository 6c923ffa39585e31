package org.glassformer.app.ui.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The next token's distribution as bars show it: the most likely tokens, and all others as one row. Immutable.
///
/// @param bars the tokens listed, most likely first
/// @param others all tokens that are not listed
/// @param keptTokens how many tokens of the whole vocabulary the chain leaves
/// @param keptMass probability before the cuts of the tokens left, 0 to 1: the sum at the cut line
public record BarsData(List<Bar> bars, Others others, int keptTokens, double keptMass) {

    /// Nothing to show.
    public static final BarsData EMPTY = new BarsData(List.of(), new Others(0, 0, 0, null), 0, 0);

    /// A listed token.
    ///
    /// @param id in the vocabulary
    /// @param token as text, white space not yet made visible
    /// @param logit as the model gave it
    /// @param adjusted logit after penalties and temperature; NaN where there is none
    /// @param rawP probability before the chain, 0 to 1
    /// @param p probability after the chain, 0 to 1; 0 when removed
    /// @param removedBy the stage that removed the token, such as `top-p 0.95`; null when it is left
    /// @param masked whether that is a mask: the token could not come here, however likely it was
    public record Bar(
            int id,
            String token,
            double logit,
            double adjusted,
            double rawP,
            double p,
            @Nullable String removedBy,
            boolean masked) {

        /// A token that no mask removed.
        public Bar(
                int id,
                String token,
                double logit,
                double adjusted,
                double rawP,
                double p,
                @Nullable String removedBy) {
            this(id, token, logit, adjusted, rawP, p, removedBy, false);
        }

        /// Whether the chain removed the token.
        public boolean isRemoved() {
            return removedBy != null;
        }
    }

    /// The tokens that are not listed, together.
    ///
    /// @param count how many
    /// @param rawP their probability before the chain, 0 to 1
    /// @param p their probability after the chain, 0 to 1
    /// @param removedBy the stage that removed all of them; null when any is left or several stages did
    public record Others(int count, double rawP, double p, @Nullable String removedBy) {}

    /// Copies the list.
    public BarsData {
        bars = bars instanceof BarRows ? bars : List.copyOf(bars);
    }

    /// The distribution over a whole vocabulary, all of which is listed.
    ///
    /// @param source makes the rows when they are shown
    /// @param keptTokens how many tokens the chain leaves
    /// @param keptMass their probability before the cuts, 0 to 1
    public static BarsData of(BarSource source, int keptTokens, double keptMass) {
        return new BarsData(new BarRows(source), new Others(0, 0, 0, null), keptTokens, keptMass);
    }

    /// All tokens from a row on and those that are not listed, together.
    ///
    /// @param row at most the number of those listed
    public Others from(int row) {
        if (bars instanceof BarRows rows) {
            return rows.source().from(row);
        }
        return limited(row).others();
    }

    /// The same distribution with fewer tokens listed; the rest joins the others.
    ///
    /// @param listed how many to list
    public BarsData limited(int listed) {
        if (listed >= bars.size()) {
            return this;
        }
        if (bars instanceof BarRows rows) {
            List<Bar> first = List.copyOf(bars.subList(0, listed));
            return new BarsData(first, rows.source().from(listed), keptTokens, keptMass);
        }
        int count = others.count();
        double rawP = others.rawP();
        double p = others.p();
        String removedBy = others.removedBy();
        boolean none = count == 0;
        for (Bar bar : bars.subList(listed, bars.size())) {
            boolean same = removedBy == null ? !bar.isRemoved() : removedBy.equals(bar.removedBy());
            removedBy = none ? bar.removedBy() : same ? removedBy : null;
            none = false;
            count++;
            rawP += bar.rawP();
            p += bar.p();
        }
        return new BarsData(
                bars.subList(0, listed),
                new Others(count, rawP, p, removedBy),
                keptTokens,
                keptMass);
    }

    /// How many listed tokens stand above the cut, or -1 when the tokens left are not simply the first ones.
    public int cutIndex() {
        if (bars instanceof BarRows rows) {
            return rows.source().cutIndex();
        }
        int kept = 0;
        while (kept < bars.size() && !bars.get(kept).isRemoved()) {
            kept++;
        }
        for (Bar bar : bars.subList(kept, bars.size())) {
            if (!bar.isRemoved()) {
                return -1;
            }
        }
        return kept;
    }
}
