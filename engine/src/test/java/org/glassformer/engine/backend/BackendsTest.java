package org.glassformer.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BackendsTest {
    @Test
    void theScalarDeviceIsAlwaysThereAndComesLast() {
        Device last = Backends.list().getLast();

        assertThat(last.name()).isEqualTo("scalar");
        assertThat(last.available()).isTrue();
        assertThat(last.why()).isEmpty();
    }

    @Test
    void everyMissingDeviceSaysWhy() {
        assertThat(Backends.list())
                .allSatisfy(
                        device -> assertThat(device.why().isEmpty()).isEqualTo(device.available()));
    }

    @Test
    void aDeviceOpensByName() {
        try (Backend backend = Backends.open("scalar", 4)) {
            assertThat(backend.name()).isEqualTo("scalar");
            assertThat(backend.threads()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Backends.open("abacus", 0))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("there is no device 'abacus'")
                .hasMessageContaining("scalar");
    }
}
