/// Tests of the Attention screen as a whole.
@NullMarked
package org.glassformer.app.feature.attention;

import org.jspecify.annotations.NullMarked;
