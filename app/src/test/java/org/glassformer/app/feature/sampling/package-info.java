/// The screen that looks inside, tested without a window.
@NullMarked
package org.glassformer.app.feature.sampling;

import org.jspecify.annotations.NullMarked;
