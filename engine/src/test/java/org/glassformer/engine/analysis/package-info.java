@NullMarked
package org.glassformer.engine.analysis;

import org.jspecify.annotations.NullMarked;
