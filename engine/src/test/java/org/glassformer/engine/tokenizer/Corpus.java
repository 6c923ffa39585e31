package org.glassformer.engine.tokenizer;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Texts that tokenizers get wrong: written by hand, and drawn with a seed from every script of Unicode.
final class Corpus {
    private static final List<String> BY_HAND =
            List.of(
                    "",
                    " ",
                    "  ",
                    "   ",
                    "\n",
                    "\n\n",
                    "\r\n\r\n",
                    "\t\t x",
                    " \n ",
                    "a \n b",
                    "a  \r\n  b",
                    "\u00a0\u00a0a",
                    "\u2003\u3000\u2028\u2029\u0085x",
                    "\0",
                    "a\0b\0\0c",
                    "\u0001\u0002\u001b[31mred\u001b[0m\u007f",
                    "hello world",
                    "Hello World",
                    "HELLO  WORLD",
                    "don't I'LL we'Ve 'tis rock'n'roll it's's ''s 'S",
                    "don\u2019t \u2018quote\u2019 \u201cdouble\u201d",
                    "'\u017f \u017fs K\u212a",
                    "3.14159 1,000,000 007 12345678901234567890 \u0661\u0662\u0663 \u2167 \u00bd x\u00b2",
                    "1st 2nd v1.2.3-rc4+build5 0xDEADBEEF 1e-9",
                    "snake_case camelCase PascalCase HTTPServer2Go kebab-case SCREAMING_CASE",
                    "if (a[i] != b->c && !(d <<= 2)) { return \"\\n\"; } // why?",
                    "\tfor (;;) {\n\t\tx++;\n\t}\n\n\n}",
                    "def f(x):\n    return x**2  # squared\n\n\nclass A:\n    pass\n",
                    "<html><body class=\"a b\">&nbsp;&lt;</body></html>",
                    "{\"a\": [1, 2.5, null, true], \"b\": {\"c\": \"\\u00e9\"}}",
                    "https://example.org/a/b?c=d&e=%20f#g user@example.com",
                    "SELECT * FROM t WHERE a='b' AND c<>d; -- done",
                    "C:\\Users\\x\\file.txt /usr/local/bin ../..",
                    "caf\u00e9 cafe\u0301 na\u00efve \u00c5 A\u030a \u1e9b\u0323",
                    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033da\u0334\u0319\u0324\u031el\u0349\u034fg\u0300o",
                    "\u0301\u0301 leading marks",
                    "\ud83d\ude00",
                    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 family",
                    "\ud83d\udc4b\ud83c\udffd \ud83c\uddeb\ud83c\uddf7\ud83c\uddef\ud83c\uddf5 \u2764\ufe0f 1\ufe0f\u20e3",
                    "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
                    "\ud835\udd4c\ud835\udd5f\ud835\udd5a \ud835\udfd8 \ud801\udc00",
                    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
                    "\u200f\u05e9\u05dc\u05d5\u05dd\u200e abc \u202eright to left\u202c",
                    "\u05d1\u05b0\u05bc\u05e8\u05b5\u05d0\u05e9\u05b4\u05c1\u05d9\u05ea",
                    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e",
                    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01",
                    "\u1019\u103c\u1014\u103a\u1019\u102c \u12a0\u121b\u122d\u129b \u0c24\u0c46\u0c32\u0c41\u0c17\u0c41",
                    "\u4f60\u597d\uff0c\u4e16\u754c\uff01\u3002\u300c\u5f15\u7528\u300d",
                    "\u3053\u3093\u306b\u3061\u306f\u4e16\u754c\u30ab\u30bf\u30ab\u30ca\uff76\uff80",
                    "\uc548\ub155\ud558\uc138\uc694 \u1112\u1161\u11ab\u1100\u1173\u11af",
                    "\ud869\udea5\ud840\udc00 rare Han",
                    "\u01c5\u01c8\u01cb titlecase \u02b0\u02b1 modifiers \u00aa\u00ba",
                    "\ufeffBOM \ufffd \ufffe \uffff \ue000",
                    "\u2581\u2581word \u0120the \u010a",
                    "<|endoftext|> <|im_start|>user\n<|fim_prefix|><|endofprompt|>",
                    "<s></s><unk>[PAD][CLS] <|end oftext|> <|endoftext|",
                    "!!!???...\u2026---\u2014***/// \n/\n//\r\n",
                    "a/b/c //x\n/ \n\n/",
                    "x = \u03bb\u03b1. \u2211\u1d62 x\u1d62\u00b2 \u2264 \u221e \u2200\u03b5>0",
                    "$100 \u20ac5 \u00a37 100% #tag @user ^_^ ~ ` |",
                    "\u00df\u1e9e \u0130\u0131 \ufb01 \u01c6",
                    "\u180e\u200b\u2060zero widths\u00ad");

    private Corpus() {}

    /// The texts by hand.
    static List<String> byHand() {
        List<String> texts = new ArrayList<>(BY_HAND);
        for (String unit :
                List.of(
                        " ",
                        "\n",
                        "\r\n",
                        "\t",
                        "a",
                        "A",
                        "ab",
                        "7",
                        "-",
                        "'",
                        "\u4f60",
                        "\ud83d\ude00")) {
            for (int count : new int[] {3, 17, 128, 300, 1000}) {
                texts.add(unit.repeat(count));
                texts.add("x" + unit.repeat(count) + "y");
            }
        }
        return texts;
    }

    /// So many texts of words in any script, white space, digits, marks, emoji, controls and code.
    static List<String> random(long seed, int count) {
        Random random = new Random(seed);
        List<int[]> scripts = new ArrayList<>(scripts().values());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int pieces = 1 + random.nextInt(12);
            int[] script = scripts.get(i % scripts.size()); // each one comes up
            for (int k = 0; k < pieces; k++) {
                piece(random, text, random.nextInt(4) == 0 ? any(random, scripts) : script);
            }
            texts.add(text.toString());
        }
        for (int i = 0; i < 8; i++) { // words that go through the window
            StringBuilder word = new StringBuilder();
            int[] script = i < 4 ? letters() : any(random, scripts);
            for (int k = 0; k < 3000; k++) {
                word.appendCodePoint(script[random.nextInt(script.length)]);
            }
            texts.add(word.toString());
        }
        return texts;
    }

    private static int[] any(Random random, List<int[]> scripts) {
        return scripts.get(random.nextInt(scripts.size()));
    }

    private static void piece(Random random, StringBuilder text, int[] script) {
        switch (random.nextInt(10)) {
            case 0 -> text.append(" \n\t\r\u00a0\u3000".charAt(random.nextInt(6)));
            case 1 ->
                    text.append(" ".repeat(random.nextInt(6)))
                            .append("\n".repeat(random.nextInt(3)));
            case 2 -> text.append(random.nextInt(100_000));
            case 3 -> text.append(BY_HAND.get(random.nextInt(BY_HAND.size())));
            case 4 ->
                    text.append((char) random.nextInt(0x20))
                            .append((char) (0x7F + random.nextInt(0x22)));
            case 5 ->
                    text.appendCodePoint(0x1F300 + random.nextInt(0x600))
                            .append(random.nextBoolean() ? "\u200d" : "\ufe0f");
            default -> {
                text.append(random.nextInt(3) == 0 ? "" : " ");
                for (int n = 1 + random.nextInt(9); n > 0; n--) {
                    text.appendCodePoint(script[random.nextInt(script.length)]);
                    if (random.nextInt(12) == 0) {
                        text.append((char) (0x300 + random.nextInt(0x70)));
                    }
                }
            }
        }
    }

    private static int[] letters() {
        return "abcdefghijklmnopqrstuvwxyzABC'".codePoints().toArray();
    }

    /// The assigned characters of each script.
    private static Map<UnicodeScript, int[]> scripts() {
        Map<UnicodeScript, List<Integer>> found = new TreeMap<>();
        for (int c = 0; c < 0x20000; c++) {
            boolean usable = Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF);
            if (usable) {
                found.computeIfAbsent(UnicodeScript.of(c), _ -> new ArrayList<>()).add(c);
            }
        }
        Map<UnicodeScript, int[]> scripts = new TreeMap<>();
        found.forEach((script, list) ->
                scripts.put(script, list.stream().mapToInt(Integer::intValue).toArray()));
        return scripts;
    }
}
