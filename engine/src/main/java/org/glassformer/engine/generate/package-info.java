/// From a prompt to tokens: prefill, decode, and the events on the way.
@NullMarked
package org.glassformer.engine.generate;

import org.jspecify.annotations.NullMarked;
