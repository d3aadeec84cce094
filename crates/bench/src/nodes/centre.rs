//! A province's centre that is served over HTTPS, with invitations for its communes.

use crate::office::{KEY, Office, Staff};
use crate::people::BIRTH;
use crate::served::Served;
use crate::told::Told;
use anyhow::Context as _;
use app::World;
use domain::words::UnitId;
use node::clock::SystemClock;
use std::fs;
use std::sync::Arc;

/// A served centre.
pub struct Centre {
    /// The running program.
    pub served: Served,
    /// The province.
    pub province: UnitId,
    /// What the world is like.
    pub world: Arc<World>,
    /// The PEM text of its certificate, which signed itself.
    pub authority: String,
    /// The communes that were invited, with what is typed on their machines.
    pub invited: Vec<(Staff, String)>,
}

impl Centre {
    /// Makes a province at an empty place, invites a machine for so many communes, and serves it. Only what
    /// boxes ask for in these measurements can be asked for: the whole catalogue would be carried to each.
    pub async fn serve(told: &Told, name: &str, boxes: usize) -> anyhow::Result<Self> {
        let (at, world) = (told.place(name), Arc::new(World::built_in()?));
        fs::create_dir_all(&at.dir)?;
        fs::write(at.dir.join("node.key"), KEY)?;
        let office = Office::with_people(at.clone(), Arc::new(SystemClock), Arc::clone(&world)).await?;
        let app = &office.app;
        let row = World::catalogue_row(&BIRTH.parse()?).context("the procedure")?;
        app.publish(vec![row], "setup", |_| {}).await?;
        let mut invited = Vec::new();
        for staff in office.units.iter().take(boxes) {
            let name = app.world().unit_name(&staff.unit);
            let units = std::slice::from_ref(&staff.unit);
            let token = app.node_invite(None, &name, units, None).await?.token;
            invited.push((staff.clone(), token.context("a token")?));
        }
        let province = app.province();
        // Its folder is free for the program once nobody holds it.
        drop(office);
        let signed = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()])?;
        let (authority, key) = (signed.cert.pem(), signed.signing_key.serialize_pem());
        let files = [told.dir.join("centre.pem"), told.dir.join("centre.key")];
        for (file, text) in files.iter().zip([&authority, &key]) {
            fs::write(file, text)?;
        }
        let [certificate, key] = files.map(|file| file.display().to_string());
        let tls = ["--role", "province", "--tls-cert", &certificate, "--tls-key", &key];
        let served = Served::centre(told, &at, &tls)?;
        Ok(Self { served, province, world, authority, invited })
    }
}
