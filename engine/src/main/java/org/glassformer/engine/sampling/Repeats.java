package org.glassformer.engine.sampling;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How long a repeated sequence would be made longer by which token, for [Penalty.Dry].
///
/// A run of the last tokens that occurred before is a repeat; the token that followed it there would
/// continue it. The lengths come from the Z function of the reversed text (Gusfield 1997, Algorithms
/// on Strings, Trees and Sequences, 1.4), which is linear in its length.
final class Repeats {
    private final int[] back; // the last tokens, the latest first
    private final int allowedLength;
    private final List<List<Integer>> breakers;

    Repeats(SamplingContext context, Penalty.Dry stage) {
        int from = context.from(stage.lastN());
        back = new int[context.size() - from];
        for (int i = 0; i < back.length; i++) {
            back[i] = context.token(context.size() - 1 - i);
        }
        allowedLength = stage.allowedLength();
        breakers = stage.breakers();
    }

    /// The longest repeat, of at least the allowed length, that each token would continue; tokens that
    /// are a sequence breaker by themselves are not among them.
    Map<Integer, Integer> lengths() {
        Map<Integer, Integer> lengths = new TreeMap<>();
        int limit = longestAllowedByBreakers();
        if (back.length <= allowedLength || limit < allowedLength) {
            return lengths;
        }
        int[] z = zFunction();
        for (int k = 1; k < back.length; k++) {
            int length = Math.min(z[k], limit);
            int next = back[k - 1];
            if (length >= allowedLength && !breakers.contains(List.of(next))) {
                lengths.merge(next, length, Math::max);
            }
        }
        return lengths;
    }

    /// The number of tokens after the last breaker; of several that begin at the same token the longest
    /// counts.
    private int longestAllowedByBreakers() {
        for (int head = 0; head < back.length; head++) {
            int longest = -1;
            for (List<Integer> breaker : breakers) {
                if (breaker.size() - 1 > longest && matches(breaker, head)) {
                    longest = breaker.size() - 1;
                }
            }
            if (longest >= 0) {
                return head - longest;
            }
        }
        return back.length;
    }

    private boolean matches(List<Integer> breaker, int head) {
        if (breaker.size() - 1 > head) {
            return false;
        }
        for (int i = 0; i < breaker.size(); i++) {
            if (breaker.get(i) != back[head - i]) {
                return false;
            }
        }
        return true;
    }

    /// How many tokens the reversed text and itself from each place on have in common.
    private int[] zFunction() {
        int n = back.length;
        int[] z = new int[n];
        int left = 0;
        int right = 0;
        for (int k = 1; k < n; k++) {
            int length = k < right ? Math.min(right - k, z[k - left]) : 0;
            while (k + length < n && back[length] == back[k + length]) {
                length++;
            }
            z[k] = length;
            if (k + length > right) {
                left = k;
                right = k + length;
            }
        }
        return z;
    }
}
