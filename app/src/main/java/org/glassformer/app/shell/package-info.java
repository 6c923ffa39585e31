/// The window around the screens: navigation rail, prompt bar, notices, status bar, keys.
@NullMarked
package org.glassformer.app.shell;

import org.jspecify.annotations.NullMarked;
