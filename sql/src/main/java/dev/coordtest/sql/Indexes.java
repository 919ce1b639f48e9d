package dev.coordtest.sql;

import dev.coordtest.expr.Fused;
import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.IndexPlan;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.Window;
import dev.coordtest.sql.render.Renderer;
import dev.coordtest.sql.transform.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans indexes, those included that come with other items. */
final class Indexes {
    private final Planner planner;
    private final Names names;

    Indexes(Planner planner, Names names) {
        this.planner = planner;
        this.names = names;
    }

    IndexPlan defaultIndex(ItemName on, RelationDesc desc) {
        ItemName name = free(on, on.item() + "_primary_idx");
        return new IndexPlan(
                name, allColumns(desc), texts(columns(desc)), sql(name, on, columns(desc)), new Window.Default());
    }

    private static List<ScalarExpr> allColumns(RelationDesc desc) {
        List<ScalarExpr> key = new ArrayList<>();
        for (int i = 0; i < desc.arity(); i++) key.add(ScalarExpr.column(i));
        return key;
    }

    private static List<Expr> columns(RelationDesc desc) {
        List<Expr> columns = new ArrayList<>();
        for (String name : desc.names()) columns.add(new Expr.Identifier(List.of(name), 0));
        return columns;
    }

    private static List<String> texts(List<Expr> keys) {
        return keys.stream()
                .map(key -> Renderer.render(key, Renderer.Names.PLAIN))
                .toList();
    }

    private static String sql(ItemName name, ItemName on, List<Expr> keys) {
        return CanonicalSql.of(new Definition.CreateIndex(name.item(), CanonicalSql.name(on), keys, List.of(), false));
    }

    /** {@code item}, or with the first number after it that makes a name not taken beside {@code on}. */
    private ItemName free(ItemName on, String item) {
        ItemName name = new ItemName(on.database(), on.schema(), item);
        for (int i = 1; names.catalog().item(name).isPresent(); i++) {
            name = new ItemName(on.database(), on.schema(), item + i);
        }
        return name;
    }

    /** A table, source or view, which must exist. */
    CatalogView.Item relation(Name name) {
        CatalogView.Item item = names.item(name, "relation");
        if (item.desc() == null) {
            throw new SqlException(SqlError.of(
                            SqlState.WRONG_OBJECT_TYPE,
                            item.name().item() + " is a " + item.kind().word())
                    .at(name.position()));
        }
        return item;
    }

    Plan createIndex(Definition.CreateIndex index) {
        CatalogView.Item on = relation(index.on());
        RelationDesc desc = Objects.requireNonNull(on.desc());
        List<Expr> exprs = index.keys();
        List<ScalarExpr> key = exprs == null ? allColumns(desc) : keys(exprs, on, desc);
        String given = index.name();
        ItemName name;
        if (given != null) {
            name = new ItemName(on.name().database(), on.name().schema(), given);
        } else if (exprs == null) {
            name = free(on.name(), on.name().item() + "_primary_idx");
        } else {
            String parts = exprs.stream()
                    .map(expr -> expr instanceof Expr.Identifier ? Scalars.outputName(expr) : "expr")
                    .collect(Collectors.joining("_"));
            name = free(on.name(), on.name().item() + "_" + parts + "_idx");
        }
        Window window = index.options().isEmpty() ? new Window.Default() : window(index.options());
        List<Expr> shown = exprs == null ? columns(desc) : exprs;
        IndexPlan plan = new IndexPlan(name, key, texts(shown), sql(name, on.name(), shown), window);
        if (!names.types().isEmpty())
            throw Planner.unbuilt(
                    "types that were made, in the keys of indexes, are",
                    index.on().position());
        return new Plan.CreateIndex(on.id(), plan, index.ifNotExists());
    }

    private List<ScalarExpr> keys(List<Expr> exprs, CatalogView.Item on, RelationDesc desc) {
        List<ScalarExpr> keys = new ArrayList<>();
        for (Expr expr : exprs) {
            QueryBinder binder = planner.binder(true);
            BoundScalar scalar =
                    Scalars.bind(binder, expr, "index expressions", on.name().item(), desc);
            keys.add(lowered(scalar, desc));
        }
        return keys;
    }

    /** A scalar without subqueries over the rows of a relation. */
    static ScalarExpr lowered(BoundScalar scalar, RelationDesc desc) {
        // Lowered with a relation, which one is all the same, so that there is one way from bound scalars to scalars.
        BoundRel rel = new BoundRel.Map(new BoundRel.Get(GlobalId.transientId(0), desc.types()), List.of(scalar));
        MapFilterProject lowered = Fused.of(Lowering.lower(rel)).mfp();
        int column = lowered.projection().get(desc.arity());
        return column < desc.arity()
                ? ScalarExpr.column(column)
                : lowered.scalars().get(column - desc.arity());
    }

    Plan alterIndex(Definition.AlterIndex alter) {
        Optional<CatalogView.Item> found = names.find(alter.name());
        if (found.isEmpty() && alter.ifExists()) return new Plan.AlterNothing(ItemKind.INDEX);
        CatalogView.Item item = names.item(alter.name(), "index");
        if (item.kind() != ItemKind.INDEX) {
            throw new SqlException(SqlError.of(
                            SqlState.WRONG_OBJECT_TYPE,
                            item.name() + " is a " + item.kind().word() + " not a index")
                    .at(alter.name().position()));
        }
        return switch (alter.change()) {
            case ENABLE -> new Plan.AlterNothing(ItemKind.INDEX);
            case RESET -> new Plan.AlterIndexWindow(item.id(), new Window.Default());
            case SET -> new Plan.AlterIndexWindow(item.id(), window(alter.options()));
        };
    }

    private static Window window(List<Option> given) {
        Options options = new Options(given);
        String text = options.string("logical_compaction_window", "expected String");
        options.refuseOthers("unexpected options: ");
        if (text == null) throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "expected String");
        return text.equals("off") ? new Window.Off() : new Window.Millis(millis(text));
    }

    /** A duration given as the text of an interval. */
    static long millis(String text) {
        Datum.Interval interval = (Datum.Interval) TextFormat.parse(text, ScalarType.INTERVAL);
        if (interval.months() != 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "cannot convert interval with months to duration");
        }
        long micros = interval.days() * 86_400_000_000L + interval.micros();
        if (micros < 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "cannot convert negative interval to duration");
        }
        return micros / 1000;
    }
}
