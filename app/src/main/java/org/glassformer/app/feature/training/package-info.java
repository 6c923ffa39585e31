/// The Training screen: a task is chosen, a run goes step by step or at full speed, and everything in it can be seen.
@NullMarked
package org.glassformer.app.feature.training;

import org.jspecify.annotations.NullMarked;
