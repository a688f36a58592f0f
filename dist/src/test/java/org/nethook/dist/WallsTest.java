package org.nethook.dist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls between modules and packages; docs/DESIGN.md says what each is for. */
class WallsTest {
    private static final String[] PLUGINS = {
        "org.nethook.hypervvf..", "org.nethook.dhcpinfo..", "org.nethook.dnsinfo..", "org.nethook.ipinjection.."
    };
    private static final DescribedPredicate<JavaClass> HOST =
            resideInAnyPackage("org.nethook.netif..", "org.nethook.host..");
    private static final JavaClasses NETHOOK = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.nethook");

    @Test
    void shouldGivePluginAuthorsAnApiOfJdkPf4jAndSlf4jTypes() {
        classes()
                .that()
                .resideInAPackage("org.nethook.api..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.pf4j..", "org.slf4j..", "org.nethook.api.."))
                .check(NETHOOK);
    }

    @Test
    void shouldShowPluginsOnlyTheApi() {
        DescribedPredicate<JavaClass> seen =
                resideInAnyPackage("java..", "org.pf4j..", "org.slf4j..", "org.nethook.api..");
        for (String plugin : PLUGINS) {
            classes()
                    .that()
                    .resideInAPackage(plugin)
                    .should()
                    .onlyDependOnClassesThat(seen.or(resideInAPackage(plugin)))
                    .check(NETHOOK);
        }
    }

    /** What a plugin's author elsewhere can say in tests is enough for those here. */
    @ParameterizedTest
    @MethodSource("plugins")
    void shouldShowTestsOfPluginsOnlyTheApiAndTheTestkit(Path plugin) {
        Path tests = plugin.resolve("target/test-classes");
        assertTrue(Files.isDirectory(tests), () -> tests + " is not there: compile it before");
        JavaClasses own = new ClassFileImporter().importPaths(plugin.resolve("target/classes"), tests);
        DescribedPredicate<JavaClass> seen = resideInAnyPackage(
                "java..",
                "com.sun.net.httpserver..",
                "org.junit..",
                "com.fasterxml.jackson..",
                "org.pf4j..",
                "org.slf4j..",
                "org.nethook.api..",
                "org.nethook.testkit..");
        classes()
                .should()
                .onlyDependOnClassesThat(seen.or(describe(
                        "are the plugin's own",
                        each -> own.contain(each.getBaseComponentType().getName()))))
                .check(own);
    }

    static Stream<Path> plugins() throws IOException {
        List<Path> plugins = new ArrayList<>();
        for (Path parent : List.of(Path.of("../plugins"), Path.of("../examples/plugins"))) {
            try (Stream<Path> children = Files.list(parent)) {
                children.filter(child -> Files.isDirectory(child.resolve("src/test")))
                        .forEach(plugins::add);
            }
        }
        return plugins.stream().sorted();
    }

    @Test
    void shouldNotMakeAuthorsOfTestsNameTheHost() {
        codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.nethook.testkit..")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .should(new ArchCondition<>("have only types of the JDK, JUnit, the API and the testkit") {
                    @Override
                    public void check(JavaCodeUnit unit, ConditionEvents events) {
                        List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
                        types.add(unit.getReturnType());
                        for (JavaType type : types) {
                            for (JavaClass each : type.getAllInvolvedRawTypes()) {
                                boolean hidden = HOST.test(each);
                                events.add(
                                        new SimpleConditionEvent(unit, !hidden, unit.getFullName() + " names " + each));
                            }
                        }
                    }
                })
                .check(NETHOOK);
        noClasses()
                .that()
                .resideInAPackage("org.nethook.testkit..")
                .and()
                .arePublic()
                .should()
                .beAssignableTo(HOST)
                .check(NETHOOK);
    }

    @Test
    void shouldLetOnlyTheSimulatedKernelTouchItsState() {
        String state = "org.nethook.netif.sim.kernel.state";
        DescribedPredicate<JavaFieldAccess> ofState =
                new DescribedPredicate<>("a field, but no constant, is of " + state) {
                    @Override
                    public boolean test(JavaFieldAccess access) {
                        return access.getTarget().getOwner().getPackageName().equals(state)
                                && access.getTarget()
                                        .resolveMember()
                                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                        .isPresent();
                    }
                };
        noClasses()
                .that()
                .resideOutsideOfPackage("org.nethook.netif.sim.kernel..")
                .should()
                .accessFieldWhere(ofState)
                .check(NETHOOK);
    }

    @Test
    void shouldPointDependenciesOneWay() {
        noClasses()
                .that()
                .resideInAPackage("org.nethook.netif..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nethook.host..", "org.nethook.testkit..")
                .check(NETHOOK);
        noClasses()
                .that()
                .resideInAPackage("org.nethook.host..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nethook.testkit..")
                .check(NETHOOK);
    }

    @Test
    void shouldKeepTheSystemsApart() {
        noClasses()
                .that()
                .resideInAPackage("org.nethook.netif.freebsd..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nethook.netif.linux..")
                .check(NETHOOK);
        noClasses()
                .that()
                .resideInAPackage("org.nethook.netif.linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nethook.netif.freebsd..")
                .check(NETHOOK);
    }

    @Test
    void shouldNameNoSystemInTheHost() {
        noClasses()
                .that()
                .resideInAPackage("org.nethook.host..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nethook.netif.freebsd..", "org.nethook.netif.linux..")
                .check(NETHOOK);
        noClasses()
                .that()
                .resideInAPackage("org.nethook.host..")
                .should()
                .haveNameMatching("(?i).*(freebsd|linux|bsd).*")
                .check(NETHOOK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jnr: org.nethook.netif.ffi",
                "com.kenai.jffi: org.nethook.netif.ffi",
                "picocli: org.nethook.host.cli org.nethook.host.cli.ask org.nethook.host.cli.author org.nethook.host.cli.operator"
                        + " org.nethook.host.cli.plugins org.nethook.host.cli.resident",
                "com.fasterxml.jackson: org.nethook.host.json org.nethook.host.timeline org.nethook.host.cli"
                        + " org.nethook.host.cli.operator org.nethook.host.cli.plugins org.nethook.host.control org.nethook.host.history",
                "org.pf4j: org.nethook.host.plugin org.nethook.host.plugin.jar org.nethook.api org.nethook.hypervvf org.nethook.dhcpinfo"
                        + " org.nethook.dnsinfo org.nethook.ipinjection"
            })
    void shouldKeepALibraryInItsRoom(String libraryAndRooms) {
        String[] parts = libraryAndRooms.split(":? ");
        DescribedPredicate<JavaClass> inItsRooms = resideInAPackage(parts[1]);
        for (int i = 2; i < parts.length; i++) {
            inItsRooms = inItsRooms.or(resideInAPackage(parts[i]));
        }
        noClasses()
                .that(DescribedPredicate.not(inItsRooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(parts[0] + "..")
                .check(NETHOOK);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(NETHOOK);
    }

    @Test
    void shouldHaveNoRoomForEverything() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..utils..", "..core..")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(NETHOOK);
    }

    /** Every package a slice of its own, the outer ones too. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("org.nethook.")
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
