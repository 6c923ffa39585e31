package org.glassformer.app.ui.color;

/// The OKLab colour space (Björn Ottosson, 2020), in which equal distances look about equal.
final class OkLab {

    private OkLab() {}

    /// A ramp through anchors, in straight lines of OKLab, resampled so that its perceptual speed is even.
    ///
    /// @param anchors RGB colours, at least two
    /// @param size how many colours to make
    /// @return opaque ARGB
    static int[] ramp(int[] anchors, int size) {
        double[][] lab = new double[anchors.length][];
        double[] at = new double[anchors.length];
        for (int i = 0; i < anchors.length; i++) {
            lab[i] = fromRgb(anchors[i]);
            at[i] = i == 0 ? 0 : at[i - 1] + distance(lab[i - 1], lab[i]);
        }
        int[] argb = new int[size];
        for (int i = 0, segment = 0; i < size; i++) {
            double d = at[anchors.length - 1] * i / (size - 1);
            while (segment < anchors.length - 2 && d > at[segment + 1]) {
                segment++;
            }
            double t = (d - at[segment]) / (at[segment + 1] - at[segment]);
            argb[i] = toArgb(mix(lab[segment], lab[segment + 1], t));
        }
        return argb;
    }

    /// Lightness, 0 black to 1 white.
    static double lightness(int rgb) {
        return fromRgb(rgb)[0];
    }

    private static double[] mix(double[] a, double[] b, double t) {
        return new double[] {
            a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t
        };
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(
                (a[0] - b[0]) * (a[0] - b[0])
                        + (a[1] - b[1]) * (a[1] - b[1])
                        + (a[2] - b[2]) * (a[2] - b[2]));
    }

    private static double[] fromRgb(int rgb) {
        double r = linear(rgb >> 16 & 0xff);
        double g = linear(rgb >> 8 & 0xff);
        double b = linear(rgb & 0xff);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static int toArgb(double[] lab) {
        double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
        double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
        double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
        int r = encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int g = encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int b = encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return 0xff000000 | r << 16 | g << 8 | b;
    }

    private static double cube(double x) {
        return x * x * x;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int encoded(double c) {
        double e = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
        return (int) Math.round(Math.min(1, Math.max(0, e)) * 255);
    }
}
