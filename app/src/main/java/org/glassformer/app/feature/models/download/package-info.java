/// Models to download: a list of small ones, any other by its id, and where they come from and go to.
@NullMarked
package org.glassformer.app.feature.models.download;

import org.jspecify.annotations.NullMarked;
