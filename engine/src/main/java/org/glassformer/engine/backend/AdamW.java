package org.glassformer.engine.backend;

/// One AdamW update (Loshchilov and Hutter 2019, decoupled weight decay):
///
///     m = beta1 m + (1 - beta1) g
///     v = beta2 v + (1 - beta2) g^2
///     p = p - lr ((m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps) + weightDecay p)
///
/// @param learningRate lr
/// @param beta1 decay of the first moment
/// @param beta2 decay of the second moment
/// @param eps added to the root
/// @param weightDecay decay of the parameter itself
/// @param step t, counted from 1
public record AdamW(
        float learningRate, float beta1, float beta2, float eps, float weightDecay, int step) {}
