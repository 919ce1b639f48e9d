package dev.coordtest.storage;

class MemoryFilesTest extends FilesContract {
    private final Files files = new MemoryFiles("/tmp/d");

    @Override
    Files files() {
        return files;
    }

    @Override
    String directory() {
        return "/tmp/d";
    }
}
