/// Tests of the transformer.
@NullMarked
package org.glassformer.engine.model;

import org.jspecify.annotations.NullMarked;
