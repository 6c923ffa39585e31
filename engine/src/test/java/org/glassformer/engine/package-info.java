/// Tests of the whole engine and what the tests share.
@NullMarked
package org.glassformer.engine;

import org.jspecify.annotations.NullMarked;
