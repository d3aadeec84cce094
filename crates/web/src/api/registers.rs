//! Registers for programs: which there are, one as a list with search, a record with its history.

use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use crate::show;
use app::catalogue::RunningRegister;
use app::registers::{RecordLook, RegisterQuery};
use app::{RegisterRow, World};
use axum::Json;
use axum::extract::{Path, State};
use domain::registers::Registered;
use domain::words::Day;
use serde::Serialize;
use utoipa::ToSchema;

/// A register.
#[derive(Serialize, ToSchema)]
pub struct Register {
    #[schema(examples("disability"))]
    name: String,
    title: String,
    /// How records are numbered.
    #[schema(examples("{seq:04}/{year}-{unit}"))]
    number: String,
    /// The fields that everybody may see who has a certificate.
    public: Vec<String>,
    /// The procedures that write into it.
    procedures: Vec<String>,
}

impl Register {
    fn of(visit: &Visit, r: &RunningRegister) -> Self {
        Self {
            name: r.name.to_string(),
            title: show::text(visit.words, &r.register.title).to_owned(),
            number: r.register.number.clone(),
            public: r.register.public.clone(),
            procedures: r.procedures.iter().map(ToString::to_string).collect(),
        }
    }
}

/// The registers that this key sees.
#[derive(Serialize, ToSchema)]
pub struct Registers {
    items: Vec<Register>,
}

/// A record of a register.
#[derive(Serialize, ToSchema)]
#[schema(as = RegisterRecord)]
pub struct RecordShown {
    register: String,
    number: String,
    /// The code of the unit that keeps it.
    unit: String,
    unit_name: String,
    /// Who asked for it.
    holder: String,
    /// What it says.
    #[schema(value_type = Object)]
    fields: serde_json::Map<String, serde_json::Value>,
    #[schema(format = Date)]
    from: String,
    /// The last day on which it holds; for ever where there is none.
    #[schema(format = Date)]
    until: Option<String>,
    #[schema(format = Date)]
    ended: Option<String>,
    /// `valid`, `expired` or `ended`.
    standing: &'static str,
    #[schema(minimum = 1)]
    version: u32,
}

impl RecordShown {
    fn of(world: &World, today: Day, row: &RegisterRow) -> Self {
        let r = &row.registered;
        Self {
            register: r.register.to_string(),
            number: r.number.clone(),
            unit: row.kept.unit.code().to_owned(),
            unit_name: world.unit_name(&row.kept.unit),
            holder: r.holder.name.clone(),
            fields: r.fields.clone(),
            from: r.from.to_string(),
            until: r.until.map(|d| d.to_string()),
            ended: r.ended.map(|d| d.to_string()),
            standing: r.standing(today).as_str(),
            version: row.version,
        }
    }
}

/// A page of a register, the newest number first.
#[derive(Serialize, ToSchema)]
pub struct RegisterPage {
    items: Vec<RecordShown>,
    /// Where the next page begins; none on the last.
    next: Option<String>,
}

/// A version of a record.
#[derive(Serialize, ToSchema)]
pub struct RecordVersion {
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    at: String,
    /// Who, by name.
    by: String,
    /// `create`, `change`, `renew` or `end`; none where the entry was erased by law.
    change: Option<&'static str>,
    /// The dossier that made it.
    #[schema(format = "uuid")]
    dossier: Option<String>,
    /// That dossier's code.
    code: Option<String>,
    /// What the record said then.
    #[schema(value_type = Option<Object>)]
    fields: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A record with its history.
#[derive(Serialize, ToSchema)]
pub struct WholeRecord {
    record: RecordShown,
    /// Where the QR code on its certificate leads, on this site.
    certificate: String,
    /// Its versions, the newest first.
    history: Vec<RecordVersion>,
}

impl WholeRecord {
    fn of(world: &World, today: Day, look: &RecordLook) -> Self {
        let version = |v: &app::registers::Version| {
            let said: Option<&Registered> = v.said.as_ref();
            RecordVersion {
                version: v.version,
                at: v.at.rfc3339(),
                by: v.by.clone(),
                change: said.map(|s| s.change.as_str()),
                dossier: said.map(|s| s.made_by.dossier.to_string()),
                code: said.map(|s| s.made_by.code.to_string()),
                fields: said.map(|s| s.fields.clone()),
            }
        };
        Self {
            record: RecordShown::of(world, today, &look.row),
            certificate: look.certificate.clone(),
            history: look.history.iter().map(version).collect(),
        }
    }
}

/// List the registers that this key's person sees something of.
#[utoipa::path(
    get, path = "/api/v1/registers", operation_id = "listRegisters", tag = "registers",
    responses((status = 200, body = Registers)),
)]
pub async fn all(State(web): State<Web>, visit: Visit, params: Params) -> Result<Json<Registers>, Fault> {
    params.end()?;
    let registers = web.app.registers(&visit.actor()?);
    Ok(Json(Registers { items: registers.iter().map(|r| Register::of(&visit, r)).collect() }))
}

/// List records of a register.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}", operation_id = "listRecords", tag = "registers",
    params(
        ("register" = String, Path, description = "the register's name", example = "disability"),
        ("q" = Option<String>, Query, description = "words, with or without diacritics"),
        ("unit" = Option<String>, Query, description = "a unit's code; all that this key sees otherwise"),
        ("ends_within" = Option<u32>, Query, minimum = 0, maximum = 3660,
            description = "only what holds and runs out within so many days"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "rows a page; 50 usually"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses((status = 200, body = RegisterPage)),
)]
pub async fn list(
    State(web): State<Web>,
    visit: Visit,
    Path(register): Path<String>,
    mut params: Params,
) -> Result<Json<RegisterPage>, Fault> {
    let ends = params.text("ends_within");
    let ends_within = ends.parse().ok().filter(|days| *days <= 3_660);
    if ends_within.is_none() && !ends.is_empty() {
        params.wrong("ends_within", "problem-range");
    }
    let query = RegisterQuery {
        unit: params.text("unit"),
        text: params.text("q"),
        ends_within,
        limit: params.limit(50, 200),
        cursor: params.text("cursor"),
    };
    params.end()?;
    let (_, page) = web.app.register_list(&visit.actor()?, &register, &query).await?;
    let (world, today) = (web.app.world(), web.app.now().day());
    let items = page.rows.iter().map(|row| RecordShown::of(&world, today, row)).collect();
    Ok(Json(RegisterPage { items, next: page.next }))
}

/// Look at a record with its history.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/{number}", operation_id = "getRecord", tag = "registers",
    params(
        ("register" = String, Path, description = "the register's name", example = "disability"),
        ("number" = String, Path, description = "the record's number, its slashes as `%2F`",
            example = "0001/2026-15085"),
        ("unit" = Option<String>, Query, description = "whose is meant, where units number alike"),
    ),
    responses((status = 200, body = WholeRecord)),
)]
pub async fn one(
    State(web): State<Web>,
    visit: Visit,
    Path((register, number)): Path<(String, String)>,
    mut params: Params,
) -> Result<Json<WholeRecord>, Fault> {
    let unit = params.text("unit");
    params.end()?;
    let look = web.app.register_look(&visit.actor()?, &register, &number, &unit).await?;
    Ok(Json(WholeRecord::of(&web.app.world(), web.app.now().day(), &look)))
}
