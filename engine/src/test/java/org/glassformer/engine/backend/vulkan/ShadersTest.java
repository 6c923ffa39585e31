package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwjgl.system.MemoryUtil;

/// The kernels' text, which compiles without any device.
final class ShadersTest {
    private static final int SPIR_V = 0x07230203;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elementwise",
                "softmax",
                "norm",
                "columns",
                "embedBackward",
                "rope",
                "squares",
                "peakProduct|STEPS 512",
                "peakRead",
                "attentionSlope",
                "embed|W 1",
                "embed|W 4",
                "embed|W 5",
                "embed|W 6",
                "matvec|W 0|VEC 0|N 3|ROWS 2",
                "matvec|W 2|VEC 1|N 1|ROWS 4",
                "matvec|W 3|VEC 1|N 1|ROWS 1",
                "matvec|W 4|VEC 1|N 1|ROWS 1",
                "matvec|W 5|VEC 1|N 1|ROWS 4",
                "matvec|W 6|VEC 1|N 1|ROWS 4",
                "attentionJoin",
                "attention|HS 17|QT 8|KT 32|OWN 2|VEC 0|PARTS 0",
                "attention|HS 64|QT 1|KT 128|OWN 1|VEC 1|PARTS 1",
                "attention|HS 64|QT 1|KT 128|OWN 1|VEC 1|PARTS 0",
                "product|BM 64|BN 64|TM 4|TN 4|W 0|TA 0|TB 0|VEC 1|MASK 1|ADD 0|BIAS 1",
                "product|BM 32|BN 32|TM 2|TN 2|W 1|TA 0|TB 0|VEC 1|MASK 0|ADD 0|BIAS 1",
                "product|BM 32|BN 32|TM 2|TN 2|W 3|TA 0|TB 1|VEC 0|MASK 0|ADD 1|BIAS 0",
                "product|BM 64|BN 64|TM 4|TN 4|W 0|TA 1|TB 1|VEC 1|MASK 2|ADD 1|BIAS 0",
                "product|BM 64|BN 64|TM 4|TN 4|W 0|TA 1|TB 1|VEC 0|MASK 3|ADD 1|BIAS 0"
            })
    void everyKernelCompilesWithAndWithoutSubgroups(String kernel) {
        String[] parts = kernel.split("\\|", -1);
        StringBuilder defines = new StringBuilder();
        for (int i = 1; i < parts.length; i++) {
            defines.append("#define ").append(parts[i]).append('\n');
        }
        Shaders shaders = new Shaders(new ShaderCache(folder));
        for (String subgroups : new String[] {"", "#define SUBGROUPS\n"}) {
            ByteBuffer code = shaders.compiled(parts[0], defines + subgroups);
            assertThat(code.getInt(0)).isEqualTo(SPIR_V);
            MemoryUtil.memFree(code);
        }
    }
}
