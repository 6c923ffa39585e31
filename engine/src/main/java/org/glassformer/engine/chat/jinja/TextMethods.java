package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The methods of Python's texts; each keeps the sources of the characters that it takes over.
final class TextMethods {
    private final Budget budget;
    private final Operators operators;
    private final Printing printing;

    TextMethods(Budget budget, Operators operators, Printing printing) {
        this.budget = budget;
        this.operators = operators;
        this.printing = printing;
    }

    /// The method of a name, or null.
    Value.@Nullable Function find(SourcedText text, String name) {
        Value.Function.Body body =
                switch (name) {
                    case "strip" ->
                            call -> strip(text, call.get(0, "chars", Value.None.NONE), true, true);
                    case "lstrip" ->
                            call -> strip(text, call.get(0, "chars", Value.None.NONE), true, false);
                    case "rstrip" ->
                            call -> strip(text, call.get(0, "chars", Value.None.NONE), false, true);
                    case "startswith" -> call -> affix(text, call, true);
                    case "endswith" -> call -> affix(text, call, false);
                    case "split" -> call -> split(text, call);
                    case "rsplit" -> call -> splitFromRight(text, call);
                    case "splitlines" ->
                            call -> new Value.Items(lines(text, call.flag(0, "keepends")));
                    case "partition" -> call -> partition(text, call, false);
                    case "rpartition" -> call -> partition(text, call, true);
                    case "replace" ->
                            call ->
                                    replace(
                                            text,
                                            Operators.text(call.need(0, "old")),
                                            Operators.text(call.need(1, "new")),
                                            call.get(2, "count", new Value.Whole(-1)));
                    case "removeprefix" -> call -> removeAffix(text, call, true);
                    case "removesuffix" -> call -> removeAffix(text, call, false);
                    case "lower" -> call -> lower(text);
                    case "upper" -> call -> upper(text);
                    case "title" -> call -> title(text, false);
                    case "capitalize" -> call -> capitalize(text);
                    case "find" -> call -> position(text, call, false);
                    case "rfind" -> call -> position(text, call, true);
                    case "index" -> call -> index(text, call);
                    case "count" -> call -> count(text, call);
                    case "join" -> call -> join(text, operators.elements(call.need(0, "iterable")));
                    case "format" -> call -> printing.braces(text, call);
                    case "isdigit" -> call -> all(text, Character::isDigit);
                    case "isalpha" -> call -> all(text, Character::isLetter);
                    case "isalnum" -> call -> all(text, Character::isLetterOrDigit);
                    case "isspace" -> call -> all(text, Blank::is);
                    case "isupper" -> call -> new Value.Bool(isCase(text, true));
                    case "islower" -> call -> new Value.Bool(isCase(text, false));
                    case "zfill" -> call -> padded(text, call, '0', true, false);
                    case "rjust" -> call -> padded(text, call, ' ', true, false);
                    case "ljust" -> call -> padded(text, call, ' ', false, true);
                    case "center" -> call -> padded(text, call, ' ', true, true);
                    default -> null;
                };
        return body == null ? null : new Value.Function(name, body);
    }

    SourcedText strip(SourcedText text, Value chars, boolean left, boolean right) {
        budget.work(text.length());
        String set = chars instanceof Value.None ? null : Operators.text(chars).text();
        IntPredicate goes = set == null ? Blank::is : c -> set.indexOf(c) >= 0;
        String characters = text.text();
        int from = 0;
        int to = characters.length();
        while (left && from < to && goes.test(characters.codePointAt(from))) {
            from += Character.charCount(characters.codePointAt(from));
        }
        while (right && to > from && goes.test(characters.codePointBefore(to))) {
            to -= Character.charCount(characters.codePointBefore(to));
        }
        return part(text, from, to);
    }

    private SourcedText part(SourcedText text, int from, int to) {
        if (to - from < text.length()) {
            budget.make(Math.max(0, to - from));
        }
        return text.part(from, to);
    }

    private Value affix(SourcedText text, Value.Call call, boolean start) {
        Value wanted = call.need(0, start ? "prefix" : "suffix");
        List<Value> any =
                wanted instanceof Value.Items items && items.tuple()
                        ? items.values()
                        : List.of(wanted);
        for (Value each : any) {
            String affix = Operators.text(each).text();
            if (start ? text.text().startsWith(affix) : text.text().endsWith(affix)) {
                return new Value.Bool(true);
            }
        }
        return new Value.Bool(false);
    }

    private SourcedText removeAffix(SourcedText text, Value.Call call, boolean start) {
        String affix = Operators.text(call.need(0, "affix")).text();
        if (start ? !text.text().startsWith(affix) : !text.text().endsWith(affix)) {
            return text;
        }
        int size = affix.length();
        return start ? part(text, size, text.length()) : part(text, 0, text.length() - size);
    }

    private Value split(SourcedText text, Value.Call call) {
        budget.make(text.weight());
        Value separator = call.get(0, "sep", Value.None.NONE);
        long most = Operators.whole(call.get(1, "maxsplit", new Value.Whole(-1)));
        List<Value> parts = new ArrayList<>();
        if (separator instanceof Value.None) {
            int at = Blank.skip(text.text(), 0);
            while (at < text.length()) {
                int end = at;
                while (end < text.length() && !Blank.is(text.text().charAt(end))) {
                    end++;
                }
                if (most >= 0 && parts.size() == most) {
                    end = Blank.skipBack(text.text(), at, text.length());
                }
                parts.add(text.part(at, end));
                at = Blank.skip(text.text(), end);
            }
            budget.make(8L * parts.size());
            return new Value.Items(parts);
        }
        String by = separator(separator);
        int from = 0;
        int at = text.text().indexOf(by);
        while (at >= 0 && (most < 0 || parts.size() < most)) {
            parts.add(text.part(from, at));
            from = at + by.length();
            at = text.text().indexOf(by, from);
        }
        parts.add(text.part(from, text.length()));
        budget.make(8L * parts.size());
        return new Value.Items(parts);
    }

    private static String separator(Value value) {
        String by = Operators.text(value).text();
        if (by.isEmpty()) {
            throw JinjaException.of("empty separator");
        }
        return by;
    }

    private Value splitFromRight(SourcedText text, Value.Call call) {
        long most = Operators.whole(call.get(1, "maxsplit", new Value.Whole(-1)));
        if (most < 0) {
            return split(text, call);
        }
        budget.make(text.weight());
        String by = separator(call.need(0, "sep"));
        List<Value> parts = new ArrayList<>();
        int to = text.length();
        int at = text.text().lastIndexOf(by);
        while (at >= 0 && parts.size() < most) {
            parts.addFirst(text.part(at + by.length(), to));
            to = at;
            at = at == 0 ? -1 : text.text().lastIndexOf(by, at - by.length());
        }
        parts.addFirst(text.part(0, to));
        return new Value.Items(parts);
    }

    private Value partition(SourcedText text, Value.Call call, boolean last) {
        budget.make(text.weight());
        String by = separator(call.need(0, "sep"));
        int at = last ? text.text().lastIndexOf(by) : text.text().indexOf(by);
        if (at < 0) {
            List<Value> whole =
                    last
                            ? List.of(SourcedText.EMPTY, SourcedText.EMPTY, text)
                            : List.of(text, SourcedText.EMPTY, SourcedText.EMPTY);
            return new Value.Items(whole, true);
        }
        int end = at + by.length();
        return new Value.Items(
                List.of(text.part(0, at), text.part(at, end), text.part(end, text.length())), true);
    }

    List<Value> lines(SourcedText text, boolean keepEnds) {
        budget.make(text.weight());
        String characters = text.text();
        List<Value> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            boolean end =
                    (c >= '\n' && c <= '\r')
                            || (c >= 0x1c && c <= 0x1e)
                            || c == 0x85
                            || c == 0x2028
                            || c == 0x2029;
            if (!end) {
                continue;
            }
            int next = i + 1;
            if (c == '\r' && next < characters.length() && characters.charAt(next) == '\n') {
                next++;
            }
            lines.add(text.part(from, keepEnds ? next : i));
            from = next;
            i = next - 1;
        }
        if (from < characters.length()) {
            lines.add(text.part(from, characters.length()));
        }
        budget.make(8L * lines.size());
        return lines;
    }

    SourcedText replace(SourcedText text, SourcedText old, SourcedText with, Value count) {
        long most = count instanceof Value.None ? -1 : Operators.whole(count);
        budget.make(text.weight());
        SourcedText.Builder out = new SourcedText.Builder();
        String characters = text.text();
        int from = 0;
        long done = 0;
        int at = characters.indexOf(old.text());
        while (at >= 0 && (most < 0 || done < most)) {
            budget.make(with.weight());
            out.add(text, from, at).add(with);
            from = at + old.length();
            done++;
            if (old.isEmpty()) {
                if (at == characters.length()) {
                    break;
                }
                at = characters.offsetByCodePoints(at, 1);
            } else {
                at = characters.indexOf(old.text(), from);
            }
        }
        return out.add(text, from, characters.length()).build();
    }

    private SourcedText mapped(SourcedText text, Function<String, String> change) {
        budget.make(text.weight());
        SourcedText.Builder out = new SourcedText.Builder();
        int at = 0;
        for (SourcedText.Run run : text.runs()) {
            out.add(change.apply(text.text().substring(at, run.start())));
            out.add(change.apply(text.text().substring(run.start(), run.end())), run.source());
            at = run.end();
        }
        return out.add(change.apply(text.text().substring(at))).build();
    }

    SourcedText lower(SourcedText text) {
        return mapped(text, s -> s.toLowerCase(Locale.ROOT));
    }

    SourcedText upper(SourcedText text) {
        return mapped(text, s -> s.toUpperCase(Locale.ROOT));
    }

    SourcedText capitalize(SourcedText text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.text().offsetByCodePoints(0, 1);
        return operators.join(upper(text.part(0, first)), lower(text.part(first, text.length())));
    }

    /// Each word with one capital.
    ///
    /// @param jinja words as the filter sees them, which end at blanks, hyphens and opening brackets alone
    SourcedText title(SourcedText text, boolean jinja) {
        budget.make(4 * text.weight());
        SourcedText.Builder out = new SourcedText.Builder();
        boolean within = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.text().codePointAt(i);
            int size = Character.charCount(c);
            SourcedText letter = text.part(i, i + size);
            out.add(within ? lower(letter) : upper(letter));
            within = jinja ? !Blank.is(c) && "-({[<".indexOf(c) < 0 : Character.isLetter(c);
            i += size;
        }
        return out.build();
    }

    private Value position(SourcedText text, Value.Call call, boolean last) {
        budget.work(text.length());
        String part = Operators.text(call.need(0, "sub")).text();
        int at = last ? text.text().lastIndexOf(part) : text.text().indexOf(part);
        return new Value.Whole(at <= 0 ? at : text.text().codePointCount(0, at));
    }

    private Value index(SourcedText text, Value.Call call) {
        Value at = position(text, call, false);
        if (Operators.whole(at) < 0) {
            throw JinjaException.of("substring not found");
        }
        return at;
    }

    private Value count(SourcedText text, Value.Call call) {
        budget.work(text.length());
        String part = separator(call.need(0, "sub"));
        long count = 0;
        for (int at = text.text().indexOf(part); at >= 0; count++) {
            at = text.text().indexOf(part, at + part.length());
        }
        return new Value.Whole(count);
    }

    SourcedText join(SourcedText between, List<Value> parts) {
        SourcedText.Builder out = new SourcedText.Builder();
        boolean first = true;
        for (Value part : parts) {
            SourcedText text = printing.print(part);
            budget.make(text.weight() + between.weight());
            if (!first) {
                out.add(between);
            }
            out.add(text);
            first = false;
        }
        return out.build();
    }

    private Value all(SourcedText text, IntPredicate test) {
        budget.work(text.length());
        return new Value.Bool(!text.isEmpty() && text.text().codePoints().allMatch(test));
    }

    boolean isCase(SourcedText text, boolean upper) {
        budget.work(text.length());
        String characters = text.text();
        boolean cased = false;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (upper ? Character.isLowerCase(c) : Character.isUpperCase(c)) {
                return false;
            }
            cased |= Character.isUpperCase(c) || Character.isLowerCase(c);
        }
        return cased;
    }

    private SourcedText padded(
            SourcedText text, Value.Call call, char usual, boolean left, boolean right) {
        long width = Operators.whole(call.need(0, "width"));
        String fill =
                Operators.text(call.get(1, "fillchar", SourcedText.of(String.valueOf(usual))))
                        .text();
        if (fill.length() != 1) {
            throw JinjaException.of("the fill character must be exactly one character long");
        }
        long missing = width - text.text().codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        budget.make(missing + text.weight());
        long before = left ? (right ? missing / 2 : missing) : 0;
        return new SourcedText.Builder()
                .add(fill.repeat((int) before))
                .add(text)
                .add(fill.repeat((int) (missing - before)))
                .build();
    }
}
