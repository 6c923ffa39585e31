/// Sampling cases: what was generated, saved with all that it depends on, and run again.
@NullMarked
package org.glassformer.app.feature.sampling.cases;

import org.jspecify.annotations.NullMarked;
