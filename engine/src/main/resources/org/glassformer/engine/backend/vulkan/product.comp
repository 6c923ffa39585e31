// C = alpha A B^T + bias, or C += alpha A B^T, in tiles of BM x BN that a work group keeps in registers, TM x TN a thread.
//
// A is (m, k), with TA stored as (k, m); B is (n, k), with TB stored as (k, n), of the type W. The third dimension of the
// grid is a batch of heads; with groups > 1 the products of several heads add up. MASK says what attention hides:
// 1 hidden results are minus infinity, 2 they stay as they are; 3 hidden elements of A count as zero.

#define BK 16

layout(push_constant) uniform Push {
    Floats a;
    uvec2 b;
    uvec2 scales;
    Floats c;
    Floats bias;
    uint m;
    uint n;
    uint k;
    uint lda;
    uint ldb;
    uint ldc;
    uint heads;
    uint aBatch;
    uint aHead;
    uint bBatch;
    uint bHead;
    uint cBatch;
    uint cHead;
    uint sharing; // heads that read one head of B
    uint groups;
    uint aGroup;
    uint bGroup;
    float alpha;
    int past; // with a packed weight: its first element
    int window;
};

shared float as[BK * (BM + 4)];
shared float bs[BK * (BN + 4)];

uint me;
uint m0;
uint n0;

float elementA(uint base, uint row, uint col) {
    if (row >= m || col >= k) {
        return 0.0;
    }
#if MASK == 3
#if TA
    if (!sees(past + int(col), int(row), window)) {
        return 0.0;
    }
#else
    if (!sees(past + int(row), int(col), window)) {
        return 0.0;
    }
#endif
#endif
#if TA
    return a.at[base + col * lda + row];
#else
    return a.at[base + row * lda + col];
#endif
}

float elementB(uint base, uint row, uint col) {
    if (row >= n || col >= k) {
        return 0.0;
    }
#if TB
    return weight(b, scales, base + col * ldb + row);
#else
    return weight(b, scales, base + row * ldb + col);
#endif
}

void loadA(uint base, uint k0) {
#if VEC && TA
    for (uint e = me; e < BM * BK / 4; e += THREADS) {
        uint mm = 4 * (e % (BM / 4));
        uint kk = e / (BM / 4);
        bool inside = m0 + mm < m && k0 + kk < k;
        vec4 v = inside ? Quads(uvec2(a)).at[(base + (k0 + kk) * lda + m0 + mm) >> 2] : vec4(0.0);
        [[unroll]] for (uint i = 0; i < 4; i++) {
            as[kk * (BM + 4) + mm + i] = v[i];
        }
    }
#elif VEC
    for (uint e = me; e < BM * BK / 4; e += THREADS) {
        uint kk = 4 * (e % (BK / 4));
        uint mm = e / (BK / 4);
        bool inside = m0 + mm < m && k0 + kk < k;
        vec4 v = inside ? Quads(uvec2(a)).at[(base + (m0 + mm) * lda + k0 + kk) >> 2] : vec4(0.0);
        [[unroll]] for (uint i = 0; i < 4; i++) {
            as[(kk + i) * (BM + 4) + mm] = v[i];
        }
    }
#else
    for (uint e = me; e < BM * BK; e += THREADS) {
#if TA
        uint mm = e % BM;
        uint kk = e / BM;
#else
        uint mm = e / BK;
        uint kk = e % BK;
#endif
        as[kk * (BM + 4) + mm] = elementA(base, m0 + mm, k0 + kk);
    }
#endif
}

void loadB(uint base, uint k0) {
#if VEC && TB
    for (uint e = me; e < BN * BK / 4; e += THREADS) {
        uint nn = 4 * (e % (BN / 4));
        uint kk = e / (BN / 4);
        bool inside = n0 + nn < n && k0 + kk < k;
        vec4 v = inside ? weight4(b, scales, base + (k0 + kk) * ldb + n0 + nn) : vec4(0.0);
        [[unroll]] for (uint i = 0; i < 4; i++) {
            bs[kk * (BN + 4) + nn + i] = v[i];
        }
    }
#elif VEC
    for (uint e = me; e < BN * BK / 4; e += THREADS) {
        uint kk = 4 * (e % (BK / 4));
        uint nn = e / (BK / 4);
        bool inside = n0 + nn < n && k0 + kk < k;
        vec4 v = inside ? weight4(b, scales, base + (n0 + nn) * ldb + k0 + kk) : vec4(0.0);
        [[unroll]] for (uint i = 0; i < 4; i++) {
            bs[(kk + i) * (BN + 4) + nn] = v[i];
        }
    }
#else
    for (uint e = me; e < BN * BK; e += THREADS) {
#if TB
        uint nn = e % BN;
        uint kk = e / BN;
#else
        uint nn = e / BK;
        uint kk = e % BK;
#endif
        bs[kk * (BN + 4) + nn] = elementB(base, n0 + nn, k0 + kk);
    }
#endif
}

void main() {
    me = gl_LocalInvocationID.x;
    m0 = gl_WorkGroupID.y * BM;
    n0 = gl_WorkGroupID.x * BN;
    uint batch = gl_WorkGroupID.z / heads;
    uint head = gl_WorkGroupID.z % heads;
    uint row = TM * (me / (BN / TN));
    uint col = TN * (me % (BN / TN));
    float sum[TM][TN];
    [[unroll]] for (uint i = 0; i < TM; i++) {
        [[unroll]] for (uint j = 0; j < TN; j++) {
            sum[i][j] = 0.0;
        }
    }
    for (uint g = 0; g < groups; g++) {
        uint aBase = batch * aBatch + head * aHead + g * aGroup;
        uint bBase = batch * bBatch + head / sharing * bHead + g * bGroup;
#if W > 0
        bBase += uint(past);
#endif
        for (uint k0 = 0; k0 < k; k0 += BK) {
            loadA(aBase, k0);
            loadB(bBase, k0);
            barrier();
            [[unroll]] for (uint kk = 0; kk < BK; kk++) {
                float ra[TM];
                float rb[TN];
                [[unroll]] for (uint i = 0; i < TM; i++) {
                    ra[i] = as[kk * (BM + 4) + row + i];
                }
                [[unroll]] for (uint j = 0; j < TN; j++) {
                    rb[j] = bs[kk * (BN + 4) + col + j];
                }
                [[unroll]] for (uint i = 0; i < TM; i++) {
                    [[unroll]] for (uint j = 0; j < TN; j++) {
                        sum[i][j] = fma(ra[i], rb[j], sum[i][j]);
                    }
                }
            }
            barrier();
        }
    }
    uint cBase = batch * cBatch + head * cHead;
    [[unroll]] for (uint i = 0; i < TM; i++) {
        [[unroll]] for (uint j = 0; j < TN; j++) {
            uint gm = m0 + row + i;
            uint gn = n0 + col + j;
            if (gm < m && gn < n) {
                uint at = cBase + gm * ldc + gn;
                float v = alpha * sum[i][j];
#if MASK == 1
                v = sees(past + int(gm), int(gn), window) ? v : MINUS_INFINITY;
#elif MASK == 2
                v = sees(past + int(gm), int(gn), window) ? v : 0.0;
#endif
#if BIAS
                v += bias.at[gn];
#endif
#if ADD
                v += c.at[at];
#endif
                c.at[at] = v;
            }
        }
    }
}
