//! Calls that only the operator makes.

use anyhow::Context as _;
use app::App;
use domain::words::{NodeId, UnitId};

/// Invites a box for units that live at the centre, or in the place of the one they live at; gives what is
/// typed at the box.
pub async fn invite(app: &App, name: &str, units: &[UnitId], replaces: bool) -> anyhow::Result<String> {
    let invitation = if replaces {
        app.node_replace(None, name, units, None).await
    } else {
        app.node_invite(None, name, units, None).await
    };
    invitation.with_context(|| format!("inviting {name}"))?.token.context("an invitation without a token")
}

/// Brings a unit's home back to the centre.
pub async fn take_back(app: &App, unit: &UnitId) -> anyhow::Result<()> {
    app.node_take_back(None, unit).await.with_context(|| format!("taking {unit} back"))
}

/// Makes a box the home of a further unit.
pub async fn give(app: &App, node: NodeId, unit: &UnitId) -> anyhow::Result<()> {
    app.node_give(None, node, unit).await.with_context(|| format!("giving {unit} to {node}"))
}
