package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.glassformer.engine.sampling.grammar.CodePoints.Range;

/// Characters with a name of their own.
final class Classes {
    static final CodePoints DIGITS = CodePoints.range('0', '9');
    static final CodePoints WORD =
            DIGITS.or(CodePoints.range('a', 'z'))
                    .or(CodePoints.range('A', 'Z'))
                    .or(CodePoints.of('_'));

    /// `\s` of Java.
    static final CodePoints SPACE = CodePoints.range('\t', '\r').or(CodePoints.of(' '));

    /// `\s` of Java or of ECMAScript, which JSON schemas refer to.
    static final CodePoints WIDE_SPACE =
            SPACE.or(CodePoints.of(0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF))
                    .or(CodePoints.range(0x2000, 0x200A));

    private Classes() {}

    /// The characters with a Unicode property as Java names it, such as `L`, `Lu` or `IsGreek`.
    static Optional<CodePoints> property(String name) {
        if (!name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '_'))) {
            return Optional.empty();
        }
        Matcher matcher;
        try {
            matcher = Pattern.compile("\\p{" + name + "}").matcher("");
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
        List<Range> ranges = new ArrayList<>();
        int first = -1;
        for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
            boolean has =
                    c <= Character.MAX_CODE_POINT && matcher.reset(Character.toString(c)).matches();
            if (has && first < 0) {
                first = c;
            } else if (!has && first >= 0) {
                ranges.add(new Range(first, c - 1));
                first = -1;
            }
        }
        return Optional.of(CodePoints.ofRanges(ranges));
    }
}
