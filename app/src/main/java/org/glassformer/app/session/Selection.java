package org.glassformer.app.session;

/// Moves what all screens have selected: the token, the layer and the head.
public final class Selection {

    private final LabSession session;

    /// The selection of a session.
    ///
    /// @param session what all screens share
    public Selection(LabSession session) {
        this.session = session;
    }

    /// Goes to another head of the layer, around its ends.
    ///
    /// @param by how many further
    public void moveHead(int by) {
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            int head = session.headProperty().get() + by;
            session.headProperty().set(Math.floorMod(head, model.nHead()));
        }
    }

    /// Goes to another layer, around the ends of the model.
    ///
    /// @param by how many further
    public void moveLayer(int by) {
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            int layer = session.layerProperty().get() + by;
            session.layerProperty().set(Math.floorMod(layer, model.nLayer()));
        }
    }

    /// Selects another token, from the last one if none is selected.
    ///
    /// @param by how many further
    public void moveToken(int by) {
        int count = session.tokensProperty().get().size();
        int selected = session.selectedTokenProperty().get();
        if (count > 0) {
            int from = selected == LabSession.NONE ? (by < 0 ? count : -1) : selected;
            session.selectedTokenProperty().set(Math.clamp(from + by, 0, count - 1));
        }
    }

    /// Unlocks the selected token.
    public void clear() {
        session.selectedTokenProperty().set(LabSession.NONE);
    }
}
