/// The large attention picture: one head, an average, the rollout or lines, with its table twin and the newest row.
@NullMarked
package org.glassformer.app.feature.attention.map;

import org.jspecify.annotations.NullMarked;
