package org.glassformer.engine.train.live;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How far a run is saved.
///
/// @param folder where it is saved; null if it is in memory only
/// @param savedStep the step that is safe; -1 if none is
/// @param problem one sentence why the last saving failed; null if it did not
public record SaveStatus(@Nullable Path folder, int savedStep, @Nullable String problem) {}
