// z = softmax(scale q k^T, masked) v without keeping the pattern (Dao et al. 2022): a work group takes QT queries of one
// head and goes through the keys KT at a time, with a running maximum and sum for each query. With PARTS, one query's keys
// are shared out among groups, KT each, which leave sums, maximum and denominator to attentionJoin.comp.

layout(push_constant) uniform Push {
    Floats z;
    Floats logSumExp;
    Floats q;
    Floats k;
    Floats v;
    uint queries;
    uint keys;
    uint heads;
    uint sharing;
    float scale;
    int window;
    uint wantsSums;
};

shared float qs[QT * HS];
shared float ps[QT * KT];
shared float most[QT];
shared float sums[QT];
shared float fix[QT];

void main() {
    uint me = gl_LocalInvocationID.x;
    uint t0 = PARTS == 1 ? 0 : gl_WorkGroupID.x * QT;
    uint head = gl_WorkGroupID.y;
    uint batch = gl_WorkGroupID.z;
    uint kvHeads = heads / sharing;
    uint qRow = batch * queries * heads + head;
    uint kvRow = batch * keys * kvHeads + head / sharing;
    int past = int(keys - queries);

    for (uint e = me; e < QT * HS; e += THREADS) {
        uint t = t0 + e / HS;
        qs[e] = t < queries ? q.at[(qRow + t * heads) * HS + e % HS] * scale : 0.0;
    }
    if (me < QT) {
        most[me] = MINUS_INFINITY;
        sums[me] = 0.0;
    }
    float sum[OWN];
    [[unroll]] for (uint i = 0; i < OWN; i++) {
        sum[i] = 0.0;
    }
    uint last = min(queries, t0 + QT) - 1;
    uint end = uint(past) + last + 1;
    uint start = uint(firstKey(past + int(t0), window)) / KT * KT;
#if PARTS
    start += gl_WorkGroupID.x * KT;
    end = min(end, start + KT);
#endif
    barrier();

    for (uint j0 = start; j0 < end; j0 += KT) {
        for (uint e = me; e < QT * KT; e += THREADS) {
            uint t = e / KT;
            uint j = j0 + e % KT;
            float score = MINUS_INFINITY;
            if (t0 + t < queries && sees(past + int(t0 + t), int(j), window)) {
                uint at = (kvRow + j * kvHeads) * HS;
                score = 0.0;
#if VEC
                for (uint c = 0; c < HS; c += 4) {
                    uint here = t * HS + c;
                    vec4 query = vec4(qs[here], qs[here + 1], qs[here + 2], qs[here + 3]);
                    score += dot(query, Quads(uvec2(k)).at[(at + c) >> 2]);
                }
#else
                for (uint c = 0; c < HS; c++) {
                    score = fma(qs[t * HS + c], k.at[at + c], score);
                }
#endif
            }
            ps[e] = score;
        }
        barrier();
#if QT == 1
        float top = groupMax(me < KT ? ps[me] : MINUS_INFINITY);
#endif
        if (me < QT) {
            float before = most[me];
            float now = before;
#if QT == 1
            now = max(now, top);
#else
            for (uint j = 0; j < KT; j++) {
                now = max(now, ps[me * KT + j]);
            }
#endif
            most[me] = now;
            fix[me] = before == MINUS_INFINITY ? 0.0 : expOf(before - now);
        }
        barrier();
        for (uint e = me; e < QT * KT; e += THREADS) {
            float score = ps[e];
            ps[e] = score == MINUS_INFINITY ? 0.0 : expOf(score - most[e / KT]);
        }
        barrier();
#if QT == 1
        float all = groupSum(me < KT ? ps[me] : 0.0);
#endif
        if (me < QT) {
            float s = sums[me] * fix[me];
#if QT == 1
            s += all;
#else
            for (uint j = 0; j < KT; j++) {
                s += ps[me * KT + j];
            }
#endif
            sums[me] = s;
        }
        uint here = min(KT, end - j0);
        [[unroll]] for (uint i = 0; i < OWN; i++) {
            uint e = me + i * THREADS;
            if (e < QT * HS) {
                uint t = e / HS;
                uint at = (kvRow + j0 * kvHeads) * HS + e % HS;
                float s = sum[i] * fix[t];
                for (uint j = 0; j < here; j++) {
                    s = fma(ps[t * KT + j], v.at[at + j * kvHeads * HS], s);
                }
                sum[i] = s;
            }
        }
        barrier();
    }
#if PARTS
    uint part = ((batch * heads + head) * gl_NumWorkGroups.x + gl_WorkGroupID.x) * (HS + 2);
    [[unroll]] for (uint i = 0; i < OWN; i++) {
        uint e = me + i * THREADS;
        if (e < HS) {
            z.at[part + e] = sum[i];
        }
    }
    if (me == 0) {
        z.at[part + HS] = most[0];
        z.at[part + HS + 1] = sums[0];
    }
#else
    [[unroll]] for (uint i = 0; i < OWN; i++) {
        uint e = me + i * THREADS;
        uint t = e / HS;
        if (e < QT * HS && t0 + t < queries) {
            z.at[(qRow + (t0 + t) * heads) * HS + e % HS] = sum[i] / sums[t];
        }
    }
    if (wantsSums != 0 && me < QT && t0 + me < queries) {
        logSumExp.at[qRow + (t0 + me) * heads] = most[me] + logOf(sums[me]);
    }
#endif
}
