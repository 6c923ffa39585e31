/// The default device: `jdk.incubator.vector` kernels on aligned native memory, with its own threads.
@NullMarked
package org.glassformer.engine.backend.vector;

import org.jspecify.annotations.NullMarked;
