package org.glassformer.engine.backend.vulkan;

import static org.lwjgl.util.shaderc.Shaderc.shaderc_compilation_status_success;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compile_into_spv;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compile_options_initialize;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compile_options_release;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compile_options_set_optimization_level;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compile_options_set_target_env;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compiler_initialize;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compiler_release;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_compute_shader;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_env_version_vulkan_1_2;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_optimization_level_performance;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_result_get_bytes;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_result_get_compilation_status;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_result_get_error_message;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_result_release;
import static org.lwjgl.util.shaderc.Shaderc.shaderc_target_env_vulkan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.lwjgl.system.MemoryUtil;

/// The kernels' text, compiled when first used and then kept in a [ShaderCache].
final class Shaders {
    /// What each file includes after `common.glsl`.
    private static final Map<String, List<String>> INCLUDES =
            Map.of(
                    "softmax", List.of("reduce", "visible"),
                    "norm", List.of("reduce"),
                    "squares", List.of("reduce"),
                    "embed", List.of("weights"),
                    "matvec", List.of("reduce", "weights"),
                    "product", List.of("weights", "visible"),
                    "attention", List.of("reduce", "visible"),
                    "attentionSlope", List.of("reduce", "visible"));

    private final ShaderCache cache;

    Shaders(ShaderCache cache) {
        this.cache = cache;
    }

    /// SPIR-V, in memory that the caller frees.
    ///
    /// @param defines lines of the preprocessor
    ByteBuffer compiled(String name, String defines) {
        String source = source(name, defines);
        byte[] code = cache.get(source, text -> compile(name, text));
        ByteBuffer buffer = MemoryUtil.memAlloc(code.length);
        return buffer.put(code).flip();
    }

    private static String source(String name, String defines) {
        StringBuilder text = new StringBuilder("#version 450\n").append(defines);
        text.append(resource("common.glsl"));
        for (String part : INCLUDES.getOrDefault(name, List.of())) {
            text.append(resource(part + ".glsl"));
        }
        return text.append(resource(name + ".comp")).toString();
    }

    private static String resource(String file) {
        try (InputStream in = Shaders.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the kernel " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compile(String name, String source) {
        long compiler = shaderc_compiler_initialize();
        long options = shaderc_compile_options_initialize();
        try {
            shaderc_compile_options_set_target_env(
                    options, shaderc_target_env_vulkan, shaderc_env_version_vulkan_1_2);
            shaderc_compile_options_set_optimization_level(
                    options, shaderc_optimization_level_performance);
            ByteBuffer text = MemoryUtil.memUTF8(source, false);
            ByteBuffer file = MemoryUtil.memUTF8(name);
            ByteBuffer main = MemoryUtil.memUTF8("main");
            long result =
                    shaderc_compile_into_spv(
                            compiler, text, shaderc_compute_shader, file, main, options);
            MemoryUtil.memFree(text);
            MemoryUtil.memFree(file);
            MemoryUtil.memFree(main);
            try {
                ByteBuffer code = shaderc_result_get_bytes(result);
                if (shaderc_result_get_compilation_status(result)
                                != shaderc_compilation_status_success
                        || code == null) {
                    throw new IllegalStateException(
                            "the kernel "
                                    + name
                                    + " does not compile: "
                                    + shaderc_result_get_error_message(result));
                }
                byte[] bytes = new byte[code.remaining()];
                code.get(bytes);
                return bytes;
            } finally {
                shaderc_result_release(result);
            }
        } finally {
            shaderc_compile_options_release(options);
            shaderc_compiler_release(compiler);
        }
    }
}
