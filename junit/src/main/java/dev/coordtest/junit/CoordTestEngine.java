package dev.coordtest.junit;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UriSelector;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.opentest4j.AssertionFailedError;

/**
 * Runs the {@code .ct} files that are selected by file, directory or URI. The directives of a file run in order in one world; after one that fails the rest of the
 * file is skipped.
 */
public final class CoordTestEngine implements TestEngine {
    private static final String EXTENSION = ".ct";

    @Override
    public String getId() {
        return "coordtest";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineDescriptor engine = new EngineDescriptor(id, "coordtest");
        List<Path> roots = new ArrayList<>();
        request.getSelectorsByType(FileSelector.class).forEach(selector -> roots.add(selector.getPath()));
        request.getSelectorsByType(DirectorySelector.class).forEach(selector -> roots.add(selector.getPath()));
        for (UriSelector selector : request.getSelectorsByType(UriSelector.class)) {
            URI uri = selector.getUri();
            if ("file".equals(uri.getScheme())) roots.add(Path.of(uri.getPath()));
        }
        for (Path root : roots) {
            for (Path path : CoordTest.walk(root)) {
                if (path.toString().endsWith(EXTENSION)) engine.addChild(new FileDescriptor(id, path));
            }
        }
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor engine = request.getRootTestDescriptor();
        EngineExecutionListener listener = request.getEngineExecutionListener();
        listener.executionStarted(engine);
        for (TestDescriptor child : List.copyOf(engine.getChildren())) {
            if (child instanceof FileDescriptor file) execute(file, listener);
        }
        listener.executionFinished(engine, TestExecutionResult.successful());
    }

    private static void execute(FileDescriptor file, EngineExecutionListener listener) {
        listener.executionStarted(file);
        TestExecutionResult result;
        try {
            TestFile parsed = TestFile.read(file.path(), Dialect.RUST_0_6);
            file.addStanzas(parsed);
            file.getChildren().forEach(listener::dynamicTestRegistered);
            Progress progress = new Progress(file, listener);
            var options = new CoordTest.Options(new TreeMap<>(), null, true);
            String problem = CoordTest.runTest(parsed, options, Run.OnFailure.STOP, progress)
                    .problem();
            progress.skipRest();
            result = problem == null
                    ? TestExecutionResult.successful()
                    : TestExecutionResult.failed(new AssertionFailedError(problem));
        } catch (RuntimeException e) {
            result = TestExecutionResult.failed(e);
        }
        listener.executionFinished(file, result);
    }

    /** Passes on what becomes of the directives of one file. */
    private static final class Progress implements Run.Listener {
        private final List<StanzaDescriptor> left;
        private final EngineExecutionListener listener;

        Progress(FileDescriptor file, EngineExecutionListener listener) {
            this.left = new ArrayList<>(file.stanzas());
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
            left.forEach(stanza -> listener.executionSkipped(stanza, "an earlier directive of the file failed"));
        }
    }
}
