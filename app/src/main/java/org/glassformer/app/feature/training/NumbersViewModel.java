package org.glassformer.app.feature.training;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.LiveSettings;

/// The numbers of the choice of a task as they are typed.
final class NumbersViewModel {
    private static final int USUAL_TOKENS = 512;

    private final Map<Field, StringProperty> fields = new EnumMap<>(Field.class);

    /// @param changed is told which one is another
    NumbersViewModel(Consumer<Field> changed) {
        for (Field field : Field.values()) {
            StringProperty value = new SimpleStringProperty(this, field.name(), "");
            fields.put(field, value);
            value.subscribe((_, _) -> changed.accept(field));
        }
    }

    /// A number as it is typed.
    StringProperty field(Field field) {
        return Objects.requireNonNull(fields.get(field));
    }

    /// Fills in the numbers of settings; the size of the task stays.
    void fill(LiveSettings usual) {
        ModelShape shape = usual.shape();
        field(Field.LAYERS).set(Integer.toString(shape.nLayer()));
        field(Field.HEADS).set(Integer.toString(shape.nHead()));
        field(Field.CHANNELS).set(Integer.toString(shape.nEmbd()));
        field(Field.CONTEXT).set(Integer.toString(shape.blockSize()));
        field(Field.BATCH).set(Integer.toString(usual.batch()));
        field(Field.STEPS).set(Integer.toString(usual.steps()));
        field(Field.RATE).set(plain(Double.toString(usual.optimiser().learningRate())));
        field(Field.DROPOUT).set(plain(Float.toString(usual.dropout())));
        field(Field.SEED).set(Long.toString(usual.seed()));
        int tokens = usual.vocabulary().size();
        field(Field.TOKENS).set(Integer.toString(tokens == 0 ? USUAL_TOKENS : tokens));
    }

    /// As people write it: 0.0002 for 2.0E-4.
    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /// @throws TrainingException with one sentence if it is no such number
    int whole(Field field) {
        try {
            return Integer.parseInt(typed(field));
        } catch (NumberFormatException e) {
            throw notANumber(field, e);
        }
    }

    /// @throws TrainingException with one sentence if it is no such number
    long seed() {
        try {
            return Long.parseLong(typed(Field.SEED));
        } catch (NumberFormatException e) {
            throw notANumber(Field.SEED, e);
        }
    }

    /// @throws TrainingException with one sentence if it is no number
    double number(Field field) {
        try {
            return Double.parseDouble(typed(field));
        } catch (NumberFormatException e) {
            throw notANumber(field, e);
        }
    }

    private String typed(Field field) {
        return field(field).get().strip();
    }

    private TrainingException notANumber(Field field, NumberFormatException cause) {
        String name = Messages.text("training.field." + field);
        return new TrainingException(
                Messages.text("training.notANumber", name, field(field).get()), cause);
    }
}
