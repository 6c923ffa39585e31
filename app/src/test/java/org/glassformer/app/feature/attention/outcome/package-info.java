/// Tests of the outcome panel.
@NullMarked
package org.glassformer.app.feature.attention.outcome;

import org.jspecify.annotations.NullMarked;
