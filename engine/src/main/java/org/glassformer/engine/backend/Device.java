package org.glassformer.engine.backend;

/// A device as it is listed.
///
/// @param name the name by which one asks for it
/// @param description what it is, for people
/// @param available whether it can be opened here
/// @param why the reason if it cannot, else empty
public record Device(String name, String description, boolean available, String why) {}
