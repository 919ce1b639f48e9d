package dev.coordtest.bench;

/** A workload under way: its view is kept up to date while updates come in commits. */
final class Maintenance {
    private final Workload workload;
    private final Engine engine;
    private long time;

    Maintenance(Workload workload) {
        this.workload = workload;
        this.engine = new Engine(workload.inputs());
        engine.create(workload.view());
    }

    Engine engine() {
        return engine;
    }

    void load(int expected) {
        Changes changes = changes(expected);
        workload.load(changes);
        engine.commit(changes.build());
    }

    void update(int updates, int batch, Runnable committed) {
        for (int done = 0; done < updates; done += batch) {
            int count = Math.min(batch, updates - done);
            Changes changes = changes(2 * count);
            for (int i = 0; i < count; i++) workload.update(changes);
            engine.commit(changes.build());
            committed.run();
        }
    }

    private Changes changes(int expected) {
        return new Changes(workload.inputs().size(), expected, time++);
    }
}
