/// Models from a hub: what there is, asking for it, and bringing it here whole and checked. It knows no screen.
///
/// Nothing here touches the network before it is called, and nothing calls it but a click.
@NullMarked
package org.glassformer.app.download;

import org.jspecify.annotations.NullMarked;
