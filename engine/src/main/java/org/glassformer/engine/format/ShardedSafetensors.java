package org.glassformer.engine.format;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A checkpoint cut into several safetensors files, with a JSON index that says which tensor lies
/// where: `{"metadata": {"total_size": 8}, "weight_map": {"wte": "model-00001-of-00002.safetensors"}}`.
public final class ShardedSafetensors implements Checkpoint {
    private static final long LARGEST_INDEX = 32L << 20;

    private final Path index;
    private final Map<String, Safetensors> byTensor = new LinkedHashMap<>();
    private final Map<String, Safetensors> byFile = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private ShardedSafetensors(Path index) {
        this.index = index;
    }

    /// Maps every file that an index names and checks that it holds the tensors it should; the
    /// caller closes it.
    ///
    /// @param index the index file; its shards lie in the same folder
    /// @throws ModelFormatException if the index or a shard is wrong or missing, or a name in it
    ///     leads out of the folder
    public static ShardedSafetensors open(Path index) {
        ShardedSafetensors checkpoint = new ShardedSafetensors(index);
        boolean done = false;
        try {
            checkpoint.openShards(JsonFile.read(index, LARGEST_INDEX));
            done = true;
            return checkpoint;
        } finally {
            if (!done) {
                checkpoint.close();
            }
        }
    }

    private void openShards(JsonFile json) {
        JsonFile weightMap = json.requireChild("weight_map");
        for (String tensor : weightMap.names()) {
            String fileName = weightMap.requireString(tensor);
            @Nullable Safetensors shard = byFile.get(fileName);
            if (shard == null) {
                shard = Safetensors.open(shardPath(weightMap, tensor, fileName));
                byFile.put(fileName, shard);
                shard.metadata().forEach(metadata::putIfAbsent);
            }
            if (!shard.has(tensor)) {
                throw weightMap.wrong(tensor, "a file that holds this tensor");
            }
            byTensor.put(tensor, shard);
        }
        json.child("metadata")
                .ifPresent(child -> {
                    for (String name : child.names()) {
                        child.scalar(name).ifPresent(text -> metadata.put(name, text));
                    }
                });
    }

    /// The place of a shard: a plain file name beside the index and nothing else. (Whether that
    /// file is a link does not matter: download caches are made of links.)
    private Path shardPath(JsonFile weightMap, String tensor, String fileName) {
        boolean plain =
                fileName.endsWith(".safetensors")
                        && fileName.indexOf('/') < 0
                        && fileName.indexOf('\\') < 0
                        && fileName.indexOf(':') < 0
                        && fileName.indexOf('\0') < 0;
        if (!plain) {
            throw weightMap.wrong(
                    tensor, "the plain name of a .safetensors file in the same folder");
        }
        try {
            return index.resolveSibling(fileName);
        } catch (InvalidPathException e) {
            throw weightMap.wrong(tensor, "a file name that this system allows");
        }
    }

    @Override
    public Path path() {
        return index;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(byTensor.keySet());
    }

    @Override
    public boolean has(String name) {
        return byTensor.containsKey(name);
    }

    @Override
    public StoredTensor tensor(String name) {
        @Nullable Safetensors shard = byTensor.get(name);
        if (shard == null) {
            throw wrong(name, "a tensor \"" + name + "\"", "none");
        }
        return shard.tensor(name);
    }

    @Override
    public ModelFormatException wrong(String name, String expectation, String found) {
        @Nullable Safetensors shard = byTensor.get(name);
        return shard == null
                ? new ModelFormatException(index, 0, expectation, found)
                : shard.wrong(name, expectation, found);
    }

    @Override
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    @Override
    public void close() {
        byFile.values().forEach(Safetensors::close);
    }
}
