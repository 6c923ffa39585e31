package org.glassformer.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceTextTest {

    @Test
    void aDescriptionIsANameAndANote() {
        String vector = "CPU, Vector API 512 bit, 2 threads";
        assertThat(DeviceText.name(vector)).isEqualTo("CPU · Vector API");
        assertThat(DeviceText.note(vector)).isEqualTo("512 bit · 2 threads");
        String scalar = "CPU, plain loops, 1 thread";
        assertThat(DeviceText.name(scalar)).isEqualTo("CPU · plain loops");
        assertThat(DeviceText.note(scalar)).isEqualTo("1 thread");
        assertThat(DeviceText.name("GPU")).isEqualTo("GPU");
        assertThat(DeviceText.note("GPU")).isEmpty();
    }

    @Test
    void weightsAreCountedInRoundNumbers() {
        assertThat(DeviceText.parameters(262_528)).isEqualTo("263 K");
        assertThat(DeviceText.parameters(5_800_000)).isEqualTo("5.8 M");
        assertThat(DeviceText.parameters(124_439_808)).isEqualTo("124 M");
        assertThat(DeviceText.parameters(1_100_000_000)).isEqualTo("1.1 B");
    }
}
