/// The window's frame, tested without a window.
@NullMarked
package org.glassformer.app.shell;

import org.jspecify.annotations.NullMarked;
