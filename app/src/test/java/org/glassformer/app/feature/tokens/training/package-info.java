/// Tests of the panel that learns a vocabulary.
@NullMarked
package org.glassformer.app.feature.tokens.training;

import org.jspecify.annotations.NullMarked;
