package org.glassformer.engine.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineArchitectureTest {
    private static final EngineRules RULES = new EngineRules("org.glassformer.engine");
    private static final EngineRules ON_BROKEN =
            new EngineRules("org.glassformer.engine.architecture.broken");
    private static final String TESTS =
            EngineArchitectureTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
    private static final JavaClasses ENGINE =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains(TESTS))
                    .importPackages(RULES.root());
    private static final JavaClasses BROKEN =
            new ClassFileImporter().importPackages(ON_BROKEN.root());

    static Stream<ArchRule> engineRules() {
        return RULES.all().stream();
    }

    @ParameterizedTest
    @MethodSource("engineRules")
    void engineKeeps(ArchRule rule) {
        rule.check(ENGINE);
    }

    @Test
    void arrowsBiteAtAnUnlistedArrow() {
        assertThat(violations(ON_BROKEN.arrows()))
                .anySatisfy(line -> assertThat(line).contains("tensor may not use backend"))
                .noneSatisfy(line -> assertThat(line).contains("backend may not use tensor"));
    }

    @Test
    void arrowsBiteAtAnUnlistedPackage() {
        assertThat(violations(ON_BROKEN.arrows()))
                .anySatisfy(line -> assertThat(line).contains("Stray").contains("no package"));
    }

    @Test
    void cyclesAreFound() {
        assertThat(violations(ON_BROKEN.noCycles()))
                .anySatisfy(line -> assertThat(line).contains("Slice tensor"));
    }

    @Test
    void mutableStaticsAreFound() {
        assertThat(violations(ON_BROKEN.noMutableStatics()))
                .singleElement()
                .asString()
                .contains("Forgetful.count");
    }

    @Test
    void desktopAndCommandLineLibraryAndPrintingAreFound() {
        assertThat(violations(ON_BROKEN.noDesktop())).isNotEmpty();
        assertThat(violations(ON_BROKEN.commandLineLibraryOnlyInCli())).isNotEmpty();
        assertThat(violations(ON_BROKEN.noPrinting())).isNotEmpty();
    }

    @Test
    void packagesWithoutNullMarkedAreFound() {
        assertThat(violations(ON_BROKEN.nullMarked()))
                .anySatisfy(line -> assertThat(line).contains("broken.astray"))
                .noneSatisfy(line -> assertThat(line).contains("broken.model"));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(BROKEN).getFailureReport().getDetails();
    }
}
