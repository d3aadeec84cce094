//! What a person asks for about nodes: `motcua node …`.

use super::PlaceArgs;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What a node is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// A commune's own machine: a box, enrolled at its province's centre.
    Commune,
    /// The province's centre, to which boxes speak.
    Province,
    /// Province and communes in one program.
    Both,
}

/// `motcua node …`.
#[derive(Debug, Subcommand)]
pub enum NodeCommand {
    /// At the centre: make an invitation for a commune's own machine; says what to type there
    Invite {
        /// What people call the machine
        #[arg(long, value_name = "NAME")]
        name: String,
        /// The units that it is to be the home of, by their codes
        #[arg(long, required = true, value_name = "CODE")]
        unit: Vec<String>,
        /// Instead of a machine that is lost or broken: what only that one has is settled by a person
        #[arg(long)]
        replace: bool,
        /// The centre's address, as the machine reaches it, for the command that is said
        #[arg(long, value_name = "URL")]
        address: Option<String>,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// At the commune: make this machine a node of the province by an invitation, and fetch what it needs
    Enroll(EnrollArgs),
    /// How this node stands to the others: ends with 0 when level, 1 when behind or cut, 2 when refused
    Status {
        /// For programs
        #[arg(long)]
        json: bool,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// At the centre: believe a node nothing more
    Revoke {
        /// Its id, or its name
        node: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// At the centre: make a node the home of one more unit
    Give {
        /// Its id, or its name
        node: String,
        /// The unit, by its code
        #[arg(long, value_name = "CODE")]
        unit: String,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// At the centre: bring a unit's home back; what its machine hasn't sent is settled by a person
    TakeBack {
        /// The unit, by its code
        #[arg(long, value_name = "CODE")]
        unit: String,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// At the centre: what was refused, and what to do about it
    Faults {
        /// For programs
        #[arg(long)]
        json: bool,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// At the centre: entries that only a machine had which isn't their unit's any more
    Strays {
        /// One of them, whole
        #[arg(long, value_name = "KEY")]
        show: Option<String>,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// At a commune whose ledger forked or whose disk was set back: put its folder aside and make it anew
    /// from the centre, by a new invitation
    BeginAnew {
        /// Yes, do it: the folder is kept under another name
        #[arg(long)]
        yes: bool,
        /// As for enroll
        #[command(flatten)]
        enroll: EnrollArgs,
    },
}

/// `motcua node enroll`.
#[derive(Debug, Args)]
pub struct EnrollArgs {
    /// The new folder
    #[arg(long, value_name = "DIR")]
    pub dir: PathBuf,
    /// Where the centre answers: https://host:port
    #[arg(long, value_name = "URL")]
    pub province: Option<String>,
    /// The PEM file of whoever signed the centre's certificate [default: the system's authorities]
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// The invitation's token [default: the first line of the standard input, which fewer people see]
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<String>,
}
