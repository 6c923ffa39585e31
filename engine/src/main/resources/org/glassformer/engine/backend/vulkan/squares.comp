// Sums of squares of blocks of 4096 elements, added up by the caller in double.

layout(push_constant) uniform Push {
    Floats sums;
    Floats x;
    uint n;
};

void main() {
    uint from = group() * 4096u;
    if (from >= n) {
        return;
    }
    float sum = 0.0;
    for (uint i = from + gl_LocalInvocationID.x; i < min(n, from + 4096u); i += THREADS) {
        sum += x.at[i] * x.at[i];
    }
    sum = groupSum(sum);
    if (gl_LocalInvocationID.x == 0) {
        sums.at[group()] = sum;
    }
}
