package dev.coordtest.coordtest.law;

/**
 * What holds in every run, whatever the order of deliveries. F are laws of frontiers, T of the choice of times, O of the oracle of times, I of the
 * coordinator as a whole, U of TAIL, W of writes, G of the catalog and what is kept for it, R of resources, LV of progress.
 *
 * <p>Each names the event that must have it tried: a run that has the event and did not try the law is vacuous, and fails.
 */
public enum Law {
    F1("an upper, reported or known, never goes back, and a closed one stays closed", Trigger.REPORT),
    F2("a since never goes back, and whoever keeps the history is told of every move, once", Trigger.COMPACTION),
    F3("an answer comes from a time that since has not passed and upper has", Trigger.ENGINE_ANSWER),
    F4("compaction goes no further than the window allows, and nowhere without one", Trigger.COMPACTION),
    F5("a since does not pass the time of a live hold", Trigger.COMPACTION),
    F6("at rest a since is where its window and the holds on it put it, and not before", Trigger.INDEX),
    F7(
            "what is computed is not complete before what it is computed from, nor known before it is true",
            Trigger.ENGINE_REPORT),
    F8("what a TAIL hands on has the times that it has just completed, whatever was compacted", Trigger.ENGINE_TAIL),
    F10("compute starts nothing before the since of what it reads", Trigger.ENGINE_DATAFLOW),
    F11("an index starts at its as-of, with nothing known of its upper", Trigger.INDEX),
    F12("an index is closed only when all that it reads is", Trigger.ENGINE_CLOSED),
    F13("at rest an engine has let history go as far as it was told, and no further", Trigger.REST),

    T1("all inputs of a read are in one timeline", Trigger.CHOICE),
    T2("a time is at or past the since of every input, and held there before the choosing step ends", Trigger.CHOICE),
    T3("a time is the table time, the oracle's or the freshest complete one, raised to since", Trigger.FREE_CHOICE),
    T4("AS OF reads exactly then, and moves no table", Trigger.AS_OF),
    T5("all reads of a transaction read at its one time, and only what it has held since the first", Trigger.DOMAIN),
    T6("the reason given for a time is the bound that it equals", Trigger.CHOICE),
    T7("what is recorded of a choice is what was known then, and gives the same choice again", Trigger.CHOICE),
    T8("a statement that reads by itself reads at the time that was chosen for it", Trigger.SINGLE_READ),
    T9("at rest no read waits that could be answered", Trigger.PEEK),

    O1("the oracle's times never go back", Trigger.ORACLE),
    O2("a write is later than every time that the oracle gave to read at", Trigger.WRITE),
    O3("a read at the oracle's time finds the history of its inputs", Trigger.ORACLE),
    O4("tables are written at or past their upper", Trigger.CLOSING),
    O5("after a restart no time is given again", Trigger.RESTART),
    O6("once a strict read has its time, the oracle has reached it", Trigger.STRICT),

    I1("nothing is sent to compute for a time before the since of what it reads", Trigger.PEEK_OR_DATAFLOW),
    I2("no since passes the time of an unanswered read of it", Trigger.COMPACTION),
    I3("writes are later than completed reads of tables, and reads of tables never go back", Trigger.WRITE),
    I4("a request is answered once, and nothing is answered that was not asked", Trigger.REQUEST),
    I5("when all sessions have ended nothing is kept for them", Trigger.END),
    I6("at rest a since trails its known upper by the window, in whole windows", Trigger.WINDOW),
    I7("the catalog changes as the statement that succeeded says, and by nothing else", Trigger.DDL),

    U3("a TAIL goes on with every batch, and tells of no time before what it has announced", Trigger.TAIL_BATCH),
    U4("a batch of a TAIL has no row twice at one time, and no change by nothing", Trigger.TAIL_BATCH),
    U5("a batch of a TAIL is in order of time", Trigger.TAIL_BATCH),
    U9("a TAIL ends once, when it is complete at the latest, and nothing of it follows", Trigger.TAIL_START),

    W1("tables grow by what the writers of a group are told, and by nothing else", Trigger.COMMIT),
    W2("nobody writes to a table between the read and the write of a statement that changes it", Trigger.MUTATION),
    W3("a commit is answered when its writes are acknowledged, and not before", Trigger.COMMIT),
    W4("at rest tables are complete at every time that the oracle gave to read at", Trigger.REST),

    G1("ids are not used again, and what an item uses is there and older", Trigger.DDL),
    G2("at rest compute and storage are to keep what the catalog has, and nothing else", Trigger.REST),
    G3("at rest the coordinator keeps account of what the catalog has, and of nothing else", Trigger.REST),
    G4("the catalog is after a restart what it was when it was last durable", Trigger.RESTART),
    G5("at rest every hold is for a session that is there", Trigger.REST),
    G6("at rest every read, TAIL and index for one read is somebody's who waits for it", Trigger.REST),
    R1("at rest an engine has what it was told to make and not to drop, and nothing else", Trigger.REST),
    R3("at rest nothing runs that nobody needs, and nothing is followed by who is gone", Trigger.REST),
    R4("at rest no TAIL follows what was dropped", Trigger.REST),
    R2("what was dropped is not named to an engine again", Trigger.DROP),

    LV1("at rest whoever waits waits for a time that is not complete, or for who holds the lock", Trigger.REST);

    private final String text;
    private final Trigger trigger;

    Law(String text, Trigger trigger) {
        this.text = text;
        this.trigger = trigger;
    }

    /** What it promises. */
    public String text() {
        return text;
    }

    /** The event that must have it tried. */
    Trigger trigger() {
        return trigger;
    }
}
