/// The screen that looks inside, tested without a window.
@NullMarked
package org.glassformer.app.feature.inside;

import org.jspecify.annotations.NullMarked;
