package org.glassformer.engine.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Broken and hostile checkpoints, each with what the complaint must say.
final class HostileFiles {
    /// One way to be wrong.
    ///
    /// @param make writes the files into an empty folder
    /// @param file the file the complaint must name, empty for the folder itself
    /// @param says words of the complaint's expectation
    /// @param placed whether the complaint must name a byte
    record Case(String title, Consumer<Path> make, String file, String says, boolean placed) {
        @Override
        public String toString() {
            return title;
        }
    }

    static final String FILE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";
    private static final String F32 = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    private HostileFiles() {}

    /// Files that do not open.
    static List<Case> cases() {
        return List.of(
                raw("no byte at all", "8 bytes of header length", new byte[0]),
                raw("cut within the length", "8 bytes of header length", new byte[5]),
                raw("nothing after the length", "8 bytes of header", length(2)),
                raw("cut within the header", "within the file", length(100), "{\"w\":"),
                raw(
                        "header claimed far beyond the file",
                        "within the file",
                        length(90_000_000),
                        "{}"),
                raw("header claimed beyond 100 MB", "a header of 2 to", length(1L << 40), "{}"),
                raw("header length with the sign bit", "a header of 2 to", length(-1), "{}"),
                raw("header length of zero", "a header of 2 to", length(0), "{}"),
                raw("not a safetensors file", "a header of 2 to", "PK-zip-or-html-or-anything"),
                header("header is an array", "begins with {", "[1,2]", 0),
                header("header is spaces", "begins with {", " {}", 0),
                header("header is UTF-16", "JSON text", "{\0\"\0w\0\"\0", 0),
                header("not JSON", "well-formed JSON", "{w: 1}", 0),
                header("JSON ends early", "well-formed JSON", "{\"w\":{\"dtype\":\"F32\"", 0),
                header("two JSON objects", "nothing but spaces", "{} {}", 0),
                header("deep nesting", "\"w\" to be an object", "{\"w\":" + "[".repeat(50_000), 0),
                header(
                        "deep metadata",
                        "a text in __metadata__",
                        "{\"__metadata__\":{\"a\":[]}}",
                        0),
                header("metadata is a text", "__metadata__", "{\"__metadata__\":\"pt\"}", 0),
                header("a tensor is a number", "\"w\" to be an object", "{\"w\":1}", 0),
                header(
                        "the same name twice",
                        "well-formed JSON",
                        "{\"w\":" + F32 + ",\"w\":" + F32 + "}",
                        8),
                header(
                        "the same key twice",
                        "well-formed JSON",
                        "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F16\"}}",
                        8),
                header(
                        "no dtype",
                        "dtype, shape",
                        "{\"w\":{\"shape\":[2],\"data_offsets\":[0,8]}}",
                        8),
                header(
                        "no shape",
                        "dtype, shape",
                        "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
                        8),
                header(
                        "no offsets",
                        "dtype, shape",
                        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}}",
                        8),
                header("an unknown key", "dtype, shape", "{\"w\":{\"type\":\"F32\"}}", 8),
                tensor("unknown dtype", "a known one", "\"F33\"", "[2]", "[0,8]", 8),
                tensor("dtype in small letters", "a known one", "\"f32\"", "[2]", "[0,8]", 8),
                tensor("dtype is a number", "a known one", "32", "[2]", "[0,8]", 8),
                tensor("wrong dtype for the size", "to take 4 bytes", "\"F16\"", "[2]", "[0,8]", 8),
                tensor("shape is a number", "as an array", "\"F32\"", "2", "[0,8]", 8),
                tensor("negative size", "a size from 0", "\"F32\"", "[-2]", "[0,8]", 8),
                tensor("fractional size", "a size from 0", "\"F32\"", "[2.0]", "[0,8]", 8),
                tensor(
                        "size beyond 31 bits",
                        "a size from 0",
                        "\"F32\"",
                        "[4294967298]",
                        "[0,8]",
                        8),
                tensor(
                        "size beyond 64 bits",
                        "a size from 0",
                        "\"F32\"",
                        "[36893488147419103234]",
                        "[0,8]",
                        8),
                tensor(
                        "size of a thousand digits",
                        "well-formed JSON",
                        "\"F32\"",
                        "[" + "9".repeat(1000) + "]",
                        "[0,8]",
                        8),
                tensor(
                        "product of sizes overflows to the right one",
                        "fit in 64 bits",
                        "\"F32\"",
                        "[2147483648,2147483648,4,2]".replace("2147483648", "1073741824"),
                        "[0,0]",
                        0),
                tensor(
                        "overflow before a zero",
                        "fit in 64 bits",
                        "\"F32\"",
                        "[2147483647,2147483647,2147483647,0]",
                        "[0,0]",
                        0),
                tensor(
                        "a hundred axes",
                        "at most 16 axes",
                        "\"F32\"",
                        "[1" + ",1".repeat(99) + "]",
                        "[0,4]",
                        4),
                tensor(
                        "huge shape, small data",
                        "to take",
                        "\"F32\"",
                        "[50257,1000000]",
                        "[0,8]",
                        8),
                tensor(
                        "shape larger than the data",
                        "to take 12 bytes",
                        "\"F32\"",
                        "[3]",
                        "[0,8]",
                        8),
                tensor(
                        "offsets beyond the file",
                        "within the 8 bytes",
                        "\"F32\"",
                        "[4]",
                        "[0,16]",
                        8),
                tensor(
                        "offsets beyond 63 bits",
                        "whole numbers",
                        "\"F32\"",
                        "[2]",
                        "[0,9223372036854775808]",
                        8),
                tensor("offsets backwards", "within the 8 bytes", "\"F32\"", "[2]", "[8,0]", 8),
                tensor("negative offset", "whole numbers", "\"F32\"", "[2]", "[-8,0]", 8),
                tensor("fractional offset", "whole numbers", "\"F32\"", "[2]", "[0.0,8.0]", 8),
                tensor("offset as a text", "whole numbers", "\"F32\"", "[2]", "[\"0\",8]", 8),
                tensor("one offset", "whole numbers", "\"F32\"", "[2]", "[8]", 8),
                tensor("three offsets", "whole numbers", "\"F32\"", "[2]", "[0,8,8]", 8),
                tensor("data cut off", "within the 4 bytes", "\"F32\"", "[2]", "[0,8]", 4),
                tensor(
                        "data after the last tensor",
                        "the end of the file",
                        "\"F32\"",
                        "[2]",
                        "[0,8]",
                        9),
                tensor("hole at the start", "to begin at 0", "\"F32\"", "[2]", "[4,12]", 12),
                tensor("half a byte of four-bit numbers", "to take", "\"F4\"", "[3]", "[0,1]", 1),
                header(
                        "tensors overlap",
                        "\"v\" to begin at 8",
                        "{\"w\":" + F32 + ",\"v\":" + F32.replace("[0,8]", "[4,12]") + "}",
                        12),
                header(
                        "tensors in one place",
                        "to begin at 8",
                        "{\"w\":" + F32 + ",\"v\":" + F32 + "}",
                        8),
                header(
                        "hole between tensors",
                        "\"v\" to begin at 8",
                        "{\"w\":" + F32 + ",\"v\":" + F32.replace("[0,8]", "[12,20]") + "}",
                        20),
                raw(
                        "a name that is not UTF-8",
                        "UTF-8 text",
                        length(8 + F32.length()),
                        new byte[] {'{', '"', 'w', (byte) 0xc3, '"', ':'},
                        F32 + " }",
                        new byte[8]),
                raw(
                        "an overlong UTF-8 slash",
                        "UTF-8 text",
                        length(8 + F32.length()),
                        new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':'},
                        F32 + " }",
                        new byte[8]),
                new Case(
                        "a folder in place of the file",
                        HostileFiles::folder,
                        FILE,
                        "a safetensors",
                        false),
                new Case("an empty folder", folder -> {}, "", "one file *.safetensors", false),
                index("index is not JSON", "well-formed JSON", INDEX, "weights"),
                index("index is empty", "a JSON object", INDEX, ""),
                index("index is an array", "a JSON object", INDEX, "[]"),
                index(
                        "index without a weight map",
                        "weight_map to be an object",
                        INDEX,
                        "{\"a\":1}"),
                index(
                        "weight map is a list",
                        "weight_map to be an object",
                        INDEX,
                        "{\"weight_map\":[]}"),
                index("shard is a number", "weight_map.w to be a text", INDEX, map("1")),
                index("shard above the folder", "plain name", INDEX, map("\"../x.safetensors\"")),
                index("shard at a root", "plain name", INDEX, map("\"/etc/x.safetensors\"")),
                index(
                        "shard behind backslashes",
                        "plain name",
                        INDEX,
                        map("\"..\\\\x.safetensors\"")),
                index("shard on a drive", "plain name", INDEX, map("\"C:x.safetensors\"")),
                index(
                        "shard with a zero byte",
                        "plain name",
                        INDEX,
                        map("\"a\\u0000.safetensors\"")),
                index("shard of another kind", "plain name", INDEX, map("\"passwd\"")),
                new Case(
                        "shard is missing",
                        folder -> write(folder, INDEX, map("\"a.safetensors\"")),
                        "a.safetensors",
                        "a safetensors file",
                        false),
                index(
                        "tensor is not in its shard",
                        "a file that holds",
                        INDEX,
                        map("\"b.safetensors\"")),
                index(
                        "index names a tensor twice",
                        "well-formed JSON",
                        INDEX,
                        "{\"weight_map\":{\"w\":\"a\",\"w\":\"b\"}}"),
                index(
                        "index nested deeply",
                        "well-formed JSON",
                        INDEX,
                        "{\"a\":" + "[".repeat(100_000)));
    }

    private static String map(String shard) {
        return "{\"weight_map\":{\"w\":" + shard + "}}";
    }

    /// An index beside a good shard `b.safetensors` that holds only a tensor `v`.
    private static Case index(String title, String says, String file, String json) {
        return new Case(
                title,
                folder -> {
                    write(folder, INDEX, json);
                    String head = "{\"v\":" + F32 + "}";
                    write(folder, "b.safetensors", length(head.length()), head, new byte[8]);
                },
                file,
                says,
                true);
    }

    private static Case tensor(
            String title, String says, String dtype, String shape, String offsets, int data) {
        String json =
                String.format(
                        "{\"w\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}}",
                        dtype, shape, offsets);
        return header(title, says, json, data);
    }

    private static Case header(String title, String says, String json, int data) {
        return raw(title, says, length(json.length()), json, new byte[data]);
    }

    private static Case raw(String title, String says, Object... parts) {
        return new Case(title, folder -> write(folder, FILE, parts), FILE, says, true);
    }

    private static byte[] length(long length) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    }

    private static void folder(Path folder) {
        try {
            Files.createDirectory(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, String name, Object... parts) {
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            for (Object part : parts) {
                out.write(
                        part instanceof byte[] bytes
                                ? bytes
                                : part.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
