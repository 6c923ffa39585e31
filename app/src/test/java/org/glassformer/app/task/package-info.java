/// Tests of background work.
@NullMarked
package org.glassformer.app.task;

import org.jspecify.annotations.NullMarked;
