package org.glassformer.engine.train.live;

/// How the learning rate goes after the warm-up.
public enum ScheduleKind {
    /// It stays.
    CONSTANT,
    /// Half a cosine down to the least rate.
    COSINE,
    /// A straight line down to the least rate.
    LINEAR
}
