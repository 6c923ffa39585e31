@NullMarked
package org.glassformer.app.feature.models.devices;

import org.jspecify.annotations.NullMarked;
