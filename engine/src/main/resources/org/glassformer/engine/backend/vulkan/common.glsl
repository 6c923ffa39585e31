// What every kernel has: memory by address, one dimension of threads, functions that are equally exact on every device.

#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require

layout(local_size_x_id = 0) in;

#define THREADS gl_WorkGroupSize.x

layout(buffer_reference, std430, buffer_reference_align = 4) buffer Floats { float at[]; };
layout(buffer_reference, std430, buffer_reference_align = 16) buffer Quads { vec4 at[]; };
layout(buffer_reference, std430, buffer_reference_align = 4) buffer Words { uint at[]; };
layout(buffer_reference, std430, buffer_reference_align = 8) buffer WordPairs { uvec2 at[]; };

#define MINUS_INFINITY uintBitsToFloat(0xFF800000u)

// The work group's number where there are more groups than one dimension may have.
uint group() {
    return gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
}

// The thread's number over all work groups.
uint thread() {
    return group() * THREADS + gl_LocalInvocationID.x;
}

// e^x by the polynomial of Cephes, relative error about 1e-7: what devices bring themselves may be off by much more.
float expOf(float x) {
    float n = floor(x * 1.44269504 + 0.5);
    float r = fma(n, -0.693359375, x);
    r = fma(n, 2.12194440e-4, r);
    float p = 1.9875691e-4;
    p = fma(p, r, 1.3981999e-3);
    p = fma(p, r, 8.3334519e-3);
    p = fma(p, r, 4.1665796e-2);
    p = fma(p, r, 1.6666666e-1);
    p = fma(p, r, 0.5);
    p = fma(p, r * r, r) + 1.0;
    float scaled = p * uintBitsToFloat(uint(int(clamp(n, -126.0, 127.0)) + 127) << 23);
    return x < -87.3 ? 0.0 : (x > 88.0 ? uintBitsToFloat(0x7F800000u) : scaled);
}

// ln x of a normal positive number, by the polynomial of Cephes.
float logOf(float x) {
    uint bits = floatBitsToUint(x);
    float e = float(int(bits >> 23) - 126);
    float m = uintBitsToFloat((bits & 0x007FFFFFu) | 0x3F000000u);
    if (m < 0.707106781) {
        e -= 1.0;
        m = m + m - 1.0;
    } else {
        m = m - 1.0;
    }
    float z = m * m;
    float p = 7.0376836292e-2;
    p = fma(p, m, -1.1514610310e-1);
    p = fma(p, m, 1.1676998740e-1);
    p = fma(p, m, -1.2420140846e-1);
    p = fma(p, m, 1.4249322787e-1);
    p = fma(p, m, -1.6668057665e-1);
    p = fma(p, m, 2.0000714765e-1);
    p = fma(p, m, -2.4999993993e-1);
    p = fma(p, m, 3.3333331174e-1);
    p = p * m * z;
    p = fma(e, -2.12194440e-4, p);
    p = fma(-0.5, z, p);
    return fma(e, 0.693359375, m + p);
}
