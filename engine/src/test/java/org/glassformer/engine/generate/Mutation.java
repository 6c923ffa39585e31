package org.glassformer.engine.generate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// A file with something wrong.
final class Mutation {
    private final String what;
    private final byte[] bytes;

    private Mutation(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    /// What was done, for people.
    String what() {
        return what;
    }

    /// The damaged file.
    byte[] bytes() {
        return bytes;
    }

    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        127,
        255,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0xAAAAAAAAAAAAAAAAL
    };
    private static final String[] NUMBERS = {
        "0", "-1", "7", "1e9", "1e400", "2147483647", "4294967296", "9223372036854775808",
        "0.5", "null", "true", "\"x\"", "[]", "{}", "[[[[[[[[[[", "99999999999999999999999999"
    };

    /// One kind of damage or another.
    ///
    /// @param head bytes from the start on where it does the most harm
    static Mutation of(byte[] good, int head, SplittableRandom random) {
        byte[] bad = good.clone();
        ByteBuffer numbers = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
        // Half of the damage is in what is read first.
        int most = random.nextBoolean() ? head : Math.min(head, 400);
        int at = random.nextInt(Math.max(1, most - 16));
        return switch (random.nextInt(8)) {
            case 0 -> {
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    bad[random.nextInt(most)] = (byte) random.nextInt();
                }
                yield new Mutation(count + " bytes changed", bad);
            }
            case 1 -> {
                bad[at] ^= (byte) (1 << random.nextInt(8));
                yield new Mutation("a bit turned at " + at, bad);
            }
            case 2 -> {
                long value = EXTREMES[random.nextInt(EXTREMES.length)];
                numbers.putLong(at, value);
                yield new Mutation("eight bytes " + value + " at " + at, bad);
            }
            case 3 -> {
                long value = EXTREMES[random.nextInt(EXTREMES.length)];
                numbers.putInt(at, (int) value);
                yield new Mutation("four bytes " + (int) value + " at " + at, bad);
            }
            case 4 -> {
                int length = random.nextBoolean() ? at : random.nextInt(good.length);
                yield new Mutation("cut to " + length, Arrays.copyOf(good, length));
            }
            case 5 -> {
                int length = 1 + random.nextInt(40);
                int from = random.nextInt(Math.max(1, most - length));
                int to = random.nextInt(Math.max(1, most - length));
                System.arraycopy(good, from, bad, to, length);
                yield new Mutation(length + " bytes of " + from + " again at " + to, bad);
            }
            case 6 -> number(good, at, head, random);
            default -> {
                int length = 1 + random.nextInt(40);
                byte[] longer = Arrays.copyOf(good, good.length + length);
                System.arraycopy(good, at, longer, at + length, good.length - at);
                yield new Mutation(length + " bytes put in at " + at, longer);
            }
        };
    }

    /// A number of a text made another; where there is none, bytes of one.
    private static Mutation number(byte[] good, int at, int head, SplittableRandom random) {
        int from = at;
        while (from < head && !Character.isDigit(good[from])) {
            from++;
        }
        int to = from;
        while (to < head && Character.isDigit(good[to])) {
            to++;
        }
        String other = NUMBERS[random.nextInt(NUMBERS.length)];
        byte[] put = other.getBytes(StandardCharsets.US_ASCII);
        byte[] bad = Arrays.copyOf(good, good.length - (to - from) + put.length);
        System.arraycopy(put, 0, bad, from, put.length);
        System.arraycopy(good, to, bad, from + put.length, good.length - to);
        return new Mutation("the number at " + from + " made " + other, bad);
    }
}
