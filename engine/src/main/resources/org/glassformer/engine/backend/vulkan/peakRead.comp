// Sums of 64 floats for each thread, the threads of a work group side by side. Nothing is written: all of them are ones.

layout(push_constant) uniform Push {
    Floats result;
    Quads numbers;
};

void main() {
    uint from = group() * 16u * THREADS + gl_LocalInvocationID.x;
    vec4 sum = vec4(0.0);
    [[unroll]] for (uint i = 0; i < 16; i++) {
        sum += numbers.at[from + i * THREADS];
    }
    if (sum.x + sum.y + sum.z + sum.w < 1.0) {
        result.at[0] = sum.x;
    }
}
