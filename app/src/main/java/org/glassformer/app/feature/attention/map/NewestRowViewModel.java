package org.glassformer.app.feature.attention.map;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TokenWeights;

/// What the newest token looked at when it was read, for each step of the text.
///
/// Attention is causal: a row never changes when the text grows. So the row that the newest token had at step t is row t
/// of the pattern now, and scrubbing needs no history. While the text grows, the newest row is followed, until an
/// earlier one is chosen.
final class NewestRowViewModel {

    private final ReadOnlyObjectProperty<MapPicture> picture;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final IntegerProperty step = new SimpleIntegerProperty(this, "step", 0);
    private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper(this, "last", 0);
    private final ReadOnlyBooleanWrapper following =
            new ReadOnlyBooleanWrapper(this, "following", true);
    private final ReadOnlyObjectWrapper<TokenWeights> row =
            new ReadOnlyObjectWrapper<>(this, "row", TokenWeights.EMPTY);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");

    NewestRowViewModel(ReadOnlyObjectProperty<MapPicture> picture) {
        this.picture = picture;
        picture.subscribe(this::read);
        step.subscribe((before, now) -> choose());
        shown.subscribe((before, now) -> list());
    }

    private void read(MapPicture now) {
        boolean follow = following.get();
        last.set(Math.max(0, now.length() - 1));
        step.set(follow ? last.get() : Math.min(step.get(), last.get()));
        list();
    }

    private void choose() {
        following.set(step.get() >= last.get());
        list();
    }

    private void list() {
        MapPicture now = picture.get();
        int query = step.get();
        if (!shown.get() || query < 0 || query >= now.length()) {
            return;
        }
        float[] weights = new float[now.length()];
        for (int key = 0; key < weights.length; key++) {
            weights[key] =
                    now.data().isMasked(query, key) ? Float.NaN : now.data().value(query, key);
        }
        row.set(new TokenWeights(now.labels(), weights, query));
        title.set(
                Messages.text(
                        following.get() ? "amap.row.newest" : "amap.row.earlier",
                        now.labels().get(query),
                        query + 1,
                        now.length()));
    }

    /// Goes to the newest row and follows it.
    void follow() {
        step.set(last.get());
    }

    /// Whether the row is on view.
    BooleanProperty shownProperty() {
        return shown;
    }

    /// The step looked at, from 0: the index of the token that was the newest then.
    IntegerProperty stepProperty() {
        return step;
    }

    /// The last step.
    ReadOnlyIntegerProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// Whether the newest row is followed while the text grows.
    ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /// The row of the step, over all tokens there are now.
    ReadOnlyObjectProperty<TokenWeights> rowProperty() {
        return row.getReadOnlyProperty();
    }

    /// Which token's row it is.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }
}
