package org.glassformer.app.download;

import java.time.Duration;

/// How long a silent server is waited for, and how often a broken connection is made again.
///
/// @param connect for a connection and the head of a reply
/// @param silence within a reply
/// @param attempts that may bring no byte, one after the other
/// @param pause before the second attempt, and twice as long before each further one
record Patience(Duration connect, Duration silence, int attempts, Duration pause) {

    static final Patience USUAL =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(40), 4, Duration.ofSeconds(1));
}
