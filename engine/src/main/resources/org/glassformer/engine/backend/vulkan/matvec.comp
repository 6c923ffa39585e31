// out = x weight^T + bias for few rows of x: ROWS outputs and all N rows of x for each work group, whose threads share
// out the inner dimension. The weight is read once, which is all the time this takes. VEC: four elements at a time.

layout(push_constant) uniform Push {
    Floats result;
    Floats x;
    uvec2 data;
    uvec2 scales;
    Floats bias;
    uint first;
    uint outer; // O
    uint inner; // I
    uint hasBias;
};

void main() {
    uint from = group() * ROWS;
    if (from >= outer) {
        return;
    }
    uint me = gl_LocalInvocationID.x;
    float sum[N * ROWS];
    [[unroll]] for (uint i = 0; i < N * ROWS; i++) {
        sum[i] = 0.0;
    }
#if VEC
    for (uint i = 4 * me; i < inner; i += 4 * THREADS) {
        vec4 w[ROWS];
        [[unroll]] for (uint r = 0; r < ROWS; r++) {
            uint row = min(from + r, outer - 1);
            w[r] = weight4(data, scales, first + row * inner + i);
        }
        [[unroll]] for (uint n = 0; n < N; n++) {
            vec4 v = Quads(uvec2(x)).at[(n * inner + i) >> 2];
            [[unroll]] for (uint r = 0; r < ROWS; r++) {
                sum[n * ROWS + r] += dot(w[r], v);
            }
        }
    }
#else
    for (uint i = me; i < inner; i += THREADS) {
        float w[ROWS];
        [[unroll]] for (uint r = 0; r < ROWS; r++) {
            uint row = min(from + r, outer - 1);
            w[r] = weight(data, scales, first + row * inner + i);
        }
        [[unroll]] for (uint n = 0; n < N; n++) {
            float v = x.at[n * inner + i];
            [[unroll]] for (uint r = 0; r < ROWS; r++) {
                sum[n * ROWS + r] = fma(w[r], v, sum[n * ROWS + r]);
            }
        }
    }
#endif
    [[unroll]] for (uint n = 0; n < N; n++) {
        [[unroll]] for (uint r = 0; r < ROWS; r++) {
            float total = groupSum(sum[n * ROWS + r]);
            if (me == 0 && from + r < outer) {
                float b = hasBias == 0 ? 0.0 : bias.at[from + r];
                result.at[n * outer + from + r] = total + b;
            }
        }
    }
}
