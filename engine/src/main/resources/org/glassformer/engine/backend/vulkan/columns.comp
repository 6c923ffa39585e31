// Sums over rows: dBias += sum dOut, dWeight += sum dOut (x - mean) rstd. A work group takes 32 columns.

layout(constant_id = 1) const uint OPERATION = 0; // 0 the bias alone, 1 layer norm, 2 RMS norm

layout(push_constant) uniform Push {
    Floats dWeight;
    Floats dBias;
    Floats dOut;
    Floats x;
    Floats mean;
    Floats rstd;
    uint rows;
    uint cols;
};

const uint COLUMNS = 32;

shared float sums[THREADS];
shared float products[THREADS];

void main() {
    uint me = gl_LocalInvocationID.x;
    uint col = group() * COLUMNS + me % COLUMNS;
    uint lanes = THREADS / COLUMNS;
    float sum = 0.0;
    float product = 0.0;
    if (col < cols) {
        for (uint n = me / COLUMNS; n < rows; n += lanes) {
            float d = dOut.at[n * cols + col];
            sum += d;
            if (OPERATION > 0) {
                float m = OPERATION == 1 ? mean.at[n] : 0.0;
                product += d * (x.at[n * cols + col] - m) * rstd.at[n];
            }
        }
    }
    sums[me] = sum;
    products[me] = product;
    barrier();
    if (me < COLUMNS && col < cols) {
        for (uint lane = 1; lane < lanes; lane++) {
            sum += sums[lane * COLUMNS + me];
            product += products[lane * COLUMNS + me];
        }
        if (OPERATION != 2) {
            dBias.at[col] += sum;
        }
        if (OPERATION > 0) {
            dWeight.at[col] += product;
        }
    }
}
