/// Tests of the panels of the residual stream.
@NullMarked
package org.glassformer.app.feature.attention.stream;

import org.jspecify.annotations.NullMarked;
