/// Tests of this package.
@NullMarked
package org.glassformer.app.ui.theme;

import org.jspecify.annotations.NullMarked;
