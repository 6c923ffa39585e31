package org.glassformer.app.feature.attention.map;

import java.util.List;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.ui.control.AttentionLinesData;
import org.glassformer.app.ui.control.HeatmapData;

/// What the panel shows of one reading. Immutable.
///
/// @param kind a map or lines
/// @param data the weights; of lines, the mean over their heads
/// @param labels the tokens
/// @param lines the lines, none unless they are shown
/// @param sinkHidden whether the first token is left out and the rows add up to 1 without it
record MapPicture(
        MapKind kind,
        HeatmapData data,
        List<String> labels,
        AttentionLinesData lines,
        boolean sinkHidden) {

    static final MapPicture NONE =
            new MapPicture(
                    MapKind.HEAD, HeatmapData.EMPTY, List.of(), AttentionLinesData.EMPTY, false);

    /// Number of tokens.
    int length() {
        return labels.size();
    }
}
