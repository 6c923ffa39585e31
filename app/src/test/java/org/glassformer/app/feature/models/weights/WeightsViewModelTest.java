package org.glassformer.app.feature.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.glassformer.app.export.Matrix;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.testing.SessionBench;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.ArchitectureData;
import org.glassformer.app.ui.control.Cell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsViewModelTest {

    @TempDir private Path folder;
    private final SessionBench bench = SessionBench.direct();
    private final WeightsViewModel model =
            new WeightsViewModel(bench.session(), bench.engine(), bench.runner());

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.open(TinyModels.write(folder.resolve("tiny"), 3), "Once upon a time");
        model.shownProperty().set(true);
    }

    private WeightPictureViewModel picture() {
        return Objects.requireNonNull(model.pictureProperty().get());
    }

    @Test
    void nothingIsReadBeforeItIsInView() {
        bench.open(TinyModels.write(folder.resolve("tiny"), 3), "Once");
        assertThat(model.pictureProperty().get()).isNull();
        assertThat(model.drawingProperty().get()).isEqualTo(ArchitectureData.EMPTY);
        model.shownProperty().set(true);
        assertThat(picture().name()).isEqualTo("blocks.0.wq");
    }

    @Test
    void layersChosenElsewhereAreReadWhenTheyAreInViewAgain() {
        open();
        model.shownProperty().set(false);
        bench.session().layerProperty().set(1);
        assertThat(picture().name()).isEqualTo("blocks.0.wq");
        model.shownProperty().set(true);
        assertThat(picture().name()).isEqualTo("blocks.1.wq");
    }

    @Test
    void everyWeightOfTheModelIsInABox() {
        open();
        DrawnModelViewModelTest.assertWhole(
                model.drawingProperty().get(), model.rowsProperty().get());
        assertThat(model.drawingProperty().get().layers()).isEqualTo(2);
        assertThat(model.drawingProperty().get().branches()).hasSize(2);
    }

    @Test
    void aBoxShowsItsMatrixAndItsBiasOnDemand() {
        open();
        model.selectedProperty().set("w1");
        assertThat(picture().name()).isEqualTo("blocks.0.w1");
        assertThat(model.insideProperty().get()).containsExactly("blocks.0.w1", "blocks.0.b1");
        model.weightProperty().set("blocks.0.b1");
        assertThat(picture().rows()).isEqualTo(1);
        assertThat(picture().columns()).isEqualTo(128);
    }

    @Test
    void theBoxStaysFromLayerToLayer() {
        open();
        model.selectedProperty().set("w2");
        model.weightProperty().set("blocks.0.b2");
        model.showLayer(1);
        assertThat(bench.session().layerProperty().get()).isEqualTo(1);
        assertThat(picture().name()).isEqualTo("blocks.1.b2");
        bench.session().layerProperty().set(0);
        assertThat(picture().name()).isEqualTo("blocks.0.b2");
    }

    @Test
    void cellsTellIndexAndExactValueAlsoWhereTheMatrixLiesTurned() {
        open();
        model.selectedProperty().set("w1");
        float[] values = values("blocks.0.w1");
        assertThat(picture().cells().columns()).isEqualTo(128);
        String value = Float.toString(values[70 * 32 + 5]).replace('-', '−');
        assertThat(model.reading(new Cell(5, 70))).isEqualTo("[70, 5] = " + value);
    }

    private float[] values(String name) {
        return bench.engine()
                .study(
                        Objects.requireNonNull(bench.session().modelProperty().get()),
                        (open, _) -> open.backend().read(open.parameter(name).value()));
    }

    @Test
    void aRowOfTheTableIsShown() {
        open();
        WeightRow row =
                model.rowsProperty().get().stream()
                        .filter(each -> each.name().equals("blocks.1.bo"))
                        .findFirst()
                        .orElseThrow();
        model.show(row);
        assertThat(model.selectedProperty().get()).isEqualTo("wo");
        assertThat(picture().name()).isEqualTo("blocks.1.bo");
        assertThat(model.layerProperty().get()).isEqualTo(1);
    }

    @Test
    void exportedArrayHasTheNumbersOfTheModel() {
        open();
        model.selectedProperty().set("wpe");
        NumbersTable table = model.weightNumbers().orElseThrow();
        Matrix matrix = Objects.requireNonNull(table.matrix());
        assertThat(matrix.rows()).isEqualTo(48);
        assertThat(matrix.columns()).isEqualTo(32);
        float[] values = values("wpe");
        assertThat(matrix.source().at(47, 31)).isEqualTo(values[48 * 32 - 1]);
        assertThat(matrix.source().at(3, 0)).isEqualTo(values[3 * 32]);
        assertThat(model.numbers().orElseThrow().rows())
                .isEqualTo(model.rowsProperty().get().size());
        assertThat(picture().histogram().total()).isEqualTo(48 * 32);
    }
}
