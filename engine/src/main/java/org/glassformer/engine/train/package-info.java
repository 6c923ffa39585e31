/// Training: text to windows, one step at a time, schedules, checkpoints and logs.
@NullMarked
package org.glassformer.engine.train;

import org.jspecify.annotations.NullMarked;
