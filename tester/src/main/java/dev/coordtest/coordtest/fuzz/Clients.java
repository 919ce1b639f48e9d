package dev.coordtest.coordtest.fuzz;

import java.util.ArrayList;
import java.util.List;

/** The named sessions of a file: who has a transaction open, of which kind, and who has been asked something that nobody has collected. */
final class Clients {
    /** What a session can be asked next. */
    enum State {
        IDLE,
        READS,
        WRITES,
        /** Has declared the cursor {@code c} in a transaction that reads nothing else. */
        FOLLOWS,
        /** Has been asked something; it takes cancels and is collected. */
        BUSY
    }

    static final class Client {
        final String name;
        State state = State.IDLE;
        boolean cancelled;

        Client(String name) {
            this.name = name;
        }
    }

    private final List<Client> open = new ArrayList<>();
    private int next = 1;

    Client open() {
        Client client = new Client("s" + next++);
        open.add(client);
        return client;
    }

    List<Client> in(State state) {
        return open.stream().filter(client -> client.state == state).toList();
    }

    Client any(int number) {
        return open.get(number);
    }

    int size() {
        return open.size();
    }

    /** All connections are lost: what was open is undone, and whoever waits is told so. */
    void lost() {
        for (Client client : open) if (client.state != State.BUSY) client.state = State.IDLE;
    }

    /** Its name is not used again. */
    void forget(Client client) {
        open.remove(client);
    }
}
