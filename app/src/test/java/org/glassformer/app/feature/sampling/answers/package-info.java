/// More than one answer, tested without a window and with one.
@NullMarked
package org.glassformer.app.feature.sampling.answers;

import org.jspecify.annotations.NullMarked;
