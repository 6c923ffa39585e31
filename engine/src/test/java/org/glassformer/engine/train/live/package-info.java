@NullMarked
package org.glassformer.engine.train.live;

import org.jspecify.annotations.NullMarked;
