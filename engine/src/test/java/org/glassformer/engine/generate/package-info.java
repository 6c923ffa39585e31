/// Tests of generating text.
@NullMarked
package org.glassformer.engine.generate;

import org.jspecify.annotations.NullMarked;
