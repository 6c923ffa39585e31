// One query's attention from its parts: z = sum of e^(m_p - m) z_p over that of e^(m_p - m) s_p, m the largest m_p. A
// head for each work group; a part is HS sums, its maximum and its denominator.

layout(push_constant) uniform Push {
    Floats z;
    Floats logSumExp;
    Floats parts;
    uint rows;
    uint count;
    uint headSize;
    uint wantsSums;
};

void main() {
    uint row = group();
    if (row >= rows) {
        return;
    }
    uint stride = headSize + 2;
    uint from = row * count * stride;
    float most = MINUS_INFINITY;
    for (uint p = 0; p < count; p++) {
        most = max(most, parts.at[from + p * stride + headSize]);
    }
    float all = 0.0;
    for (uint p = 0; p < count; p++) {
        uint at = from + p * stride + headSize;
        all += expOf(parts.at[at] - most) * parts.at[at + 1];
    }
    for (uint c = gl_LocalInvocationID.x; c < headSize; c += THREADS) {
        float sum = 0.0;
        for (uint p = 0; p < count; p++) {
            uint at = from + p * stride;
            sum += expOf(parts.at[at + headSize] - most) * parts.at[at + c];
        }
        z.at[row * headSize + c] = sum / all;
    }
    if (wantsSums != 0 && gl_LocalInvocationID.x == 0) {
        logSumExp.at[row] = most + logOf(all);
    }
}
