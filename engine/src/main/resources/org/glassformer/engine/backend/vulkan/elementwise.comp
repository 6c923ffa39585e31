// Operations that treat each element by itself. OPERATION and ACTIVATION are those of Elementwise.java.

layout(constant_id = 1) const uint OPERATION = 0;
layout(constant_id = 2) const uint ACTIVATION = 0;

layout(push_constant) uniform Push {
    Floats a;
    Floats b;
    Floats c;
    Floats d;
    Floats e;
    uint n;
    float f0;
    float f1;
    float f2;
    float f3;
    float f4;
    float f5;
    float f6;
    uint threshold;
    uvec2 seed;
};

float logistic(float x) {
    return 1.0 / (1.0 + expOf(-x));
}

// tanh x, by the polynomial of Cephes near zero.
float tanhOf(float x) {
    float z = x * x;
    float p = -5.70498872745e-3;
    p = fma(p, z, 2.06390887954e-2);
    p = fma(p, z, -5.37397155531e-2);
    p = fma(p, z, 1.33314422036e-1);
    p = fma(p, z, -3.33332819422e-1);
    float far = 1.0 - 2.0 / (expOf(2.0 * abs(x)) + 1.0);
    return abs(x) < 0.625 ? fma(p * z, x, x) : (x < 0.0 ? -far : far);
}

// The standard normal's distribution function, by the Chebyshev fit of erfc in Numerical Recipes.
float normal(float x) {
    float z = abs(x) * 0.70710677;
    float t = 1.0 / fma(z, 0.5, 1.0);
    float p = 0.17087276;
    p = fma(p, t, -0.82215226);
    p = fma(p, t, 1.4885159);
    p = fma(p, t, -1.135204);
    p = fma(p, t, 0.27886808);
    p = fma(p, t, -0.18628806);
    p = fma(p, t, 0.09678418);
    p = fma(p, t, 0.37409195);
    p = fma(p, t, 1.0000237);
    p = fma(p, t, -1.2655122);
    float tail = expOf(fma(-z, z, p)) * t * 0.5;
    return x >= 0.0 ? 1.0 - tail : tail;
}

// 0 GELU by tanh, 1 GELU by erf, 2 SiLU, 3 ReLU.
float value(float x) {
    switch (ACTIVATION) {
        case 0:
            // (1 + tanh(u)) / 2 is the logistic function of 2 u.
            return x * logistic((x * x * 0.044715 + 1.0) * x * 1.595769);
        case 1:
            return x * normal(x);
        case 2:
            return x * logistic(x);
        default:
            return max(0.0, x);
    }
}

float slope(float x) {
    switch (ACTIVATION) {
        case 0: {
            float square = x * x * 0.044715;
            float s = logistic((square + 1.0) * x * 1.595769);
            return s + (1.0 - s) * s * x * (square * 3.0 + 1.0) * 1.595769;
        }
        case 1:
            return normal(x) + expOf(x * x * -0.5) * 0.3989423 * x;
        case 2: {
            float s = logistic(x);
            return s + (1.0 - s) * s * x;
        }
        default:
            return x > 0.0 ? 1.0 : 0.0;
    }
}

// The low 64 bits of a product; a number is (low, high).
uvec2 times(uvec2 x, uvec2 y) {
    uint high;
    uint low;
    umulExtended(x.x, y.x, high, low);
    return uvec2(low, high + x.x * y.y + x.y * y.x);
}

uvec2 plus(uvec2 x, uvec2 y) {
    uint carry;
    uint low = uaddCarry(x.x, y.x, carry);
    return uvec2(low, x.y + y.y + carry);
}

uvec2 xorShifted(uvec2 x, int by) {
    return x ^ uvec2(x.x >> by | x.y << (32 - by), x.y >> by);
}

// The first 24 bits of SplitMix64 for element i.
bool keeps(uint i) {
    uvec2 next = plus(uvec2(i, 0), uvec2(1, 0));
    uvec2 z = plus(seed, times(next, uvec2(0x7F4A7C15u, 0x9E3779B9u)));
    z = times(xorShifted(z, 30), uvec2(0x1CE4E5B9u, 0xBF58476Du));
    z = times(xorShifted(z, 27), uvec2(0x133111EBu, 0x94D049BBu));
    z = xorShifted(z, 31);
    return z.y >> 8 >= threshold;
}

void one(uint i) {
    switch (OPERATION) {
        case 0:
            a.at[i] = b.at[i] + c.at[i];
            break;
        case 1:
            a.at[i] *= f0;
            break;
        case 2:
            a.at[i] = value(b.at[i]);
            break;
        case 3:
            a.at[i] += b.at[i] * slope(c.at[i]);
            break;
        case 4:
            a.at[i] = value(b.at[i]) * c.at[i];
            break;
        case 5: {
            float dOut = c.at[i];
            float gate = d.at[i];
            a.at[i] += dOut * e.at[i] * slope(gate);
            b.at[i] += dOut * value(gate);
            break;
        }
        case 6:
            a.at[i] = keeps(i) ? b.at[i] * f0 : 0.0;
            break;
        case 7:
            if (keeps(i)) {
                a.at[i] += b.at[i] * f0;
            }
            break;
        case 8: {
            // AdamW: rate, 1 - beta1, 1 - beta2, eps, decay, and what undoes the beginning at zero.
            float g = b.at[i];
            float p = a.at[i];
            float m = c.at[i];
            float v = d.at[i];
            m += f1 * (g - m);
            v += f2 * (g * g - v);
            c.at[i] = m;
            d.at[i] = v;
            a.at[i] = p - f0 * (m * f5 / (sqrt(v * f6) + f3) + f4 * p);
            break;
        }
        case 10:
            a.at[i] = b.at[i] == MINUS_INFINITY ? MINUS_INFINITY : f0 * tanhOf(b.at[i] / f0);
            break;
        case 11: {
            float part = c.at[i] / f0;
            a.at[i] = c.at[i] == MINUS_INFINITY ? 0.0 : b.at[i] * (1.0 - part * part);
            break;
        }
        default: {
            float p = a.at[i];
            a.at[i] = p - f0 * (b.at[i] + f1 * p);
            break;
        }
    }
}

void main() {
    uint i = thread();
    if (i < n) {
        one(i);
    }
}
