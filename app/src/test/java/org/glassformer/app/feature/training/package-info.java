/// The Training screen, tested without a window.
@NullMarked
package org.glassformer.app.feature.training;

import org.jspecify.annotations.NullMarked;
