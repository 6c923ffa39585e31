package org.glassformer.app.ui.color;

import java.util.Arrays;

/// Perceptual colour maps of 256 opaque colours, safe for colour-blind people.
///
/// Sequential maps keep one hue and change lightness evenly (in OKLab, Ottosson 2020), so that equal steps of a value
/// look equally large and stay so in grey. Diverging maps run between blue and orange, the pair that every kind of
/// colour blindness keeps apart. The constants can be named in style sheets: `-gf-color-map: blue-on-dark`.
public enum ColorMap {
    /// White to deep blue, for light surfaces.
    BLUE_ON_LIGHT(0xffffff, 0xc4dcfb, 0x5b9bea, 0x0b57c2, 0x042c7a),
    /// Dark surface to pale blue, for dark surfaces.
    BLUE_ON_DARK(0x10161f, 0x143a6b, 0x2a75d6, 0x6db1ff, 0xdcecff),
    /// White to brown, for light surfaces; a second quantity beside blue, such as surprisal.
    AMBER_ON_LIGHT(0xffffff, 0xf3e0b5, 0xd9a93f, 0x9a6a00, 0x563800),
    /// Dark surface to pale amber, for dark surfaces.
    AMBER_ON_DARK(0x15130d, 0x4a350a, 0x94690c, 0xd9a53a, 0xffecc4),
    /// Blue through white to orange, for signed values on light surfaces.
    DIVERGING_ON_LIGHT(true, 0x0b4fb3, 0x7fb2ee, 0xfafafa, 0xeda65c, 0xa34a00),
    /// Light blue through the dark surface to light orange, for signed values on dark surfaces.
    DIVERGING_ON_DARK(true, 0x8cc4ff, 0x2566b8, 0x161a20, 0x9c5410, 0xffb56b);

    /// How many colours a map has.
    public static final int SIZE = 256;

    // Written once and only copied out.
    @SuppressWarnings("ImmutableEnumChecker")
    private final int[] argb;

    ColorMap(int... anchors) {
        this(false, anchors);
    }

    /// @param diverging whether the middle anchor means zero, so that each half is even for itself
    ColorMap(boolean diverging, int... anchors) {
        this.argb = diverging ? halves(anchors) : OkLab.ramp(anchors, SIZE);
    }

    private static int[] halves(int[] anchors) {
        int middle = anchors.length / 2;
        int[] low = OkLab.ramp(Arrays.copyOf(anchors, middle + 1), SIZE / 2);
        int[] high = OkLab.ramp(Arrays.copyOfRange(anchors, middle, anchors.length), SIZE / 2);
        int[] all = Arrays.copyOf(low, SIZE);
        System.arraycopy(high, 0, all, SIZE / 2, SIZE / 2);
        return all;
    }

    /// The colour of a fraction of the range.
    ///
    /// @param fraction clamped to 0 to 1; NaN gives the first colour
    /// @return opaque ARGB
    public int argb(double fraction) {
        return argb[(int) Math.min(SIZE - 1, Math.max(0, fraction * SIZE))];
    }

    /// A copy of the whole table, from the smallest value to the largest.
    public int[] table() {
        return argb.clone();
    }
}
