package org.glassformer.app.session;

/// A device that models can run on.
///
/// @param name by which one asks for it
/// @param description what it is
/// @param available whether it can be used here
/// @param why the reason if it cannot, else empty
public record DeviceSummary(String name, String description, boolean available, String why) {}
