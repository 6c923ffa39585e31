package org.glassformer.app.feature.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.testing.SessionBench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsViewModelTest {

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private ModelsViewModel model;

    @BeforeEach
    void make() {
        model =
                new ModelsViewModel(
                        bench.session(),
                        bench.engine(),
                        new ModelOpening(bench.session(), bench.engine(), bench.runner()),
                        new SimpleObjectProperty<>(
                                HubSettings.ofUser("", folder.resolve("models"))),
                        bench.runner());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private boolean weights() {
        return model.weights().shownProperty().get();
    }

    private boolean experts() {
        return model.experts().shownProperty().get();
    }

    @Test
    void partsAreInViewWhileTheyAreChosenAndTheScreenIs() {
        model.sectionProperty().set(Section.EXPERTS);
        assertThat(experts()).isFalse();
        model.shown();
        assertThat(experts()).isTrue();
        assertThat(weights()).isFalse();
        model.sectionProperty().set(Section.WEIGHTS);
        assertThat(experts()).isFalse();
        assertThat(weights()).isTrue();
        model.hidden();
        assertThat(weights()).isFalse();
        model.sectionProperty().set(Section.EXPERTS);
        assertThat(experts()).isFalse();
    }
}
