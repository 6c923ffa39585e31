package org.glassformer.app.ui.control;

/// Where the columns of the bars stand, in pixels from the left. Numbers are right-aligned at their `Right`.
///
/// @param token left end of the tokens
/// @param tokenLimit widest token
/// @param logitRight logits; negative when there is no room
/// @param adjustedRight adjusted logits; negative when there is no room
/// @param rawRight raw probabilities; negative when there is no room
/// @param bar left end of the bars
/// @param barWidth of the longest bar
/// @param pRight probabilities
/// @param reasonRight stages that removed a token; negative when there is no room
/// @param reasonLimit widest such text
record BarColumns(
        double token,
        double tokenLimit,
        double logitRight,
        double adjustedRight,
        double rawRight,
        double bar,
        double barWidth,
        double pRight,
        double reasonRight,
        double reasonLimit) {

    /// Free space at both ends of a row.
    static final double LEFT = 8;

    /// Fits the columns into a width; where it is narrow, they move together, and first the adjusted logits go, then the
    /// raw probabilities, then the logits.
    ///
    /// @param width in pixels
    /// @param digit width of a digit
    /// @param widestToken width of the widest token; the row of all others may reach into the column of the logits
    /// @param widestReason width of the widest stage name; 0 for none
    /// @param plain whether there are only logits and probabilities
    static BarColumns fit(
            double width, double digit, double widestToken, double widestReason, boolean plain) {
        double em = digit / 0.6;
        double token = token(widestToken, digit, width * 0.3);
        double roomy = 2 * LEFT + token + 4 * 1.6 * em + 2 * 7 * digit + 2 * 8 * digit;
        boolean tight = width - roomy - (widestReason > 0 ? widestReason : 0) < 8 * em;
        if (tight) {
            token = token(widestToken, digit, width * 0.24);
        }
        double gap = (tight ? 0.85 : 1.6) * em;
        double number = (tight ? 6 : 7) * digit;
        double percent = (tight ? 7 : 8) * digit;
        double reason = widestReason > 0 ? widestReason + gap : 0;
        double free = width - 2 * LEFT - token - gap - percent - reason;
        boolean logit = free - number - gap > 3.2 * em;
        boolean raw = !plain && logit && free - number - percent - 2 * gap > 6 * em;
        boolean adjusted = raw && free - 2 * number - percent - 3 * gap > 8 * em;
        double x = LEFT + token;
        double logitRight = -1;
        if (logit) {
            x += gap + number;
            logitRight = x;
        }
        double adjustedRight = -1;
        if (adjusted) {
            x += gap + number;
            adjustedRight = x;
        }
        double rawRight = -1;
        if (raw) {
            x += gap + percent;
            rawRight = x;
        }
        double bar = x + gap;
        double barWidth = Math.max(10, width - LEFT - reason - percent - bar - 0.6 * em);
        double pRight = bar + barWidth + 0.6 * em + percent;
        return new BarColumns(
                LEFT,
                token,
                logitRight,
                adjustedRight,
                rawRight,
                bar,
                barWidth,
                pRight,
                reason > 0 ? width - LEFT : -1,
                widestReason);
    }

    private static double token(double widest, double digit, double most) {
        return Math.clamp(widest, 6 * digit, Math.max(6 * digit, most));
    }
}
