/// The operations a transformer is made of, and the devices that can run them.
@NullMarked
package org.glassformer.engine.backend;

import org.jspecify.annotations.NullMarked;
