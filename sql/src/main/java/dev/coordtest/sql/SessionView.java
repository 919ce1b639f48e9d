package dev.coordtest.sql;

import java.util.List;

/**
 * What planning needs to know of the session and its transaction.
 *
 * @param database where unqualified names are made
 * @param searchPath the schemas in which the session has unqualified names looked up, in order; those of the system are searched unasked
 * @param user the current role
 * @param nowMillis the clock at the start of the transaction, which is what {@code now()} says
 * @param defaultTableIndex whether tables are made with an index
 */
public record SessionView(
        String database, List<String> searchPath, String user, long nowMillis, boolean defaultTableIndex) {}
