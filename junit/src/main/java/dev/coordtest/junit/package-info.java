/** .ct files as tests on the JUnit Platform. */
@NullMarked
package dev.coordtest.junit;

import org.jspecify.annotations.NullMarked;
