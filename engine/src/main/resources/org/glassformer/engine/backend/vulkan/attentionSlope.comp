// From scores s and dp = dz v^T, in place: p = exp(s - logSumExp) and ds = p (dp - dz . z), zero where nothing is seen.
// A row of one query and head for each work group.

layout(push_constant) uniform Push {
    Floats scores; // becomes p
    Floats slopes; // dp, becomes ds
    Floats dz;
    Floats z;
    Floats logSumExp;
    uint rows;
    uint queries;
    uint keys;
    uint heads;
    uint headSize;
    int past;
    int window;
};

void main() {
    uint row = group();
    if (row >= rows) {
        return;
    }
    uint t = row % queries;
    uint head = row / queries % heads;
    uint batch = row / queries / heads;
    uint query = (batch * queries + t) * heads + head;
    float product = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < headSize; i += THREADS) {
        product += dz.at[query * headSize + i] * z.at[query * headSize + i];
    }
    product = groupSum(product);
    float sum = logSumExp.at[query];
    for (uint j = gl_LocalInvocationID.x; j < keys; j += THREADS) {
        uint at = row * keys + j;
        float p = 0.0;
        float ds = 0.0;
        if (sees(past + int(t), int(j), window)) {
            p = expOf(scores.at[at] - sum);
            ds = p * (slopes.at[at] - product);
        }
        scores.at[at] = p;
        slopes.at[at] = ds;
    }
}
