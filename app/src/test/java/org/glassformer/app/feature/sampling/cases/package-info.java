/// Tests of sampling cases.
@NullMarked
package org.glassformer.app.feature.sampling.cases;

import org.jspecify.annotations.NullMarked;
