@NullMarked
package org.glassformer.app.feature.models.download;

import org.jspecify.annotations.NullMarked;
