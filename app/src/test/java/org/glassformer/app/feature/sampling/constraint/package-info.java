@NullMarked
package org.glassformer.app.feature.sampling.constraint;

import org.jspecify.annotations.NullMarked;
