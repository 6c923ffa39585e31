package org.glassformer.engine.backend;

/// What a device reaches at most, measured on itself: the yardstick of every other figure.
///
/// @param gigaflops 10^9 floating-point operations a second, of fused multiply-adds of 32-bit numbers in registers
/// @param gigabytes 10^9 bytes a second, of reading more memory than caches hold
public record DevicePeak(double gigaflops, double gigabytes) {}
