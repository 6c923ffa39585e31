/// The whole lab in a window.
@NullMarked
package org.glassformer.app.app;

import org.jspecify.annotations.NullMarked;
