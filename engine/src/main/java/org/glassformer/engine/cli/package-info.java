/// The command line: every command prints one result on standard output and talks on standard error.
@NullMarked
package org.glassformer.engine.cli;

import org.jspecify.annotations.NullMarked;
