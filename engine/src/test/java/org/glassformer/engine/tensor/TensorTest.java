package org.glassformer.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TensorTest {
    @Test
    void shapeCountsElementsAndRows() {
        Shape shape = Shape.of(4, 3, 5);

        assertThat(shape.elements()).isEqualTo(60);
        assertThat(shape.rows()).isEqualTo(12);
        assertThat(shape.dim(-1)).isEqualTo(5);
        assertThat(shape).isEqualTo(Shape.of(4, 3, 5)).hasToString("(4, 3, 5)");
        assertThat(Shape.of().elements()).isEqualTo(1);
    }

    @Test
    void shapeRefusesNegativeSizesAndOverflow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(2, -1));
        Shape huge = Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 4);
        assertThatThrownBy(huge::elements).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void blocksTakeTheirBytes() {
        assertThat(DType.F64.byteSize(3)).isEqualTo(24);
        assertThat(DType.BF16.byteSize(3)).isEqualTo(6);
        assertThat(DType.Q8_0.byteSize(64)).isEqualTo(68);
        assertThat(DType.Q4_0.byteSize(64)).isEqualTo(36);
        assertThatIllegalArgumentException().isThrownBy(() -> DType.Q8_0.byteSize(33));
    }

    @Test
    void viewsShareTheMemoryAtTheirOffset() {
        CountingMemory memory = new CountingMemory();
        Tensor tensor = new Tensor(Shape.of(4, 3), DType.F32, memory);
        Tensor rows = tensor.slice(1, 3);

        assertThat(rows.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(rows.offset()).isEqualTo(3);
        assertThat(rows.slice(1, 2).offset()).isEqualTo(6);
        assertThat(rows.memory()).isSameAs(memory);
        assertThat(tensor.reshape(2, 6).dim(-1)).isEqualTo(6);

        rows.close();
        assertThat(memory.closed).isZero();
        tensor.close();
        assertThat(memory.closed).isEqualTo(1);
    }

    @Test
    void viewsStayWithinTheirTensorAndBetweenBlocks() {
        Tensor tensor = new Tensor(Shape.of(2, 32), DType.Q8_0, new CountingMemory());

        assertThatIllegalArgumentException().isThrownBy(() -> tensor.slice(1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.view(-1, Shape.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.view(16, Shape.of(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(3, 32));
        assertThat(tensor.slice(1, 2)).hasToString("Q8_0 (1, 32)");
    }

    private static final class CountingMemory implements Memory {
        private int closed;

        @Override
        public long byteSize() {
            return 0;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
