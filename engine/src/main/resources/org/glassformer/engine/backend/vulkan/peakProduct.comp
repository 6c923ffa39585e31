// STEPS rounds of 16 independent multiply-adds, which no memory holds up. Nothing is written: the sum is never so small.

layout(push_constant) uniform Push {
    Floats result;
};

void main() {
    float a = 0.5 + float(gl_LocalInvocationID.x) * 1e-7;
    float b = 1.0;
    float s[16];
    [[unroll]] for (uint i = 0; i < 16; i++) {
        s[i] = a + float(i);
    }
    for (uint step = 0; step < STEPS; step++) {
        [[unroll]] for (uint i = 0; i < 16; i++) {
            s[i] = fma(s[i], a, b);
        }
    }
    float sum = 0.0;
    [[unroll]] for (uint i = 0; i < 16; i++) {
        sum += s[i];
    }
    if (sum < 1.0) {
        result.at[0] = sum;
    }
}
