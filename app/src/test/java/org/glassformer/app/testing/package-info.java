/// What tests of the lab share: a stage, a robot and snapshots.
@NullMarked
package org.glassformer.app.testing;

import org.jspecify.annotations.NullMarked;
