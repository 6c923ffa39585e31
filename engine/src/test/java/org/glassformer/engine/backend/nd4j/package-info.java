/// The device on ND4J against the plain loops.
@NullMarked
package org.glassformer.engine.backend.nd4j;

import org.jspecify.annotations.NullMarked;
