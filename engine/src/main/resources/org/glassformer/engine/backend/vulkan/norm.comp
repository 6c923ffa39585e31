// Layer norm, RMS norm and factors of rows, a row for each work group. OPERATION is that of Rows.java.

layout(constant_id = 1) const uint OPERATION = 0;

layout(push_constant) uniform Push {
    Floats a; // out, or dx
    Floats mean;
    Floats rstd;
    Floats x;
    Floats weight;
    Floats bias; // or dOut
    uint rows;
    uint cols;
    float eps;
};

void layerNorm(uint n, uint row) {
    float sum = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        sum += x.at[row + i];
    }
    float m = groupSum(sum) / float(cols);
    float squares = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        float centred = x.at[row + i] - m;
        squares += centred * centred;
    }
    float r = 1.0 / sqrt(groupSum(squares) / float(cols) + eps);
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        a.at[row + i] = (x.at[row + i] - m) * r * weight.at[i] + bias.at[i];
    }
    if (gl_LocalInvocationID.x == 0) {
        mean.at[n] = m;
        rstd.at[n] = r;
    }
}

void rmsNorm(uint n, uint row) {
    float squares = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        squares += x.at[row + i] * x.at[row + i];
    }
    float r = 1.0 / sqrt(groupSum(squares) / float(cols) + eps);
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        a.at[row + i] = x.at[row + i] * r * weight.at[i];
    }
    if (gl_LocalInvocationID.x == 0) {
        rstd.at[n] = r;
    }
}

// dx += rstd (dh - avg(dh) - h avg(dh h)); the first average only for the layer norm, whose mean is not zero.
void backward(uint n, uint row, bool centred) {
    float m = centred ? mean.at[n] : 0.0;
    float r = rstd.at[n];
    float sumDh = 0.0;
    float sumDhH = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        float dh = bias.at[row + i] * weight.at[i];
        sumDh += dh;
        sumDhH += dh * (x.at[row + i] - m) * r;
    }
    float avgDh = centred ? groupSum(sumDh) / float(cols) : 0.0;
    float avgDhH = groupSum(sumDhH) / float(cols);
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        float dh = bias.at[row + i] * weight.at[i];
        float h = (x.at[row + i] - m) * r;
        a.at[row + i] += r * (dh - avgDh - h * avgDhH);
    }
}

// With factors where the mean is.
void scale(uint n, uint row) {
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        a.at[row + i] = x.at[row + i] * mean.at[n];
    }
}

void scaleBackward(uint n, uint row) {
    float sum = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < cols; i += THREADS) {
        sum += bias.at[row + i] * x.at[row + i];
        a.at[row + i] += bias.at[row + i] * mean.at[n];
    }
    sum = groupSum(sum);
    if (gl_LocalInvocationID.x == 0) {
        rstd.at[n] += sum;
    }
}

void main() {
    uint n = group();
    if (n >= rows) {
        return;
    }
    switch (OPERATION) {
        case 0:
            layerNorm(n, n * cols);
            break;
        case 1:
            rmsNorm(n, n * cols);
            break;
        case 2:
            backward(n, n * cols, true);
            break;
        case 3:
            backward(n, n * cols, false);
            break;
        case 4:
            scale(n, n * cols);
            break;
        default:
            scaleBackward(n, n * cols);
            break;
    }
}
