package dev.coordtest.storage.durable;

class MemoryDurableTest extends DurableContract {
    private MemoryDurable durable = new MemoryDurable();

    @Override
    Durable open() {
        return durable;
    }

    @Override
    Durable crash(int lucky) {
        durable = durable.crash(lucky);
        return durable;
    }
}
