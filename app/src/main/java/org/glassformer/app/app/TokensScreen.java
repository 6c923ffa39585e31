package org.glassformer.app.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.feature.tokens.TokensView;
import org.glassformer.app.feature.tokens.TokensViewModel;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.FileTarget;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.shell.Screen;

/// The Tokens screen with its keys and its files.
final class TokensScreen implements ScreenCommands, FileTarget {

    private final TokensViewModel tokens;

    TokensScreen(TokensViewModel tokens) {
        this.tokens = tokens;
    }

    Screen.Content content(PanelExport export) {
        return new Screen.Content(new TokensView(tokens, export), this, this);
    }

    @Override
    public void playOrPause() {
        tokens.playOrPause();
    }

    @Override
    public boolean step(int by) {
        tokens.step(by);
        return true;
    }

    @Override
    public List<String> keys() {
        return List.of("play", "step");
    }

    @Override
    public boolean escape() {
        return tokens.unlock();
    }

    @Override
    public void hidden() {
        tokens.rest();
    }

    /// A tokenizer's file, or a folder that holds one and no model; the other JSON files of a model folder mean the model.
    @Override
    public boolean accepts(Path path) {
        if (Files.isDirectory(path)) {
            return Files.exists(path.resolve("tokenizer.json"))
                    && !Files.exists(path.resolve("config.json"));
        }
        Path name = path.getFileName();
        return name != null
                && name.toString().endsWith(".json")
                && !name.toString().endsWith("config.json")
                && !name.toString().endsWith(".index.json");
    }

    @Override
    public void open(Path path) {
        tokens.open(path);
    }

    @Override
    public String hint() {
        return Messages.text("drop.tokenizer");
    }
}
