/// Tests of probes.
@NullMarked
package org.glassformer.app.feature.training.probe;

import org.jspecify.annotations.NullMarked;
