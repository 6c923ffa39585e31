/// Tests of the Vulkan device, on whatever device there is: on machines without a graphics card, lavapipe.
@NullMarked
package org.glassformer.engine.backend.vulkan;

import org.jspecify.annotations.NullMarked;
