package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.train.Evaluation;
import org.glassformer.engine.train.HeldOut.Judgement;
import org.glassformer.engine.train.live.CheckResult.Case;
import org.glassformer.engine.train.live.CheckResult.Measure;
import org.glassformer.engine.train.task.Example;
import org.glassformer.engine.train.task.TaskData;
import org.glassformer.engine.train.task.TaskKind;

/// Measures how well a task has been learned.
final class Checking {
    private static final int SHOWN = 8;

    private final TaskData data;
    private final TrainingPass pass;
    private final Reader reader;

    Checking(TaskData data, TrainingPass pass, Reader reader) {
        this.data = data;
        this.pass = pass;
        this.reader = reader;
    }

    /// @param step steps completed
    CheckResult check(int step, int cases) {
        TaskKind kind = data.task().kind();
        double goal = TaskPresets.goal(kind);
        if (TaskPresets.measure(kind) == Measure.EXACT) {
            Judgement judged = data.heldOut(cases).judge(pass);
            int all = judged.rights().size();
            return new CheckResult(
                    step,
                    Measure.EXACT,
                    (double) judged.right() / all,
                    goal,
                    all,
                    judged.right(),
                    data.hasUnseen(),
                    judged.evaluation(),
                    shown(cases));
        }
        Evaluation evaluation = data.heldOut(cases).evaluate(pass);
        return new CheckResult(
                step,
                Measure.BITS_PER_BYTE,
                evaluation.bitsPerByte(),
                goal,
                cases,
                0,
                data.hasUnseen(),
                evaluation,
                List.of());
    }

    private List<Case> shown(int cases) {
        List<Case> shown = new ArrayList<>();
        for (Example example : data.unseen(Math.min(cases, SHOWN))) {
            int most = data.tokens().encode(example.answer()).length + 1;
            String written = reader.read(Probe.of(example.prompt(), 1, most), 0).text();
            shown.add(
                    new Case(
                            example.prompt(),
                            example.answer(),
                            written,
                            written.equals(example.answer())));
        }
        if (data.task().kind() == TaskKind.REPEAT) {
            String sentence = data.task().text().strip();
            int most = Math.min(data.tokens().encode(sentence).length, Probe.MOST_TOKENS);
            String written = reader.read(Probe.of("", 1, most), 0).text();
            shown.add(new Case("", sentence, written, written.equals(sentence)));
        }
        return shown;
    }
}
