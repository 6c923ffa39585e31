/// What the lab remembers between runs.
@NullMarked
package org.glassformer.app.prefs;

import org.jspecify.annotations.NullMarked;
