package org.glassformer.app.ui.control;

import org.glassformer.app.ui.control.BarsData.Bar;
import org.glassformer.app.ui.control.BarsData.Others;

/// A distribution over a whole vocabulary whose rows are made when they are shown. Immutable.
public interface BarSource {

    /// How many tokens there are.
    int size();

    /// A token.
    ///
    /// @param row 0 is the most likely one before the chain
    Bar bar(int row);

    /// All tokens from a row on, together.
    Others from(int row);

    /// How many of the first tokens the chain leaves, or -1 when the tokens left are not simply the first ones.
    int cutIndex();
}
