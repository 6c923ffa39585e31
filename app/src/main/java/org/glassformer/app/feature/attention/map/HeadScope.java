package org.glassformer.app.feature.attention.map;

/// Which heads an average is taken over, or lines are drawn for.
enum HeadScope {

    /// The head looked at alone.
    ONE,

    /// The heads of the layer looked at.
    LAYER,

    /// Every head of the model.
    ALL,

    /// Those that were chosen among all heads.
    CHOSEN
}
