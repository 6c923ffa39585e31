/// Tests of this package.
@NullMarked
package org.glassformer.app.ui.color;

import org.jspecify.annotations.NullMarked;
