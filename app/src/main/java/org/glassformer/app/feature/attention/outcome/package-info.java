/// What comes of taking things out: the next token before and after, and the list of interventions.
@NullMarked
package org.glassformer.app.feature.attention.outcome;

import org.jspecify.annotations.NullMarked;
