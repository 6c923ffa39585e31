package javafx.fxml;

/// Stands for JavaFX's class of this name, which the lab does not even depend on, so that a wrong class can be compiled.
public final class FXMLLoader {

    private FXMLLoader() {}
}
