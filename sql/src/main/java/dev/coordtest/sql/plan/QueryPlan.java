package dev.coordtest.sql.plan;

import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.RelationDesc;
import java.util.SortedSet;

/**
 * A planned query, in both of its forms.
 *
 * @param bound what it means, subqueries in place; without ORDER BY, LIMIT and hidden columns of the outermost query, which are {@code finishing}
 * @param lowered the same without subqueries, for a dataflow
 * @param finishing what is done to the rows of an answer; its projection drops hidden ORDER BY columns
 * @param desc names and types of the columns shown
 * @param references the tables, sources and views that the query names; views are not looked through
 */
public record QueryPlan(
        BoundRel bound, RelExpr lowered, Finishing finishing, RelationDesc desc, SortedSet<GlobalId> references) {}
