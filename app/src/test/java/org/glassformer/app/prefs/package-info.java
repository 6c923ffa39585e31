/// Tests of this package.
@NullMarked
package org.glassformer.app.prefs;

import org.jspecify.annotations.NullMarked;
