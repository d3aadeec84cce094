//! What a person asks for on the command line and in the environment.

mod node;

pub use node::{EnrollArgs, NodeCommand, Part};

use clap::{Args, Parser, Subcommand, value_parser};
use lang::Lang;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The command line. Its help is in English; what the commands say is in Vietnamese, English or French.
#[derive(Debug, Parser)]
#[command(
    name = "motcua",
    about = "A one-stop office for communes: dossiers from the counter to the result."
)]
pub struct Cli {
    /// Language of messages: vi, en or fr [default: vi, or MOTCUA_LANG]
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// What is logged to stderr, e.g. info, debug, store=debug [default: warn and our info, or MOTCUA_LOG]
    #[arg(long, global = true, value_name = "LEVEL")]
    pub log: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try it: an invented province office with people and dossiers, ready in a browser
    Demo(DemoArgs),
    /// Weeks of a whole province, invented, written through the use cases into an empty database; ends with
    /// the on-time rates and what each stands on
    Simulate(SimulateArgs),
    /// Run the office kept in a folder
    Serve(ServeArgs),
    /// Make a new office in a folder
    Init(InitArgs),
    /// Check a folder: every ledger, and everything that follows from it (works while the office runs)
    Verify(PlaceArgs),
    /// Make everything that follows from the ledgers anew (the office must be stopped)
    Rebuild(PlaceArgs),
    /// The catalogue of procedures
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// When a time limit ends, and why
    Due(DueArgs),
    /// Procedures by what people type: everyday words, with or without diacritics
    Search(SearchArgs),
    /// Packs: what a field of work asks for and how it goes, as a folder of files
    #[command(subcommand)]
    Pack(PackCommand),
    /// Prints what it is given on standard input: the office begins this by itself
    #[command(hide = true, name = crate::wire::PRESS)]
    Press,
    /// Nodes of a province: its centre and the communes' own machines
    #[command(subcommand)]
    Node(NodeCommand),
    /// Receipts
    #[command(subcommand)]
    Receipt(ReceiptCommand),
    /// Provinces, communes and agencies as of a day, and what became of them
    #[command(subcommand)]
    Units(UnitsCommand),
}

/// `motcua demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder; made when it isn't there
    #[arg(long, default_value = "motcua-demo", value_name = "DIR")]
    pub dir: PathBuf,
    /// An empty PostgreSQL database, postgres://USER:PASSWORD@HOST/NAME [default: a file in the folder, or
    /// MOTCUA_DB]
    #[arg(long, value_name = "URL")]
    pub db: Option<String>,
    /// The PEM file of whoever signed the server's certificate [default: MOTCUA_DB_CA]
    #[arg(long, value_name = "FILE")]
    pub db_ca: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// About how many dossiers to make
    #[arg(long, default_value_t = 3_000, hide = true)]
    pub dossiers: usize,
}

/// `motcua simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// The province's code, two digits: 38 for Thanh Hóa
    #[arg(long, value_name = "CODE")]
    pub province: String,
    /// The first day
    #[arg(long, default_value = "2025-07-01", value_name = "DAY")]
    pub from: String,
    /// The last day
    #[arg(long, default_value = "2025-08-15", value_name = "DAY")]
    pub to: String,
    /// How many dossiers the communes receive
    #[arg(long, value_name = "COUNT")]
    pub communal: usize,
    /// How many the province's centre receives
    #[arg(long, value_name = "COUNT")]
    pub provincial: usize,
    /// Decides what happens: the same seed makes the same ledgers
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub seed: u64,
    /// How fast officers work, in percent of the usual
    #[arg(long, default_value_t = 100, value_name = "PERCENT")]
    #[arg(value_parser = value_parser!(u16).range(10..=1000))]
    pub pace: u16,
    /// The folder for files and keys [default: motcua-simulated]
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// The empty database: postgres://USER:PASSWORD@HOST/NAME, or sqlite:///DIR [default: a file in the
    /// folder, or MOTCUA_DB]
    #[arg(long, value_name = "URL")]
    pub db: Option<String>,
    /// Writes the figures to a file too, for programs
    #[arg(long, value_name = "FILE.json")]
    pub json: Option<PathBuf>,
}

/// `motcua serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where the office is
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// The address that people type [default: http:// or https:// and the listening address]
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Where the QR codes on receipts lead, as anybody reaches it [default: on a commune's own machine its
    /// centre's address, elsewhere the one of --base-url]
    #[arg(long, value_name = "URL")]
    pub papers_url: Option<String>,
    /// How much all files together may take before no more are fetched from other machines: 500M, 20G. What
    /// people bring here is always taken in [default: no limit]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub files_quota: Option<u64>,
    /// What this node must be; another is refused with what to do [default: whatever the folder is]
    #[arg(long, value_name = "ROLE")]
    pub role: Option<Part>,
    /// The certificate, with those above it, as a PEM file: everything is served over HTTPS then
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key, as a PEM file
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A further address, for letters between nodes alone
    #[arg(long, value_name = "ADDR")]
    pub sync_listen: Option<SocketAddr>,
}

/// `motcua init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Where the office is
    #[command(flatten)]
    pub place: PlaceArgs,
    /// The province's code, two digits: 38 for Thanh Hóa
    #[arg(long, value_name = "CODE")]
    pub province: String,
}

/// Where an office is: a folder, and a server for its database where it isn't a file in the folder.
#[derive(Clone, Debug, Args)]
pub struct PlaceArgs {
    /// The folder
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// The database: postgres://USER:PASSWORD@HOST/NAME, with --dir for files and keys; or sqlite:///DIR
    /// [default: a file in the folder, or MOTCUA_DB]
    #[arg(long, value_name = "URL")]
    pub db: Option<String>,
    /// The PEM file of whoever signed the server's certificate; the line is encrypted then, and the server
    /// verified [default: MOTCUA_DB_CA]
    #[arg(long, value_name = "FILE")]
    pub db_ca: Option<PathBuf>,
}

/// `motcua due`.
#[derive(Debug, Args)]
pub struct DueArgs {
    /// When it was received, in Viet Nam's time: 2025-04-25T10:00
    #[arg(long, value_name = "MOMENT", required_unless_present = "batch", requires = "limit")]
    pub received: Option<String>,
    /// The limit: 8h (office hours), 1wd (working days), 30d, 2m, same-day
    #[arg(long, value_name = "LIMIT", requires = "received")]
    pub limit: Option<String>,
    /// How it came: counter, online or post
    #[arg(long, default_value = "counter", value_name = "CHANNEL")]
    pub via: String,
    /// Say why: a line a rule, with what it rests on, from when to when, and the hours that counted
    #[arg(long)]
    pub explain: bool,
    /// A table instead: lines of start,working_days under that header, - for the standard input. Writes
    /// start,working_days,due. A line that doesn't read is named on the standard error and left out; all
    /// others are written, and the command ends with 2
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["received", "explain"])]
    pub batch: Option<PathBuf>,
    /// The unit whose hours count, by its code on the day of reception [default: the usual office hours]
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// The office whose published hours and calendar count [default: those that are built in]
    #[command(flatten)]
    pub place: Option<PlaceArgs>,
}

/// `motcua search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// What somebody types
    #[arg(required_unless_present = "batch", value_name = "WORD")]
    pub words: Vec<String>,
    /// A table instead: its column `query`, - for the standard input. Writes query,codes: up to ten codes,
    /// the best first, with spaces between
    #[arg(long, value_name = "FILE.csv", conflicts_with = "words")]
    pub batch: Option<PathBuf>,
}

/// `motcua catalog …`.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Import the national portal's rows (JSONL, JSONL.gz or CSV); says line by line what is wrong in them
    Import {
        /// The file
        file: PathBuf,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// `motcua pack …`.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Look for what is wrong, with file, line and a proposal
    Check {
        /// Folders: packs, or folders of packs
        #[arg(required = true, value_name = "DIR")]
        dirs: Vec<PathBuf>,
    },
    /// Draw a process: SVG for people, BPMN 2.0 for tools
    Draw(PackDrawArgs),
    /// What a new version changes, in words, and what becomes of dossiers under way
    Diff {
        /// The folder of the version that runs
        old: PathBuf,
        /// The folder of the new one
        new: PathBuf,
    },
    /// Publish packs in the province's ledger; a broken one is refused whole, and what runs goes on
    Publish {
        /// Folders: packs, or folders of packs
        #[arg(required = true, value_name = "PACK")]
        dirs: Vec<PathBuf>,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Play the stories of packs; says what went otherwise, with file and line
    Test {
        /// Folders: packs, or folders of packs
        #[arg(required = true, value_name = "DIR")]
        dirs: Vec<PathBuf>,
    },
}

/// `motcua pack draw`.
#[derive(Debug, Args)]
pub struct PackDrawArgs {
    /// The folder of the pack
    pub dir: PathBuf,
    /// Which procedure [default: the pack's own process, or its only procedure]
    #[arg(long, value_name = "CODE")]
    pub procedure: Option<String>,
    /// The file; its name ends with .svg or .bpmn
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `motcua units …`.
#[derive(Debug, Subcommand)]
pub enum UnitsCommand {
    /// Show the unit that carries a code or a name on a day; where several fit, all are listed
    Show {
        /// Its code, or its name
        unit: String,
        /// The day
        #[command(flatten)]
        on: UnitsDay,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Tell what became of the unit that carried a code or a name on a day
    Successors {
        /// Its code, or its name
        unit: String,
        /// The day
        #[command(flatten)]
        on: UnitsDay,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Carry out a reorganisation, or tell what it would do; interrupted, run it again and it goes on
    Apply {
        /// The file (docs/how-to/reorganise.md)
        file: PathBuf,
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
        /// Only tell what it would do (works while the office runs)
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the reorganisation of a day as a file
    Export {
        /// The first day of the new order, e.g. 2025-07-01
        #[arg(long, value_name = "DAY")]
        day: String,
        /// An office, for what is on record there
        #[command(flatten)]
        place: Option<PlaceArgs>,
    },
    /// Count units and successions, and look for contradictions in the tables
    Check {
        /// The day
        #[command(flatten)]
        on: UnitsDay,
        /// For programs
        #[arg(long)]
        json: bool,
    },
}

/// The day of a question about units.
#[derive(Debug, Args)]
pub struct UnitsDay {
    /// The day, e.g. 2025-06-30 [default: today]
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// An office, for what is on record there
    #[command(flatten)]
    pub place: Option<PlaceArgs>,
}

/// `motcua receipt …`.
#[derive(Debug, Subcommand)]
pub enum ReceiptCommand {
    /// Check what a receipt's QR code says, without a line: with the office's folder, or with the keys that
    /// the province publishes
    Verify {
        /// Where the office is
        #[command(flatten)]
        place: PlaceArgs,
        /// The published keys instead, as /keys.json gives them
        #[arg(long, value_name = "FILE", conflicts_with_all = ["dir", "db"])]
        keys: Option<PathBuf>,
        /// What the QR code says: the whole link, or its c=…&h=…&s=…
        proof: String,
    },
}

/// A size as people write it: bytes, or with K, M, G or T.
fn size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let (digits, power) = match text.char_indices().next_back() {
        Some((at, 'K' | 'k')) => (text.get(..at), 1),
        Some((at, 'M' | 'm')) => (text.get(..at), 2),
        Some((at, 'G' | 'g')) => (text.get(..at), 3),
        Some((at, 'T' | 't')) => (text.get(..at), 4),
        _ => (Some(text), 0),
    };
    let number = digits.and_then(|digits| digits.trim().parse::<u64>().ok());
    let bytes = number.and_then(|number| number.checked_mul(1_u64 << (10 * power)));
    bytes.ok_or_else(|| "a number, or a number with K, M, G or T".to_owned())
}

/// The language of messages: as asked, as the environment says, else Vietnamese.
pub fn language(asked: Option<Lang>) -> Lang {
    let environment = || std::env::var("MOTCUA_LANG").ok().and_then(|tag| Lang::parse(&tag));
    asked.or_else(environment).unwrap_or(Lang::Vi)
}

/// The database: as asked, as the environment says, else the folder's own. A password in the environment is
/// seen by fewer people than one on a command line.
pub fn database(asked: Option<&str>) -> Option<String> {
    let asked = asked.map(str::to_owned).or_else(|| std::env::var("MOTCUA_DB").ok());
    asked.filter(|url| !url.is_empty())
}

/// Whose signature a server's certificate must carry: as asked, as the environment says, else nobody's.
pub fn authority(asked: Option<&Path>) -> Option<PathBuf> {
    let asked = asked.map(Path::to_owned).or_else(|| std::env::var_os("MOTCUA_DB_CA").map(PathBuf::from));
    asked.filter(|file| !file.as_os_str().is_empty())
}

/// What is logged: as asked, as the environment says, else warnings and our own news.
pub fn log_filter(asked: Option<String>) -> String {
    let ours = "warn,node=info,web=info,app=info,store=info";
    asked.or_else(|| std::env::var("MOTCUA_LOG").ok()).unwrap_or_else(|| ours.to_owned())
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(size("1500"), Ok(1_500));
        assert_eq!((size("500M"), size("2 g")), (Ok(500 << 20), Ok(2 << 30)));
        for wrong in ["", "G", "-1", "12X", "99999999T", "1.5G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
