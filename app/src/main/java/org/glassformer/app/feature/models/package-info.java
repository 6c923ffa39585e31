/// The Models screen: what the open model is, what it costs, and the models, files and devices there are.
@NullMarked
package org.glassformer.app.feature.models;

import org.jspecify.annotations.NullMarked;
