package org.glassformer.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
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

/// The arrows of the lab, as rules below any root package, so that they can be tried on classes
/// that break them.
///
/// @param root the package that holds `shell`, `session` and the others
record LabRules(String root) {
    private static final String ENGINE = "org.glassformer.engine";

    /// What each part may use besides itself; the part `feature` stands for each screen's package.
    static final Map<String, Set<String>> ARROWS =
            new TreeMap<>(
                    Map.of(
                            "app",
                            Set.of(
                                    "shell",
                                    "feature",
                                    "session",
                                    "task",
                                    "ui",
                                    "i18n",
                                    "prefs",
                                    "export",
                                    "download"),
                            "shell",
                            Set.of("feature", "session", "task", "ui", "i18n", "prefs", "export"),
                            "feature",
                            Set.of("session", "task", "ui", "i18n", "prefs", "export", "download"),
                            "session",
                            Set.of("task", "i18n", "prefs"),
                            "task",
                            Set.of(),
                            "ui",
                            Set.of("i18n"),
                            "i18n",
                            Set.of(),
                            "prefs",
                            Set.of(),
                            "export",
                            Set.of("ui", "i18n"),
                            "download",
                            Set.of("i18n")));

    /// Every rule.
    List<ArchRule> all() {
        return List.of(
                arrows(),
                featuresApart(),
                engineBehindTheSeam(),
                viewModelsWithoutControls(),
                oneWayToTheFxThread(),
                downloadsWithoutAScreen(),
                oneWayToTheNetwork(),
                noMarkupFiles(),
                noMutableStatics(),
                noPrinting(),
                nullMarked());
    }

    /// Each part uses only what the table gives it, and there is no package outside the table.
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
                        })
                .allowEmptyShould(true);
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
            if (target.getPackageName().startsWith(root + ".")
                    && !part(target).equals(from)
                    && !allowed.contains(part(target))) {
                String message = from + " may not use " + part(target) + ": ";
                events.add(
                        SimpleConditionEvent.violated(
                                origin, message + dependency.getDescription()));
            }
        }
    }

    private String part(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    /// Screens never import each other.
    ArchRule featuresApart() {
        return slices().matching(root + ".feature.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true);
    }

    /// Only the session, the screens' view models and the wiring see engine types.
    ArchRule engineBehindTheSeam() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".app..", root + ".session..")
                .and(
                        DescribedPredicate.not(
                                describe(
                                        "are view models of a screen",
                                        type -> part(type).equals("feature") && isViewModel(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE + "..")
                .allowEmptyShould(true);
    }

    /// A view model holds state and commands; it knows no node, control or skin.
    ArchRule viewModelsWithoutControls() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and(describe("are view models", LabRules::isViewModel))
                .should()
                .dependOnClassesThat(
                        assignableTo("javafx.scene.Node")
                                .or(assignableTo("javafx.scene.control.Skin"))
                                .or(assignableTo("javafx.stage.Window"))
                                .or(
                                        resideInAnyPackage(
                                                "javafx.scene.control..",
                                                "javafx.scene.layout..",
                                                "org.controlsfx..")))
                .allowEmptyShould(true);
    }

    private static boolean isViewModel(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getSimpleName().endsWith("ViewModel");
    }

    /// Only `task` sends work to the JavaFX thread.
    ArchRule oneWayToTheFxThread() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".task..")
                .should()
                .accessTargetWhere(
                        describe(
                                "it is Platform.runLater",
                                access ->
                                        access.getTargetOwner()
                                                        .getName()
                                                        .equals("javafx.application.Platform")
                                                && access.getTarget().getName().equals("runLater")))
                .allowEmptyShould(true);
    }

    /// What downloads knows nothing of JavaFX.
    ArchRule downloadsWithoutAScreen() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".download..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .allowEmptyShould(true);
    }

    /// Only what downloads talks to the network.
    ArchRule oneWayToTheNetwork() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".download..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .allowEmptyShould(true);
    }

    /// Screens are built in code.
    ArchRule noMarkupFiles() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx.fxml..")
                .allowEmptyShould(true);
    }

    /// Every static field is final.
    ArchRule noMutableStatics() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .and()
                .areStatic()
                .and(
                        describe(
                                "are written by hand",
                                (JavaField field) ->
                                        !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .allowEmptyShould(true);
    }

    /// The lab logs; it does not print.
    ArchRule noPrinting() {
        return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);
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
                        })
                .allowEmptyShould(true);
    }
}
