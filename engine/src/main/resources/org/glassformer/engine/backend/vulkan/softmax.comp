// A row of logits or scores for each work group. OPERATION is that of Rows.java.

layout(constant_id = 1) const uint OPERATION = 0;

layout(push_constant) uniform Push {
    Floats a;
    Floats b;
    Floats c;
    Words targets;
    uint rows;
    uint cols;
    uint queries; // 0 when every column is seen
    int past;
    int window;
    float factor;
};

float largest(uint row, uint from, uint to) {
    float most = MINUS_INFINITY;
    for (uint i = from + gl_LocalInvocationID.x; i < to; i += THREADS) {
        most = max(most, b.at[row + i]);
    }
    return groupMax(most);
}

float sumOfExps(uint row, uint from, uint to, float most) {
    float sum = 0.0;
    for (uint i = from + gl_LocalInvocationID.x; i < to; i += THREADS) {
        sum += expOf(b.at[row + i] - most);
    }
    return groupSum(sum);
}

// a = softmax(b) between from and to, 0 elsewhere.
void softmax(uint row, uint from, uint to) {
    float most = largest(row, from, to);
    bool empty = most == MINUS_INFINITY;
    float share = empty ? 0.0 : 1.0 / sumOfExps(row, from, to, most);
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        bool seen = i >= from && i < to && !empty;
        a.at[row + i] = seen ? expOf(b.at[row + i] - most) * share : 0.0;
    }
}

// a += c (b - sum b c): a gradient of the logits, b of the softmax, c the softmax.
void softmaxBackward(uint row, uint from, uint to) {
    float sum = 0.0;
    for (uint i = from + gl_LocalInvocationID.x; i < to; i += THREADS) {
        sum += b.at[row + i] * c.at[row + i];
    }
    sum = groupSum(sum);
    for (uint i = from + gl_LocalInvocationID.x; i < to; i += THREADS) {
        a.at[row + i] += c.at[row + i] * (b.at[row + i] - sum);
    }
}

void crossEntropy(uint n, uint row) {
    int target = int(targets.at[n]);
    float most = largest(row, 0, cols);
    float loss = logOf(sumOfExps(row, 0, cols, most));
    if (gl_LocalInvocationID.x == 0) {
        a.at[n] = target < 0 ? 0.0 : loss - (b.at[row + uint(max(target, 0))] - most);
    }
}

void crossEntropyBackward(uint n, uint row) {
    int target = int(targets.at[n]);
    float most = largest(row, 0, cols);
    float share = factor / sumOfExps(row, 0, cols, most);
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        float d = expOf(b.at[row + i] - most) * share - (int(i) == target ? factor : 0.0);
        a.at[row + i] = target < 0 ? 0.0 : d;
    }
}

void main() {
    uint n = group();
    if (n >= rows) {
        return;
    }
    uint row = n * cols;
    int position = past + int(queries == 0 ? 0 : n % queries);
    uint from = queries == 0 ? 0 : uint(firstKey(position, window));
    uint to = queries == 0 ? cols : uint(position + 1);
    switch (OPERATION) {
        case 0:
            softmax(row, from, to);
            break;
        case 1:
            softmaxBackward(row, from, to);
            break;
        case 2:
            crossEntropy(n, row);
            break;
        default:
            crossEntropyBackward(n, row);
            break;
    }
}
