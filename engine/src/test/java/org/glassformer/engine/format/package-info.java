/// Tests of checkpoint files, hostile ones made on the spot.
@NullMarked
package org.glassformer.engine.format;

import org.jspecify.annotations.NullMarked;
