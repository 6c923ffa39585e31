/// Deliberately wrong classes, to see the rules bite.
@NullMarked
package org.glassformer.engine.architecture.broken.model;

import org.jspecify.annotations.NullMarked;
