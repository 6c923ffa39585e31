package org.glassformer.app.task;

/// How much of a hurry a job is in.
public enum Urgency {
    /// A person waits for it, and it takes milliseconds: what is seen next. Patient jobs stand still meanwhile.
    PRESSING,
    /// Neither.
    USUAL,
    /// Fills in what is not looked at, in many small steps; gives way whenever it asks whether it is cancelled.
    PATIENT
}
