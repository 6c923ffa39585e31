package org.glassformer.app.feature.attention.map;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.glassformer.app.session.Reading;
import org.jspecify.annotations.Nullable;

/// Pictures of single heads of one reading: those looked at last and those beside the last, in bounded memory.
///
/// At 1,024 tokens a picture takes 4.3 MB, and nine are kept. The choice is in decision 14.
final class PictureShelf {

    /// Bytes of all pictures kept.
    static final long MOST_BYTES = 40L << 20;

    /// Which picture of a reading.
    ///
    /// @param layer from 0
    /// @param head in its layer, from 0
    /// @param sinkHidden whether without the first token
    record Key(int layer, int head, boolean sinkHidden) {}

    private final Map<Key, MapPicture> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable Reading reading;

    /// How many pictures of so many tokens are kept.
    static int room(int length) {
        long weights = Math.max(1, (long) length * length);
        return (int) Math.min(64, MOST_BYTES / (weights * Float.BYTES + weights / Byte.SIZE));
    }

    /// A picture that is kept; of another reading than before, none.
    Optional<MapPicture> find(Reading of, Key key) {
        if (!of.equals(reading)) {
            reading = of;
            pictures.clear();
        }
        return Optional.ofNullable(pictures.get(key));
    }

    /// Keeps a picture, and drops the one not asked for the longest where it takes the room.
    void put(Reading of, Key key, MapPicture picture) {
        if (of.equals(reading)) {
            pictures.put(key, picture);
            Iterator<Key> oldest = pictures.keySet().iterator();
            while (pictures.size() > room(picture.length())) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    /// How many pictures are kept.
    int size() {
        return pictures.size();
    }
}
