package org.glassformer.engine.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/// The arrows of the engine, as rules below any root package, so that they can be tried on classes
/// that break them.
///
/// @param root the package that holds `tensor`, `backend` and the others
record EngineRules(String root) {

    /// What each package may use besides itself, the JDK and libraries.
    static final Map<String, Set<String>> ARROWS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("tensor", Set.of()),
                            Map.entry("backend", Set.of("tensor")),
                            Map.entry("backend.scalar", Set.of("backend", "tensor")),
                            Map.entry("backend.vector", Set.of("backend", "tensor")),
                            Map.entry("backend.nd4j", Set.of("backend", "tensor")),
                            Map.entry("backend.vulkan", Set.of("backend", "tensor")),
                            Map.entry("format", Set.of("tensor")),
                            Map.entry("tokenizer", Set.of("format")),
                            Map.entry("chat", Set.of("chat.jinja", "format", "tokenizer")),
                            Map.entry("chat.jinja", Set.of()),
                            Map.entry("hook", Set.of("tensor")),
                            Map.entry("model", Set.of("tensor", "backend", "format", "hook")),
                            Map.entry("sampling", Set.of()),
                            Map.entry(
                                    "generate",
                                    Set.of(
                                            "tensor",
                                            "backend",
                                            "format",
                                            "hook",
                                            "model",
                                            "sampling",
                                            "tokenizer")),
                            Map.entry(
                                    "train",
                                    Set.of(
                                            "tensor",
                                            "backend",
                                            "format",
                                            "hook",
                                            "model",
                                            "tokenizer")),
                            Map.entry("analysis", Set.of("tensor", "backend", "hook", "model")),
                            Map.entry(
                                    "cli",
                                    Set.of(
                                            "tensor",
                                            "backend",
                                            "backend.scalar",
                                            "backend.vector",
                                            "backend.nd4j",
                                            "backend.vulkan",
                                            "format",
                                            "tokenizer",
                                            "chat",
                                            "hook",
                                            "model",
                                            "sampling",
                                            "generate",
                                            "train",
                                            "analysis"))));

    /// Every rule.
    List<ArchRule> all() {
        return List.of(
                arrows(),
                noCycles(),
                noDesktop(),
                commandLineLibraryOnlyInCli(),
                noPrinting(),
                noMutableStatics(),
                nullMarked());
    }

    /// Each package uses only what the table gives it, and there is no package outside the table.
    ArchRule arrows() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(
                        new ArchCondition<>("follow the arrows of the package table") {
                            @Override
                            public void check(JavaClass origin, ConditionEvents events) {
                                checkArrows(origin, events);
                            }
                        });
    }

    private void checkArrows(JavaClass origin, ConditionEvents events) {
        String from = part(origin);
        Set<String> allowed = ARROWS.get(from);
        if (allowed == null) {
            String message = origin.getName() + " is in no package of the table";
            events.add(SimpleConditionEvent.violated(origin, message));
            return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (inside(target) && !part(target).equals(from) && !allowed.contains(part(target))) {
                String message = from + " may not use " + part(target) + ": ";
                events.add(
                        SimpleConditionEvent.violated(
                                origin, message + dependency.getDescription()));
            }
        }
    }

    private boolean inside(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /// The package of the table that a class is in, directly or below it.
    private String part(JavaClass type) {
        String name = type.getPackageName();
        String part = name.length() == root.length() ? "" : name.substring(root.length() + 1);
        while (!ARROWS.containsKey(part) && part.indexOf('.') >= 0) {
            part = part.substring(0, part.lastIndexOf('.'));
        }
        return part;
    }

    /// No package depends on itself by way of others.
    ArchRule noCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /// The engine knows nothing of the lab or of any desktop.
    ArchRule noDesktop() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx..", "java.awt..", "javax.swing..", "org.glassformer.app..");
    }

    /// The command line's library stays in `cli`.
    ArchRule commandLineLibraryOnlyInCli() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..");
    }

    /// Only the command line writes to the standard streams; everybody else logs.
    ArchRule noPrinting() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".cli..")
                .should(not(ACCESS_STANDARD_STREAMS));
    }

    /// Every static field is final.
    ArchRule noMutableStatics() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .and()
                .areStatic()
                .and(
                        DescribedPredicate.describe(
                                "are written by hand",
                                (JavaField field) ->
                                        !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .allowEmptyShould(true);
    }

    /// Every package says that nothing in it is null unless marked so.
    ArchRule nullMarked() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(
                        new ArchCondition<>("be in a @NullMarked package") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                boolean marked =
                                        type.getPackage().isAnnotatedWith(NullMarked.class);
                                String message = type.getPackageName() + " is not @NullMarked";
                                events.add(new SimpleConditionEvent(type, marked, message));
                            }
                        });
    }
}
