/// Simple stories of our own to learn from: a small grammar of plots, characters and things.
@NullMarked
package org.glassformer.engine.train.story;

import org.jspecify.annotations.NullMarked;
