package org.glassformer.engine.sampling.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whole numbers from one to another, as a regular expression over their digits.
///
/// @param low the least, included
/// @param high the greatest, included
record IntegerRange(long low, long high) {
    private static final long MOST = 999_999_999_999_999L;

    /// The range that the bounds of a schema leave; empty without bounds.
    static Optional<IntegerRange> of(JsonNode schema) {
        BigDecimal low = BigDecimal.valueOf(-MOST);
        BigDecimal high = BigDecimal.valueOf(MOST);
        boolean bounded = false;
        for (String keyword :
                List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
            JsonNode bound = schema.get(keyword);
            if (bound == null) {
                continue;
            }
            if (!bound.isNumber() || !Double.isFinite(bound.doubleValue())) {
                throw new GrammarException(
                        "the JSON schema keyword \""
                                + keyword
                                + "\" takes a number, not "
                                + SchemaKeywords.shown(bound));
            }
            bounded = true;
            BigDecimal value =
                    bound.decimalValue()
                            .max(low.subtract(BigDecimal.ONE))
                            .min(high.add(BigDecimal.ONE));
            switch (keyword) {
                case "minimum" -> low = low.max(value.setScale(0, RoundingMode.CEILING));
                case "exclusiveMinimum" ->
                        low = low.max(value.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
                case "maximum" -> high = high.min(value.setScale(0, RoundingMode.FLOOR));
                default ->
                        high =
                                high.min(
                                        value.setScale(0, RoundingMode.CEILING)
                                                .subtract(BigDecimal.ONE));
            }
        }
        return bounded
                ? Optional.of(new IntegerRange(low.longValueExact(), high.longValueExact()))
                : Optional.empty();
    }

    /// The expression.
    String regex() {
        if (low > high) {
            throw new GrammarException(
                    "the JSON schema asks for a whole number from " + low + " to " + high);
        }
        List<String> options = new ArrayList<>();
        if (low < 0) {
            String below = natural(Math.max(1, -high), -low);
            options.add("-(" + below + ")");
        }
        if (high >= 0) {
            options.add(natural(Math.max(0, low), high));
        }
        return String.join("|", options);
    }

    /// Numbers from `first` to `last`, neither negative, by their count of digits.
    private static String natural(long first, long last) {
        List<String> options = new ArrayList<>();
        long from = first;
        while (from <= last) {
            String digits = Long.toString(from);
            long end = Math.min(last, powerOfTen(digits.length()) - 1);
            options.add(sameLength(digits, Long.toString(end)));
            from = end + 1;
        }
        return String.join("|", options);
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private static String sameLength(String first, String last) {
        int length = first.length();
        if (length == 0) {
            return "";
        }
        if (isAll(first, '0') && isAll(last, '9')) {
            return "[0-9]{" + length + "}";
        }
        char a = first.charAt(0);
        char b = last.charAt(0);
        String restOfFirst = first.substring(1);
        String restOfLast = last.substring(1);
        if (a == b) {
            return a + sameLength(restOfFirst, restOfLast);
        }
        List<String> options = new ArrayList<>();
        char begin = a;
        char end = b;
        if (!isAll(restOfFirst, '0')) {
            options.add(a + sameLength(restOfFirst, "9".repeat(length - 1)));
            begin++;
        }
        if (!isAll(restOfLast, '9')) {
            end--;
        }
        if (begin <= end) {
            String rest = length == 1 ? "" : "[0-9]{" + (length - 1) + "}";
            options.add("[" + begin + "-" + end + "]" + rest);
        }
        if (end < b) {
            options.add(b + sameLength("0".repeat(length - 1), restOfLast));
        }
        return "(" + String.join("|", options) + ")";
    }

    private static boolean isAll(String digits, char digit) {
        return digits.chars().allMatch(c -> c == digit);
    }
}
