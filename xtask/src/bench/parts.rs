//! The parts that can be measured alone.

/// A part.
pub struct Part {
    /// What it is called, here and in the measuring program.
    pub name: &'static str,
    /// What it tells.
    pub about: &'static str,
}

/// All of them, in the order in which they are measured.
pub const PARTS: [Part; 7] = [
    Part {
        name: "write",
        about: "durable receptions and acts a second, through the use cases and through HTTP, beside the \
                limit: the rows of a reception one by one (pgbench, a bare SQLite loop)",
    },
    Part {
        name: "read",
        about: "what officers and citizens look at, through the use cases, while the archive grows from 10 \
                thousand dossiers to a million; the pile on the province's desks stays at 5,000 open ones, \
                statistics are brought up to date after each filling (`analyze` on PostgreSQL)",
    },
    Part {
        name: "find",
        about: "one box over a million documents, the catalogue among invented records: 2,000 questions of \
                eight kinds, one after the other, each asked once before; no database stands behind it",
    },
    Part { name: "verify", about: "everything once more from the ledgers, at a million entries" },
    Part {
        name: "page",
        about: "weight of pages, the time until the first one, and memory: a commune's node after `init`, \
                and the demonstration's province",
    },
    Part {
        name: "nodes",
        about: "a province and its communes' own machines, through the real client and HTTPS: a box \
                that was a week apart catches up over a line of 256 kbit/s each way (200 dossiers, 400 \
                files); 166 boxes come back at the same moment, 10 dossiers waiting in each",
    },
    Part {
        name: "simulate",
        about: "a province's 46 days through the real use cases, seed 1: 149,470 dossiers in communes and \
                7,542 in the centre",
    },
];
