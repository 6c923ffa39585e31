package org.glassformer.app.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;
import org.glassformer.app.i18n.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies and saves panels: takes what is on screen at once, asks for a file, and does the rest off the JavaFX thread.
///
/// One for the whole lab; every panel gets an [ExportMenu] over it. Use from the JavaFX thread.
public final class PanelExport {

    private static final Logger LOG = LoggerFactory.getLogger(PanelExport.class);

    private final Executor background;
    private final Executor ui;
    private final Consumer<ExportNotice> notices;
    private final SaveDialog dialog;
    private Optional<Path> folder = Optional.empty();

    /// Exports by way of the operating system's dialog.
    ///
    /// @param background runs encoding and writing
    /// @param ui runs short actions on the JavaFX thread
    /// @param notices gets what became of each export, on the JavaFX thread
    public PanelExport(Executor background, Executor ui, Consumer<ExportNotice> notices) {
        this(background, ui, notices, SaveDialog.ofSystem());
    }

    /// Exports by way of any dialog.
    ///
    /// @param background runs encoding and writing
    /// @param ui runs short actions on the JavaFX thread
    /// @param notices gets what became of each export, on the JavaFX thread
    /// @param dialog asks where to save
    public PanelExport(
            Executor background, Executor ui, Consumer<ExportNotice> notices, SaveDialog dialog) {
        this.background = background;
        this.ui = ui;
        this.notices = notices;
        this.dialog = dialog;
    }

    /// Puts a picture of a panel on the clipboard.
    ///
    /// @param panel as it is on screen now
    /// @param caption stands below it
    public void copyPicture(Node panel, Caption caption) {
        PanelPicture picture = PanelPicture.of(panel, caption);
        inBackground(
                () -> {
                    Image image = picture.toImage();
                    return () -> {
                        ClipboardContent content = new ClipboardContent();
                        content.putImage(image);
                        copy(content, "export.copied.picture");
                    };
                },
                failure -> Messages.text("export.failed.copy"));
    }

    /// Saves a picture of a panel as PNG.
    ///
    /// @param panel as it is on screen now
    /// @param caption stands below it
    public void savePicture(Node panel, Caption caption) {
        PanelPicture picture = PanelPicture.of(panel, caption);
        save(panel, ExportFormat.PNG, caption.title(), picture::writePng);
    }

    /// Saves a drawing of a panel as SVG.
    ///
    /// @param panel as it is on screen now
    /// @param caption stands below it
    public void saveDrawing(Node panel, Caption caption) {
        PanelDrawing drawing = PanelDrawing.of(panel, caption);
        save(panel, ExportFormat.SVG, caption.title(), drawing::writeSvg);
    }

    /// Saves numbers as CSV, UTF-8 with the settings as comment lines before them.
    ///
    /// @param owner a node of the window that asks for the file
    /// @param table read later, off the JavaFX thread
    public void saveCsv(Node owner, NumbersTable table) {
        save(
                owner,
                ExportFormat.CSV,
                table.caption().title(),
                out -> {
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    CsvWriter.csv(table, writer);
                    writer.flush();
                });
    }

    /// Saves numbers as JSON.
    ///
    /// @param owner a node of the window that asks for the file
    /// @param table read later, off the JavaFX thread
    public void saveJson(Node owner, NumbersTable table) {
        save(
                owner,
                ExportFormat.JSON,
                table.caption().title(),
                out -> JsonWriter.write(table, out));
    }

    /// Saves one array of numbers as NumPy's `.npy`.
    ///
    /// @param owner a node of the window that asks for the file
    /// @param title of the panel
    /// @param matrix read later, off the JavaFX thread
    public void saveNpy(Node owner, String title, Matrix matrix) {
        save(owner, ExportFormat.NPY, title, out -> NpyWriter.write(matrix, out));
    }

    /// Puts numbers on the clipboard, as spreadsheets take them.
    ///
    /// @param table read later, off the JavaFX thread
    public void copyNumbers(NumbersTable table) {
        inBackground(
                () -> {
                    StringBuilder text = new StringBuilder();
                    CsvWriter.tabs(table, text);
                    return () -> {
                        ClipboardContent content = new ClipboardContent();
                        content.putString(text.toString());
                        copy(content, "export.copied.numbers");
                    };
                },
                failure -> Messages.text("export.failed.copy"));
    }

    private void copy(ClipboardContent content, String key) {
        boolean done = Clipboard.getSystemClipboard().setContent(content);
        notices.accept(
                done
                        ? new ExportNotice(false, Messages.text(key))
                        : new ExportNotice(true, Messages.text("export.failed.copy")));
    }

    private void save(Node owner, ExportFormat format, String title, SavedFile.Content content) {
        Window window = owner.getScene() == null ? null : owner.getScene().getWindow();
        Optional<Path> chosen = dialog.ask(window, format, format.fileName(title), folder);
        if (chosen.isEmpty()) {
            return;
        }
        Path file = withExtension(chosen.get(), format);
        folder = Optional.ofNullable(file.toAbsolutePath().getParent());
        inBackground(
                () -> {
                    SavedFile.write(file, content);
                    String done = Messages.text("export.saved", file.toAbsolutePath().toString());
                    return () -> notices.accept(new ExportNotice(false, done));
                },
                failure -> SavedFile.sentence(file, failure));
    }

    /// The file as chosen; a name without any ending gets the format's.
    private static Path withExtension(Path file, ExportFormat format) {
        String name = String.valueOf(file.getFileName());
        return name.lastIndexOf('.') > 0
                ? file
                : file.resolveSibling(name + "." + format.extension());
    }

    /// Work that ends with something to do on the JavaFX thread.
    @FunctionalInterface
    private interface Work {

        Runnable run() throws IOException;
    }

    private void inBackground(Work work, Function<Throwable, String> sentence) {
        background.execute(() -> {
            Runnable end;
            try {
                end = work.run();
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                LOG.warn("Export failed", e);
                String told = sentence.apply(e);
                end = () -> notices.accept(new ExportNotice(true, told));
            }
            ui.execute(end);
        });
    }
}
