/// Tests of this package.
@NullMarked
package org.glassformer.app.ui.control;

import org.jspecify.annotations.NullMarked;
