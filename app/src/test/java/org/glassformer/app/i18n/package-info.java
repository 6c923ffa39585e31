/// Tests of this package.
@NullMarked
package org.glassformer.app.i18n;

import org.jspecify.annotations.NullMarked;
