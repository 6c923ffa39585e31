/// The residual stream: what the model would say at every point of it, and how long it is on its way.
@NullMarked
package org.glassformer.app.feature.attention.stream;

import org.jspecify.annotations.NullMarked;
