/// Tests of the comparison.
@NullMarked
package org.glassformer.app.feature.sampling.compare;

import org.jspecify.annotations.NullMarked;
