/// Deliberately wrong classes, to see the rules bite.
@NullMarked
package org.glassformer.engine.architecture.broken.backend;

import org.jspecify.annotations.NullMarked;
