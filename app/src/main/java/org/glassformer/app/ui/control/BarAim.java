package org.glassformer.app.ui.control;

/// Takes what a person wishes by dragging a bar or the cut line of [LogitBars], or by the keys for it.
public interface BarAim {

    /// The bar of a token is to be so long.
    ///
    /// @param id in the vocabulary
    /// @param share the probability wished for, more than 0 and less than 1
    /// @param alone whether this token alone is meant, not the whole distribution
    void share(int id, double share, boolean alone);

    /// So many tokens are to stand above the cut line.
    ///
    /// @param kept at least 1
    void cut(int kept);

    /// What dragging a bar does, as a short sentence.
    String barHint();

    /// What dragging the cut line does, as a short sentence.
    String cutHint();
}
