package org.glassformer.app.export;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Asks where to save.
@FunctionalInterface
public interface SaveDialog {

    /// Asks for a file. Called on the JavaFX thread.
    ///
    /// @param owner the window asked from
    /// @param format what will be saved
    /// @param name a proposal for the file's name
    /// @param folder a proposal for the folder; empty for the usual one
    /// @return the chosen file, empty when given up
    Optional<Path> ask(
            @Nullable Window owner, ExportFormat format, String name, Optional<Path> folder);

    /// The operating system's own dialog.
    static SaveDialog ofSystem() {
        return (owner, format, name, folder) -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Messages.text("export.ask." + format));
            chooser.setInitialFileName(name);
            folder.filter(Files::isDirectory)
                    .map(Path::toFile)
                    .ifPresent(chooser::setInitialDirectory);
            String ending = "*." + format.extension();
            chooser.getExtensionFilters()
                    .setAll(new FileChooser.ExtensionFilter(format.name(), ending));
            File chosen = chooser.showSaveDialog(owner);
            return Optional.ofNullable(chosen).map(File::toPath);
        };
    }
}
