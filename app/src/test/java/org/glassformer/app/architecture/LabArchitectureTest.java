package org.glassformer.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabArchitectureTest {
    private static final LabRules RULES = new LabRules("org.glassformer.app");
    private static final LabRules ON_BROKEN =
            new LabRules("org.glassformer.app.architecture.broken");
    private static final String TESTS =
            LabArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    private static final JavaClasses LAB =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains(TESTS))
                    .importPackages(RULES.root());
    private static final JavaClasses BROKEN =
            new ClassFileImporter().importPackages(ON_BROKEN.root());

    static Stream<ArchRule> labRules() {
        return RULES.all().stream();
    }

    @ParameterizedTest
    @MethodSource("labRules")
    void labKeeps(ArchRule rule) {
        rule.check(LAB);
    }

    @Test
    void arrowsBiteAtAnUnlistedArrowAndPackage() {
        assertThat(violations(ON_BROKEN.arrows()))
                .anySatisfy(line -> assertThat(line).contains("task may not use session"))
                .anySatisfy(line -> assertThat(line).contains("Stray").contains("no package"))
                .noneSatisfy(line -> assertThat(line).contains("session may not use task"));
    }

    @Test
    void featuresThatImportEachOtherAreFound() {
        assertThat(violations(ON_BROKEN.featuresApart()))
                .anySatisfy(line -> assertThat(line).contains("Slice tokens"));
    }

    @Test
    void engineTypesOutsideSessionAndViewModelsAreFound() {
        assertThat(violations(ON_BROKEN.engineBehindTheSeam()))
                .anySatisfy(line -> assertThat(line).contains("EngineChart"))
                .anySatisfy(line -> assertThat(line).contains("TokensView"))
                .noneSatisfy(line -> assertThat(line).contains("TokensViewModel"));
    }

    @Test
    void viewModelsThatKnowControlsAreFound() {
        assertThat(violations(ON_BROKEN.viewModelsWithoutControls()))
                .anySatisfy(line -> assertThat(line).contains("TokensViewModel.button"))
                .anySatisfy(line -> assertThat(line).contains("EngineChart"))
                .noneSatisfy(line -> assertThat(line).contains("AttentionView"));
    }

    @Test
    void secondWayToTheFxThreadIsFound() {
        assertThat(violations(ON_BROKEN.oneWayToTheFxThread()))
                .singleElement()
                .asString()
                .contains("TokensView");
    }

    @Test
    void aDownloadThatKnowsAScreenIsFound() {
        assertThat(violations(ON_BROKEN.downloadsWithoutAScreen()))
                .singleElement()
                .asString()
                .contains("Fetch.progress");
    }

    @Test
    void aSecondWayToTheNetworkIsFound() {
        assertThat(violations(ON_BROKEN.oneWayToTheNetwork()))
                .singleElement()
                .asString()
                .contains("Clock.network");
    }

    @Test
    void screensFromMarkupFilesAreFound() {
        assertThat(violations(ON_BROKEN.noMarkupFiles()))
                .singleElement()
                .asString()
                .contains("MarkupScreen.loader");
    }

    @Test
    void printingIsFound() {
        assertThat(violations(ON_BROKEN.noPrinting()))
                .singleElement()
                .asString()
                .contains("MarkupScreen.report");
    }

    @Test
    void mutableStaticsAreFound() {
        assertThat(violations(ON_BROKEN.noMutableStatics()))
                .singleElement()
                .asString()
                .contains("Clock.ticks");
    }

    @Test
    void packagesWithoutNullMarkedAreFound() {
        assertThat(violations(ON_BROKEN.nullMarked()))
                .anySatisfy(line -> assertThat(line).contains("broken.astray"))
                .noneSatisfy(line -> assertThat(line).contains("broken.task"));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(BROKEN).getFailureReport().getDetails();
    }
}
