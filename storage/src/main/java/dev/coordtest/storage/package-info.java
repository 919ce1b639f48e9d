/** Ingest and emit: file sources, tables, sinks; Collections; Files and Durable. */
@NullMarked
package dev.coordtest.storage;

import org.jspecify.annotations.NullMarked;
