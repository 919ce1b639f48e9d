package dev.coordtest.storage;

class MemoryFilesTest extends FilesContract {
    private final Files files = new MemoryFiles();

    @Override
    Files files() {
        return files;
    }

    @Override
    String directory() {
        return "/tmp/d";
    }
}
