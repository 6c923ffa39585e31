/// Tests of hooks and interventions.
@NullMarked
package org.glassformer.engine.hook;

import org.jspecify.annotations.NullMarked;
