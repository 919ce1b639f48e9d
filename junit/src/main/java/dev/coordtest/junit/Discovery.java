package dev.coordtest.junit;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.slt.SltFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.discovery.UriSelector;

/** Finds the files that a request selects and adds them, sorted as {@link CoordTest#walk} does within a directory, each once. */
final class Discovery {
    private static final String CT = ".ct";

    private final EngineDiscoveryRequest request;
    private final TestDescriptor engine;

    Discovery(EngineDiscoveryRequest request, TestDescriptor engine) {
        this.request = request;
        this.engine = engine;
    }

    void addFiles() {
        for (FileSelector selector : request.getSelectorsByType(FileSelector.class)) {
            add(
                    selector.getPath(),
                    selector.getPosition().map(FilePosition::getLine).orElse(0));
        }
        for (DirectorySelector selector : request.getSelectorsByType(DirectorySelector.class))
            add(selector.getPath(), 0);
        for (UriSelector selector : request.getSelectorsByType(UriSelector.class)) {
            URI uri = selector.getUri();
            if ("file".equals(uri.getScheme())) add(Path.of(uri.getPath()), 0);
        }
        for (UniqueIdSelector selector : request.getSelectorsByType(UniqueIdSelector.class))
            add(selector.getUniqueId());
    }

    /** The file or the files below a directory; of a file, up to the directive on {@code line} where that is not 0. */
    private void add(Path root, int line) {
        List<Path> paths = Files.exists(root)
                ? CoordTest.walk(root).stream()
                        .filter(path -> path.toString().endsWith(CT) || SltFile.isOne(path))
                        .toList()
                : List.of();
        if (paths.isEmpty()) {
            String problem =
                    "no " + CT + " or .slt file at " + root.toAbsolutePath().normalize();
            request.getDiscoveryListener()
                    .issueEncountered(
                            engine.getUniqueId(), DiscoveryIssue.create(DiscoveryIssue.Severity.ERROR, problem));
        }
        for (Path path : paths) file(path).read(line);
    }

    /** A file, or a directive of one, as this engine named it before. */
    private void add(UniqueId id) {
        if (!id.hasPrefix(engine.getUniqueId()) || id.equals(engine.getUniqueId())) return;
        List<UniqueId.Segment> rest = id.getSegments()
                .subList(
                        engine.getUniqueId().getSegments().size(),
                        id.getSegments().size());
        Path path = Path.of(rest.getFirst().getValue());
        if (!Files.exists(path)) add(path, 0);
        else if (rest.size() == 1) file(path).read(0);
        else file(path).readTo(id);
    }

    private FileDescriptor<?> file(Path path) {
        for (TestDescriptor child : engine.getChildren()) {
            if (child instanceof FileDescriptor<?> file && file.path().equals(path)) return file;
        }
        UniqueId id = engine.getUniqueId();
        FileDescriptor<?> file = SltFile.isOne(path) ? new SltDescriptor(id, path) : new CtDescriptor(id, path);
        engine.addChild(file);
        return file;
    }
}
