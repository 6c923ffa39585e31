package org.glassformer.app.export;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.text.Font;

/// A typeface as CSS names it: JavaFX takes `Inter SemiBold` for a family, CSS for the weight 600 of `Inter`.
///
/// @param families the family, the name as JavaFX has it, and what comes nearest anywhere
/// @param weight 100 to 900
/// @param italic whether the letters lean
/// @param size in pixels
record SvgFont(String families, int weight, boolean italic, double size) {

    private static final Map<String, Integer> WEIGHTS =
            new TreeMap<>(
                    Map.of(
                            "thin",
                            100,
                            "extralight",
                            200,
                            "light",
                            300,
                            "medium",
                            500,
                            "semibold",
                            600,
                            "demibold",
                            600,
                            "bold",
                            700,
                            "extrabold",
                            800,
                            "black",
                            900));
    private static final Pattern WEIGHT_AT_END =
            Pattern.compile(
                    "(.+?) (Thin|ExtraLight|Light|Medium|SemiBold|DemiBold|ExtraBold|Black)");

    static SvgFont of(Font font) {
        String family = font.getFamily();
        Matcher matcher = WEIGHT_AT_END.matcher(family);
        boolean named = matcher.matches();
        String base = named ? matcher.group(1) : family;
        String style = (named ? matcher.group(2) + " " : "") + font.getStyle();
        String words = style.toLowerCase(Locale.ROOT);
        int weight = 400;
        for (String word : words.split(" ", -1)) {
            weight = WEIGHTS.getOrDefault(word, weight);
            if (named && weight != 400) {
                break;
            }
        }
        boolean italic = words.contains("italic") || words.contains("oblique");
        boolean mono = base.toLowerCase(Locale.ROOT).matches(".*(mono|courier|consol).*");
        String families =
                quoted(base)
                        + (named ? ", " + quoted(family) : "")
                        + (mono ? ", monospace" : ", sans-serif");
        return new SvgFont(families, weight, italic, font.getSize());
    }

    private static String quoted(String family) {
        return "'" + family.replace("'", "").replace("\\", "") + "'";
    }
}
