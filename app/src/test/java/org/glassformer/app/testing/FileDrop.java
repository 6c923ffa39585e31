package org.glassformer.app.testing;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/// A drag from another window. A robot cannot do that: the events that it brings are fired at what is under the pointer.
public final class FileDrop {

    private FileDrop() {}

    /// Fires one event. Call on the JavaFX thread.
    ///
    /// @param target what is under the pointer
    /// @param type such as [DragEvent#DRAG_DROPPED]
    /// @param format of what is dragged
    /// @param value what is dragged
    public static DragEvent fire(
            Node target, EventType<DragEvent> type, DataFormat format, Object value) {
        Dragboard board = DragboardHelper.createDragboard(clipboard());
        board.setContent(Map.of(format, value));
        TransferMode mode = type == DragEvent.DRAG_DROPPED ? TransferMode.COPY : null;
        DragEvent event = new DragEvent(type, board, 20, 20, 20, 20, mode, null, null, null);
        Event.fireEvent(target, event);
        return event;
    }

    private static TKClipboard clipboard() {
        TKClipboard local = Toolkit.getToolkit().createLocalClipboard();
        return (TKClipboard)
                Proxy.newProxyInstance(
                        TKClipboard.class.getClassLoader(),
                        new Class<?>[] {TKClipboard.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getTransferModes")
                                        ? Set.of(TransferMode.COPY)
                                        : method.invoke(local, arguments));
    }
}
