/// Tests of the command line, in this process.
@NullMarked
package org.glassformer.engine.cli;

import org.jspecify.annotations.NullMarked;
