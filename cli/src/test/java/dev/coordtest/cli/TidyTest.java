package dev.coordtest.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What Maven's modules cannot hold: where a module may be entered, and what code that must be deterministic may not call. */
class TidyTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coordtest");

    /** The shell, where threads, clocks and the user's terminal are. */
    private static final String SHELL = "dev.coordtest.cli..";

    /** Packages below a module's root that are part of its face: plain data that other modules are made to read. */
    private static final List<String> FACES = List.of(
            "repr.type",
            "expr.scalar",
            "expr.window",
            "protocol.compute",
            "protocol.storage",
            "protocol.collection",
            "sql.ast",
            "sql.parse",
            "sql.plan",
            "sql.render",
            "storage.collection",
            "storage.durable",
            "coord.session",
            "coord.catalog",
            "coord.durable",
            "coord.timestamp",
            "coordtest.fuzz",
            "coordtest.law",
            "coordtest.report",
            "coordtest.shrink",
            "coordtest.slt");

    @Test
    void aModuleIsEnteredByItsFace() {
        SortedSet<String> trespasses = new TreeSet<>();
        for (JavaClass from : PRODUCT) {
            from.getDirectDependenciesFromSelf().forEach(dependency -> {
                String to = packageOf(dependency.getTargetClass());
                boolean isInner = to.contains(".") && !FACES.contains(to);
                if (isInner && !module(to).equals(module(packageOf(from)))) trespasses.add(dependency.getDescription());
            });
        }
        assertThat(trespasses).isEmpty();
    }

    @Test
    void onlySessionsKnowHowSqlBecomesAPlan() {
        holds(noClasses()
                .that(resideInAnyPackage("dev.coordtest.coord..")
                        .and(resideOutsideOfPackages("dev.coordtest.coord.session..")))
                .should()
                .dependOnClassesThat(describe("are in sql but neither plan nor catalog", TidyTest::isFrontEnd)));
    }

    private static boolean isFrontEnd(JavaClass type) {
        String name = packageOf(type);
        boolean isCatalog = type.getFullName().startsWith("dev.coordtest.sql.CatalogView");
        return module(name).equals("sql") && !name.equals("sql.plan") && !isCatalog;
    }

    @Test
    void nothingBelowTheShellHasAThreadAClockOrASocket() {
        holds(noClasses()
                .that(resideOutsideOfPackages(SHELL))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net..",
                                "java.util.concurrent",
                                "java.util.concurrent.locks..",
                                "java.util.logging..")
                        .or(describe("are threads, clocks or random", TidyTest::isOfTheWorld))));
    }

    private static boolean isOfTheWorld(JavaClass type) {
        return type.isAssignableTo(Thread.class)
                || type.isAssignableTo(java.time.Clock.class)
                || type.isAssignableTo(java.util.Random.class)
                || type.isAssignableTo(java.util.Timer.class);
    }

    @Test
    void nothingBelowTheShellAsksWhatDiffersFromRunToRun() {
        holds(noClasses()
                .that(resideOutsideOfPackages(SHELL))
                .should(ArchConditions.callMethodWhere(calls(
                        "java.lang.System.nanoTime()",
                        "java.lang.System.currentTimeMillis()",
                        "java.lang.System.identityHashCode(java.lang.Object)",
                        "java.lang.System.getenv",
                        "java.lang.System.getProperty",
                        "java.lang.System.lineSeparator()",
                        "java.lang.Math.random()",
                        "java.util.UUID.randomUUID()",
                        "java.time.Instant.now",
                        "java.time.LocalDate.now",
                        "java.time.LocalDateTime.now",
                        "java.time.ZonedDateTime.now",
                        "java.time.ZoneId.systemDefault()",
                        "java.util.TimeZone.getDefault()",
                        "java.util.Locale.getDefault",
                        "java.util.Collection.parallelStream()",
                        "java.lang.String.toLowerCase()",
                        "java.lang.String.toUpperCase()",
                        "java.lang.String.getBytes()",
                        "java.lang.String.formatted(",
                        "java.lang.String.format(java.lang.String,"))));
    }

    /** The JDK shuffles these from one process to the next, on purpose. */
    @Test
    void noCollectionHasAnOrderOfItsOwn() {
        holds(noClasses()
                .that(resideOutsideOfPackages(SHELL))
                .should(ArchConditions.callMethodWhere(calls(
                        "java.util.Set.of(",
                        "java.util.Set.copyOf(",
                        "java.util.Map.of(",
                        "java.util.Map.ofEntries(",
                        "java.util.Map.copyOf(",
                        "java.util.stream.Collectors.toSet()",
                        "java.util.stream.Collectors.toUnmodifiableSet()",
                        "java.util.stream.Collectors.toMap(",
                        "java.util.stream.Collectors.toUnmodifiableMap("))));
    }

    @Test
    void onlyTheShellWritesToTheTerminal() {
        holds(noClasses()
                .that(resideOutsideOfPackages(SHELL))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
        SortedMap<String, JavaClass> packages = new TreeMap<>();
        PRODUCT.forEach(type -> packages.put(type.getPackageName(), type));
        SortedSet<String> unmarked = new TreeSet<>();
        packages.forEach((name, type) -> {
            if (type.getPackage().tryGetAnnotationOfType(NullMarked.class).isEmpty()) unmarked.add(name);
        });
        assertThat(unmarked).isEmpty();
    }

    @Test
    void mutableStateIsNotPublic() {
        holds(classes()
                .should(ArchConditions.not(ArchConditions.have(describe(
                        "a public field that can be set",
                        (JavaClass type) -> type.getFields().stream()
                                .anyMatch(field -> field.getModifiers()
                                                .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
                                        && !field.getModifiers()
                                                .contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL)))))));
    }

    private static void holds(ArchRule rule) {
        rule.check(PRODUCT);
    }

    private static DescribedPredicate<JavaCall<?>> calls(String... starts) {
        return describe("calls one of " + List.of(starts), call -> {
            String target = call.getTarget().getFullName();
            for (String start : starts) if (target.startsWith(start)) return true;
            return false;
        });
    }

    /** The package below {@code dev.coordtest}; empty for those of others. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("dev.coordtest.") ? name.substring("dev.coordtest.".length()) : "";
    }

    private static String module(String packageName) {
        int dot = packageName.indexOf('.');
        return dot < 0 ? packageName : packageName.substring(0, dot);
    }
}
