package org.glassformer.engine.chat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Dates as C's `strftime` writes them in English.
final class DateFormat {
    private DateFormat() {}

    /// Fills in a format; a letter that is not known stays as it is.
    static String format(String format, LocalDateTime time) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char kind = format.charAt(++i);
            boolean unpadded = kind == '-' && i + 1 < format.length();
            if (unpadded) {
                kind = format.charAt(++i);
            }
            String value = value(kind, time);
            text.append(unpadded && value.startsWith("0") ? value.substring(1) : value);
        }
        return text.toString();
    }

    private static String value(char kind, LocalDateTime time) {
        String pattern =
                switch (kind) {
                    case 'd' -> "dd";
                    case 'm' -> "MM";
                    case 'Y' -> "yyyy";
                    case 'y' -> "yy";
                    case 'B' -> "MMMM";
                    case 'b', 'h' -> "MMM";
                    case 'A' -> "EEEE";
                    case 'a' -> "EEE";
                    case 'H' -> "HH";
                    case 'I' -> "hh";
                    case 'M' -> "mm";
                    case 'S' -> "ss";
                    case 'p' -> "a";
                    case 'j' -> "DDD";
                    case 'F' -> "yyyy-MM-dd";
                    case 'T' -> "HH:mm:ss";
                    case '%' -> "'%'";
                    default -> "'%" + (kind == '\'' ? "''" : kind) + "'";
                };
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
    }
}
