//! Where citizens show who they are: `identity.toml` in the office's folder names the provider. Without it,
//! citizens don't sign in here.

use crate::tls;
use crate::wire::shown;
use anyhow::{Result, anyhow, bail};
use app::App;
use app::citizen::{Config, Door, Provider};
use lang::Words;
use std::path::Path;
use std::sync::Arc;

/// The file.
const FILE: &str = "identity.toml";

/// Opens the door for citizens, where the office's folder says with whom. The provider isn't asked yet: an
/// office opens whether it is there or not. `commune`: a commune's own machine has no citizens' records.
pub fn open_door(app: &App, dir: &Path, commune: bool, words: &Words) -> Result<()> {
    let file = dir.join(FILE);
    if !file.is_file() {
        return Ok(());
    }
    if commune {
        bail!(words.say_one("cli-identity-box", "file", shown(&file)));
    }
    let config = Config::load(&file).map_err(|why| {
        let args = [("file", shown(&file).into()), ("why", why.to_string().into())];
        anyhow!(words.say_with("cli-identity", &args))
    })?;
    // On this machine nothing is encrypted, and no authority is needed.
    let tls = if config.issuer().starts_with("https://") { Some(tls::client(words)?) } else { None };
    let invented = app.settings().invented_numbers;
    app.open_door(Door::of(Arc::new(Provider::new(config, tls, invented))));
    Ok(())
}
