package org.glassformer.app.export;

import java.util.Locale;

/// The kinds of file that a panel can be saved as.
public enum ExportFormat {
    /// Picture.
    PNG,
    /// Drawing that can be scaled and edited.
    SVG,
    /// Numbers for spreadsheets.
    CSV,
    /// Numbers for programs.
    JSON,
    /// One array of numbers, for NumPy.
    NPY;

    /// The end of the file's name, without the point.
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A file name for something with a title: letters and digits of any script, hyphens for everything between.
    ///
    /// @param title such as `Layer 1 · Head 2`
    /// @return such as `layer-1-head-2.png`
    String fileName(String title) {
        String words =
                title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        int most = Math.min(words.codePointCount(0, words.length()), 60);
        String name = words.substring(0, words.offsetByCodePoints(0, most));
        boolean usable = !name.isEmpty() && !name.matches("con|prn|aux|nul|com\\d|lpt\\d");
        return (usable ? name : "panel-" + name).replaceAll("-$", "") + "." + extension();
    }
}
