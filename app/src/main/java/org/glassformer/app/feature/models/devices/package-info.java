/// The devices there are, and one prompt on two of them in step.
@NullMarked
package org.glassformer.app.feature.models.devices;

import org.jspecify.annotations.NullMarked;
