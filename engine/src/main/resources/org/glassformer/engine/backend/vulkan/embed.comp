// out[n] = table[ids[n]].

layout(push_constant) uniform Push {
    Floats result;
    uvec2 table;
    uvec2 scales;
    Words ids;
    uint first;
    uint n;
    uint cols;
};

void main() {
    uint i = thread();
    if (i < n * cols) {
        result.at[i] = weight(table, scales, first + ids.at[i / cols] * cols + i % cols);
    }
}
