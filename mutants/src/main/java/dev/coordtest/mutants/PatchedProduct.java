package dev.coordtest.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The product, loaded once more with one class patched or, without a patch, as it is. What cannot see the patched class is shared by all of them, so that a product costs little: the modules
 * below those that are patched.
 */
public final class PatchedProduct {
    /** What is loaded anew for a patch in one of these. */
    private static final List<String> UPPER = List.of(
            "dev.coordtest.coord.",
            "dev.coordtest.compute.",
            "dev.coordtest.storage.",
            "dev.coordtest.coordtest.",
            "dev.coordtest.mutants.");

    private static final String ALL = "dev.coordtest.";
    private static final Map<String, byte[]> CLASS_FILES = new ConcurrentHashMap<>();

    private final Loader loader;

    public PatchedProduct(@Nullable Patch patch) {
        this.loader = new Loader(patch);
    }

    /** Runs a test file. Returns what went wrong; empty if nothing did. */
    public String run(Path file) {
        return (String) call(
                "dev.coordtest.mutants.FileRun", "run", new Class<?>[] {String.class}, new Object[] {file.toString()});
    }

    /** Calls a static method of this product's own copy of a class: only what all products share can be passed. */
    Object call(String type, String method, Class<?>[] parameters, Object[] arguments) {
        try {
            Class<?> own = Class.forName(type, true, loader);
            return own.getMethod(method, parameters).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof LinkageError broken) throw broken;
            throw new IllegalStateException("could not call " + type + "." + method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the patched class has been used at all. */
    public boolean hasUsedPatch() {
        return loader.patched;
    }

    /** The class file of the product as it is. */
    static byte[] classFile(String type) {
        return CLASS_FILES.computeIfAbsent(type, PatchedProduct::read);
    }

    private static byte[] read(String type) {
        String name = type.replace('.', '/') + ".class";
        try (InputStream in = PatchedProduct.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) throw new NoClassDefFoundError(type);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Loader extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final @Nullable Patch patch;
        private final List<String> own;
        private volatile boolean patched;

        Loader(@Nullable Patch patch) {
            super(PatchedProduct.class.getClassLoader());
            this.patch = patch;
            boolean isUpper = patch == null || UPPER.stream().anyMatch(patch.type()::startsWith);
            own = isUpper ? UPPER : List.of(ALL);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (own.stream().noneMatch(name::startsWith)) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) {
            byte[] bytes = classFile(name);
            if (patch != null && name.equals(patch.type())) {
                bytes = Patch.fuelled(patch.apply(bytes));
                patched = true;
            } else if (name.equals("dev.coordtest.coordtest.World")) {
                bytes = Patch.fuelled(bytes);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
