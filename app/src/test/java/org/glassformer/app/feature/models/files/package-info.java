@NullMarked
package org.glassformer.app.feature.models.files;

import org.jspecify.annotations.NullMarked;
