//! `cargo xtask data <what>`: the tables under data/.

/// Runs one of the data chores.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    anyhow::bail!("no data chore is called {:?}", args.first().map_or("", String::as_str))
}
