/// Every visible string, and how figures are written.
@NullMarked
package org.glassformer.app.i18n;

import org.jspecify.annotations.NullMarked;
