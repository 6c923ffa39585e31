/// A training run to be watched: phase by phase and back, at full speed, rewound, saved by itself.
@NullMarked
package org.glassformer.engine.train.live;

import org.jspecify.annotations.NullMarked;
