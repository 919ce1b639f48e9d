package dev.coordtest.repr.type;

import java.util.List;

/** The columns of a relation, in order. Names may repeat, as in a SELECT list. */
public record RelationDesc(List<Column> columns) {
    public RelationDesc {
        columns = List.copyOf(columns);
    }

    public static RelationDesc of(Column... columns) {
        return new RelationDesc(List.of(columns));
    }

    public int arity() {
        return columns.size();
    }

    public List<ColumnType> types() {
        return columns.stream().map(Column::type).toList();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }
}
