@NullMarked
package org.glassformer.engine.train.task;

import org.jspecify.annotations.NullMarked;
