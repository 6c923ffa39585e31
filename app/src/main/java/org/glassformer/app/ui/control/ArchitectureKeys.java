package org.glassformer.app.ui.control;

import java.util.List;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureLayout.Place;

/// Which box the keys go to.
///
/// @param places all that is drawn
/// @param trunk where the trunk ends, to the right
record ArchitectureKeys(List<Place> places, double trunk) {

    static ArchitectureKeys of(ArchitectureLayout layout) {
        return new ArchitectureKeys(layout.places(), layout.frame().getMinX());
    }

    /// The number of the nearest weights in a direction; the same if there are none.
    ///
    /// @param from a number, or -1
    /// @param dx 1 to the right, -1 to the left, 0 for down or up
    /// @param dy 1 for down, -1 for up, 0 for a side
    int next(int from, int dx, int dy) {
        if (from < 0) {
            return end(false);
        }
        Place here = places.get(from);
        int best = from;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < places.size(); i++) {
            Place there = places.get(i);
            double x = there.middleX() - here.middleX();
            double y = there.middleY() - here.middleY();
            double ahead = x * dx + y * dy;
            double aside = Math.abs(x * dy) + Math.abs(y * dx);
            double far = ahead + 2.5 * aside;
            if (i != from && there.item() instanceof Weights && ahead > 1 && far < least) {
                least = far;
                best = i;
            }
        }
        return best;
    }

    /// The number of the first weights of the trunk, or the last.
    int end(boolean last) {
        int found = -1;
        for (int i = 0; i < places.size(); i++) {
            boolean inTrunk = places.get(i).at().getMaxX() < trunk;
            if (inTrunk && places.get(i).item() instanceof Weights && (found < 0 || last)) {
                found = i;
            }
        }
        return found;
    }
}
