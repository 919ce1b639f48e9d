package dev.coordtest.junit;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;

/** The project's own test files, run as any build runs its own: by a suite of this engine. */
@Suite
@IncludeEngines("coordtest")
@SelectDirectories({"../examples", "../tester/src/test/testdata"})
class ProjectFilesTest {}
