package org.glassformer.app.session;

import java.nio.file.Path;
import java.time.Instant;
import org.glassformer.engine.train.live.LiveSettings;
import org.jspecify.annotations.Nullable;

/// A training run of an earlier time, to go on with or to compare with.
///
/// @param folder that holds it
/// @param name of the folder, which begins with the task
/// @param saved when it was saved last
/// @param bytes that its files take
/// @param settings what was decided before it; null if they cannot be read
public record SavedRun(
        Path folder, String name, Instant saved, long bytes, @Nullable LiveSettings settings) {}
