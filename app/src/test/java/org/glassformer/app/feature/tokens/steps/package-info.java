/// Tests of the merge steps.
@NullMarked
package org.glassformer.app.feature.tokens.steps;

import org.jspecify.annotations.NullMarked;
