package dev.coordtest.junit;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.WorldSettings;
import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.coordtest.slt.Verdict;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.opentest4j.AssertionFailedError;

/**
 * Runs the {@code .ct} and {@code .slt} files that are selected by file, directory, URI or unique id. The directives of a file run in order in one world; after one that fails the
 * rest of the file is skipped. Where a directive is selected, by its id or the line it is on, what comes before it runs too.
 *
 * <p>A configuration parameter {@code coordtest.set.NAME} changes the setting {@code NAME} of the test worlds. A selection that no test file is in is an
 * error of discovery: a test that never ran is a failure.
 */
public final class CoordTestEngine implements TestEngine {
    private static final String SETTING = "coordtest.set.";

    @Override
    public String getId() {
        return "coordtest";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineDescriptor engine = new EngineDescriptor(id, "coordtest");
        new Discovery(request, engine).addFiles();
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor engine = request.getRootTestDescriptor();
        EngineExecutionListener listener = request.getEngineExecutionListener();
        listener.executionStarted(engine);
        for (TestDescriptor child : List.copyOf(engine.getChildren())) {
            if (child instanceof FileDescriptor<?> file) execute(file, settings(request), listener);
        }
        listener.executionFinished(engine, TestExecutionResult.successful());
    }

    private static SortedMap<String, String> settings(ExecutionRequest request) {
        SortedMap<String, String> settings = new TreeMap<>();
        for (String name : WorldSettings.NAMES) {
            request.getConfigurationParameters().get(SETTING + name).ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }

    private static void execute(
            FileDescriptor<?> file, SortedMap<String, String> settings, EngineExecutionListener listener) {
        listener.executionStarted(file);
        TestExecutionResult result;
        try {
            Progress progress = new Progress(file, listener);
            String problem = run(file, new CoordTest.Options(settings, null, true), progress);
            progress.skipRest();
            result = problem == null
                    ? TestExecutionResult.successful()
                    : TestExecutionResult.failed(new AssertionFailedError(problem));
        } catch (RuntimeException e) {
            result = TestExecutionResult.failed(e);
        }
        listener.executionFinished(file, result);
    }

    /** Runs a file and returns what is wrong with it as a whole, or null. */
    private static @Nullable String run(FileDescriptor<?> file, CoordTest.Options options, Progress progress) {
        return switch (file) {
            case CtDescriptor ct ->
                CoordTest.runTest(ct.parsed(), options, Run.OnFailure.STOP, progress)
                        .problem();
            case SltDescriptor slt ->
                SltTest.run(slt.parsed(), options, Rules.DEFAULT, SltTest.OnFailure.STOP_AT_STATEMENT, progress)
                        .problem();
        };
    }

    /** Passes on what becomes of the stanzas of one file. */
    private static final class Progress implements Run.Listener, SltTest.Listener {
        private final List<StanzaDescriptor> left;
        private final EngineExecutionListener listener;

        Progress(FileDescriptor<?> file, EngineExecutionListener listener) {
            this.left = new ArrayList<>(file.selected());
            this.listener = listener;
        }

        @Override
        public void started(Directive directive) {
            listener.executionStarted(left.getFirst());
        }

        @Override
        public void finished(Outcome outcome) {
            StanzaDescriptor stanza = left.removeFirst();
            listener.executionFinished(stanza, result(outcome));
        }

        @Override
        public void started(SltRecord record) {
            listener.executionStarted(left.getFirst());
        }

        @Override
        public void finished(SltTest.Outcome outcome) {
            listener.executionFinished(left.removeFirst(), result(outcome.verdict()));
        }

        private static TestExecutionResult result(Verdict verdict) {
            if (verdict.kind() == Verdict.Kind.SKIP) return TestExecutionResult.aborted(null);
            return verdict.passed()
                    ? TestExecutionResult.successful()
                    : TestExecutionResult.failed(new AssertionFailedError(verdict.kind() + "\n" + verdict.detail()));
        }

        private static TestExecutionResult result(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Passed ignored -> TestExecutionResult.successful();
                case Outcome.Differs differs ->
                    TestExecutionResult.failed(new AssertionFailedError(
                            differs.diff().text(), differs.directive().expected(), differs.actual()));
                case Outcome.Refused(var directive, var error) -> TestExecutionResult.failed(error);
            };
        }

        void skipRest() {
            left.forEach(stanza -> listener.executionSkipped(stanza, "an earlier stanza of the file failed"));
        }
    }
}
