package dev.coordtest.mutants;

/** A small change of one method. It must find what it changes, or it fails: the method is then no longer what the patch was made for. */
public sealed interface Edit {
    /** Every call of {@code owner.method} calls {@code instead}, of the same class and signature: a meet for a join, say. */
    record CallInstead(String owner, String method, String instead) implements Edit {}

    /** Calls of a method are not made; where they gave something they give {@code result}, which is 0, 1 or, of objects, null. */
    record Skip(String owner, String method, int result) implements Edit {}

    /** The method does nothing but return {@code result}. */
    record Return(int result) implements Edit {}

    /** The field {@code instead}, of the same class and type, is read for {@code field}. */
    record ReadInstead(String field, String instead) implements Edit {}

    /** The slip that can be made in so many places is made at the one with this number, from 0, all methods of the name counted through. */
    record Slip(Operator operator, int number) implements Edit {}
}
