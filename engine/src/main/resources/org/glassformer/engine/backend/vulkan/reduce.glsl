// Sums and maxima over a work group, always in the same order.

#ifdef SUBGROUPS
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_shader_subgroup_arithmetic : require

shared float parts[THREADS];

float groupSum(float value) {
    value = subgroupAdd(value);
    if (gl_NumSubgroups > 1) {
        barrier();
        if (subgroupElect()) {
            parts[gl_SubgroupID] = value;
        }
        barrier();
        value = 0.0;
        for (uint i = 0; i < gl_NumSubgroups; i++) {
            value += parts[i];
        }
    }
    return value;
}

float groupMax(float value) {
    value = subgroupMax(value);
    if (gl_NumSubgroups > 1) {
        barrier();
        if (subgroupElect()) {
            parts[gl_SubgroupID] = value;
        }
        barrier();
        value = parts[0];
        for (uint i = 1; i < gl_NumSubgroups; i++) {
            value = max(value, parts[i]);
        }
    }
    return value;
}
#else
shared float parts[THREADS];

float groupSum(float value) {
    uint me = gl_LocalInvocationID.x;
    barrier();
    parts[me] = value;
    barrier();
    for (uint span = THREADS / 2; span > 0; span /= 2) {
        if (me < span) {
            parts[me] += parts[me + span];
        }
        barrier();
    }
    return parts[0];
}

float groupMax(float value) {
    uint me = gl_LocalInvocationID.x;
    barrier();
    parts[me] = value;
    barrier();
    for (uint span = THREADS / 2; span > 0; span /= 2) {
        if (me < span) {
            parts[me] = max(parts[me], parts[me + span]);
        }
        barrier();
    }
    return parts[0];
}
#endif
