package dev.coordtest.coordtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Rewriter;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.TableRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the files of {@code src/test/testdata/report}. With {@code REWRITE} in the environment they are written. */
class ReportTest {
    @TestFactory
    Stream<DynamicTest> outputIsAsItsFilesSay() {
        return TestFile.walk(Path.of("src/test/testdata/report")).stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), path.toUri(), () -> check(path)));
    }

    private static void check(Path path) {
        var file = TestFile.read(path, Dialect.RUST_0_6);
        if (System.getenv("REWRITE") == null)
            assertThat(file.run(ReportTest::run).report()).isEmpty();
        else
            Rewriter.save(
                    path,
                    file.run(ReportTest::run, Run.OnFailure.KEEP_GOING, Run.Listener.NONE)
                            .rewritten());
    }

    private static String run(Directive directive) {
        directive.read().expectEmpty();
        List<Term> terms = Term.readAll(directive.input());
        return switch (directive.name()) {
            case "debug" -> each(terms, term -> DebugPrinter.print(Terms.debug(term)));
            case "datum" -> each(terms, term -> Printer.datum(Terms.type("unknown"), Terms.datum(term)));
            case "json" -> each(terms, term -> Printer.datum(Terms.type("jsonb"), Terms.json(term)));
            case "result" -> each(terms, term -> Printer.result(Terms.result(term)));
            case "table" -> each(terms, term -> TablePrinter.result(Terms.result(term)));
            case "error" -> each(terms, term -> Printer.error(error(term)));
            case "catalog" -> Printer.catalog(catalog(terms)) + "\n";
            default -> throw directive.error("no such directive");
        };
    }

    private static String each(List<Term> terms, Function<Term, String> print) {
        return terms.stream().map(term -> print.apply(term) + "\n").collect(Collectors.joining());
    }

    private static SqlError error(Term term) {
        var error = SqlError.of(SqlState.UNDEFINED_TABLE, term.word(0));
        if (term.terms().size() > 1) error = error.withDetail(term.word(1));
        return term.terms().size() > 2 ? error.withHint(term.word(2)) : error;
    }

    private static Catalog catalog(List<Term> terms) {
        var changes = new ArrayList<CatalogChange>();
        long id = 1;
        for (Term term : terms)
            changes.add(
                    switch (term.name()) {
                        case "database" -> new CatalogChange.AddDatabase(term.word(0));
                        case "schema" -> new CatalogChange.AddSchema(term.word(0), term.word(1));
                        case "table" -> table(id++, new ItemName(term.word(0), term.word(1), term.word(2)));
                        case "temporary" -> table(id++, new ItemName(null, ItemName.TEMPORARY, term.word(0)));
                        default -> throw new IllegalArgumentException("no change " + term);
                    });
        return Catalog.initial().apply(changes);
    }

    private static CatalogChange table(long id, ItemName name) {
        var body = new CatalogItem.Table(new RelationDesc(List.of()), List.of(), TableRules.NONE);
        Long owner = name.isTemporary() ? 1L : null;
        return new CatalogChange.AddItem(
                new CatalogItem(GlobalId.user(id), name, "CREATE TABLE", new TreeSet<>(), owner, body));
    }
}
