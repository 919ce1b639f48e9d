package dev.coordtest.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole product, loaded once more with one class patched or, without a patch, as it is. */
public final class PatchedProduct implements AutoCloseable {
    private final Loader loader;

    public PatchedProduct(@Nullable Patch patch) {
        this.loader = new Loader(classPath(), patch);
    }

    /** Runs a test file. Returns what went wrong; empty if nothing did. */
    public String run(Path file) {
        try {
            Class<?> runner = Class.forName("dev.coordtest.mutants.FileRun", true, loader);
            return (String) runner.getMethod("run", String.class).invoke(null, file.toString());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("could not run " + file, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the patched class has been used at all. */
    public boolean hasUsedPatch() {
        return loader.patched;
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<URL> classPath() {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
            try {
                urls.add(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(entry, e);
            }
        }
        return urls;
    }

    private static final class Loader extends URLClassLoader {
        private final @Nullable Patch patch;
        private boolean patched;

        Loader(List<URL> urls, @Nullable Patch patch) {
            super(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            this.patch = patch;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (patch == null || !name.equals(patch.type())) return super.findClass(name);
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) throw new ClassNotFoundException(name);
                byte[] bytes = patch.apply(in.readAllBytes());
                patched = true;
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
