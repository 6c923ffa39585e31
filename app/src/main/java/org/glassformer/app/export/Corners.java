package org.glassformer.app.export;

import javafx.scene.layout.CornerRadii;

/// The radii of a rectangle's four corners in pixels, each along and across.
record Corners(
        double tlh,
        double tlv,
        double trh,
        double trv,
        double brh,
        double brv,
        double blh,
        double blv) {

    /// The radii on a rectangle of a size; where two do not fit on a side, all shrink by the same factor.
    static Corners of(CornerRadii r, double width, double height) {
        Corners c =
                new Corners(
                        r.getTopLeftHorizontalRadius()
                                * (r.isTopLeftHorizontalRadiusAsPercentage() ? width : 1),
                        r.getTopLeftVerticalRadius()
                                * (r.isTopLeftVerticalRadiusAsPercentage() ? height : 1),
                        r.getTopRightHorizontalRadius()
                                * (r.isTopRightHorizontalRadiusAsPercentage() ? width : 1),
                        r.getTopRightVerticalRadius()
                                * (r.isTopRightVerticalRadiusAsPercentage() ? height : 1),
                        r.getBottomRightHorizontalRadius()
                                * (r.isBottomRightHorizontalRadiusAsPercentage() ? width : 1),
                        r.getBottomRightVerticalRadius()
                                * (r.isBottomRightVerticalRadiusAsPercentage() ? height : 1),
                        r.getBottomLeftHorizontalRadius()
                                * (r.isBottomLeftHorizontalRadiusAsPercentage() ? width : 1),
                        r.getBottomLeftVerticalRadius()
                                * (r.isBottomLeftVerticalRadiusAsPercentage() ? height : 1));
        double fit = 1;
        fit = Math.min(fit, share(width, c.tlh + c.trh));
        fit = Math.min(fit, share(width, c.blh + c.brh));
        fit = Math.min(fit, share(height, c.tlv + c.blv));
        fit = Math.min(fit, share(height, c.trv + c.brv));
        return new Corners(
                c.tlh * fit,
                c.tlv * fit,
                c.trh * fit,
                c.trv * fit,
                c.brh * fit,
                c.brv * fit,
                c.blh * fit,
                c.blv * fit);
    }

    private static double share(double room, double wanted) {
        return wanted > room ? Math.max(0, room) / wanted : 1;
    }

    /// The radii of a line that runs so far inside the edge.
    Corners shrunk(double by) {
        return new Corners(
                Math.max(0, tlh - by),
                Math.max(0, tlv - by),
                Math.max(0, trh - by),
                Math.max(0, trv - by),
                Math.max(0, brh - by),
                Math.max(0, brv - by),
                Math.max(0, blh - by),
                Math.max(0, blv - by));
    }

    /// Whether all four corners are alike.
    boolean isUniform() {
        return tlh == trh && tlh == brh && tlh == blh && tlv == trv && tlv == brv && tlv == blv;
    }
}
