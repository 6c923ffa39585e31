/// Tests of what each part adds to a logit.
@NullMarked
package org.glassformer.app.feature.attention.contributions;

import org.jspecify.annotations.NullMarked;
