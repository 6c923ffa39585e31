/// The open model rounded to smaller types: what each loses on a text, and files of it.
@NullMarked
package org.glassformer.app.feature.models.files;

import org.jspecify.annotations.NullMarked;
