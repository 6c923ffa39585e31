package org.glassformer.engine.chat.jinja;

import java.time.Duration;

/// What a template may take.
///
/// @param time on the clock
/// @param characters that it may make, all intermediate texts and lists included
public record Limits(Duration time, long characters) {
    /// Enough for any template that was meant to work: a second and 32 million characters.
    public static final Limits USUAL = new Limits(Duration.ofSeconds(1), 32L << 20);

    /// The same, with room and time for contents of so many characters: a second more for every four million.
    ///
    /// @param contents characters of all messages
    public Limits withRoomFor(long contents) {
        return new Limits(time.plusMillis(contents / 4000), characters + 16 * contents);
    }
}
