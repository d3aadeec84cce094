//! Provinces and communes, as of a day: codes are re-used, so a code means something only together with a
//! day.

use super::params::Params;
use super::problem::Fault;
use crate::frame::Web;
use app::AppError;
use axum::Json;
use axum::extract::{Path, State};
use domain::places::OfficeInfo;
use domain::units::{Relation, Tier, Unit};
use domain::words::{Day, UnitCode};
use serde::Serialize;
use utoipa::ToSchema;

/// A unit.
#[derive(Serialize, ToSchema)]
#[schema(as = Unit)]
pub struct UnitShown {
    /// Its name for all time: code and first day.
    #[schema(examples("14758@2025-07-01"))]
    id: String,
    /// Its code, which names it only on its own days.
    #[schema(examples("14758"))]
    code: String,
    /// `province`, `district`, `commune` or `agency`.
    tier: &'static str,
    /// What it calls itself.
    #[schema(examples("phường"))]
    kind: &'static str,
    name: String,
    full_name: String,
    /// The code of the unit it belongs to.
    parent: Option<String>,
    /// Its first day; none when it began before the records.
    #[schema(format = Date)]
    from: Option<String>,
    /// Its last day; none while it exists.
    #[schema(format = Date)]
    to: Option<String>,
    /// The act that made it; may be empty.
    act: String,
}

impl From<&Unit> for UnitShown {
    fn from(u: &Unit) -> Self {
        Self {
            id: u.id.to_string(),
            code: u.code.to_string(),
            tier: u.tier.as_str(),
            kind: u.kind.vi(),
            name: u.name.clone(),
            full_name: u.full_name.clone(),
            parent: u.parent.as_ref().map(|p| p.code().to_owned()),
            from: u.from.map(|d| d.to_string()),
            to: u.to.map(|d| d.to_string()),
            act: u.act.clone(),
        }
    }
}

/// Units of a day.
#[derive(Serialize, ToSchema)]
#[schema(as = UnitPage)]
pub struct Page {
    /// The day.
    #[schema(format = Date)]
    on: String,
    items: Vec<UnitShown>,
    /// How many there are in all.
    total: usize,
}

/// Find units of a day: the provinces, those of a parent, or by name.
#[utoipa::path(
    get, path = "/api/v1/units", operation_id = "listUnits", tag = "public",
    params(
        ("on" = Option<String>, Query, format = Date, description = "the day; today where it isn't said"),
        ("parent" = Option<String>, Query, description = "the code of a province", example = "38"),
        ("q" = Option<String>, Query, description = "a name, with or without diacritics, or a code"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 4000, description = "rows; 200 usually"),
    ),
    responses((status = 200, body = Page)),
)]
pub async fn list(State(web): State<Web>, mut params: Params) -> Result<Json<Page>, Fault> {
    let on = params.day("on", web.app.now().day());
    let (parent, text, limit) = (params.text("parent"), params.text("q"), params.limit(200, 4000));
    params.end()?;
    let world = web.app.world();
    let text: String = text.chars().take(200).collect();
    let mut found = if text.trim().is_empty() { Vec::new() } else { world.units.find(&text, on) };
    if !parent.is_empty() {
        let parent = world.unit_at(&parent, on).ok_or_else(|| AppError::invalid("parent", "problem-unit"))?;
        if text.trim().is_empty() {
            found = world.units.children(&parent.id).into_iter().filter(|u| u.exists_on(on)).collect();
        } else {
            found.retain(|u| u.parent.as_ref() == Some(&parent.id));
        }
    } else if text.trim().is_empty() {
        found = world.units.on(Tier::Province, on).collect();
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let items = found.iter().take(most).map(|u| UnitShown::from(*u)).collect();
    Ok(Json(Page { on: on.to_string(), items, total: found.len() }))
}

/// What a unit came from, or became.
#[derive(Serialize, ToSchema)]
pub struct Kin {
    unit: UnitShown,
    /// How much of the old unit the new one took.
    #[schema(examples("whole"))]
    relation: &'static str,
}

impl Kin {
    fn all(kin: Vec<(&Unit, Relation)>) -> Vec<Self> {
        kin.into_iter()
            .map(|(unit, relation)| Self { unit: unit.into(), relation: relation.as_str() })
            .collect()
    }
}

/// Where an office is, how to reach it, what it announces.
#[derive(Serialize, ToSchema)]
#[schema(as = UnitOffice)]
pub struct OfficeShown {
    address: String,
    /// Latitude in degrees (WGS84).
    #[schema(examples("21.327"))]
    lat: Option<String>,
    /// Longitude in degrees.
    #[schema(examples("103.914401"))]
    lon: Option<String>,
    phone: Option<String>,
    email: String,
    /// How one pays from afar; lines.
    paying: String,
    announcements: Vec<AnnouncementShown>,
}

/// Something that an office tells everybody today.
#[derive(Serialize, ToSchema)]
#[schema(as = UnitAnnouncement)]
pub struct AnnouncementShown {
    title: String,
    text: String,
    #[schema(format = Date)]
    from: String,
    #[schema(format = Date)]
    until: String,
}

/// How it is at a counter now.
#[derive(Serialize, ToSchema)]
#[schema(as = UnitLoad)]
pub struct LoadShown {
    /// How many wait.
    waiting: u32,
    /// About how many minutes somebody waits who comes now.
    minutes: u32,
    /// When somebody looked last.
    #[schema(format = DateTime)]
    at: String,
}

impl OfficeShown {
    fn of(info: &OfficeInfo, day: Day) -> Self {
        let announcement = |a: &domain::places::Announcement| AnnouncementShown {
            title: a.title.clone(),
            text: a.text.clone(),
            from: a.from.to_string(),
            until: a.until.to_string(),
        };
        Self {
            address: info.address.clone(),
            lat: info.spot.map(domain::places::Spot::lat),
            lon: info.spot.map(domain::places::Spot::lon),
            phone: info.phone.as_ref().map(|phone| format!("+{}", phone.as_str())),
            email: info.email.clone(),
            paying: info.paying.clone(),
            announcements: info.announced_on(day).map(announcement).collect(),
        }
    }
}

impl From<&app::places::Load> for LoadShown {
    fn from(load: &app::places::Load) -> Self {
        Self { waiting: load.waiting, minutes: load.minutes, at: load.at.rfc3339() }
    }
}

/// A unit with what it came from and what became of it.
#[derive(Serialize, ToSchema)]
pub struct UnitWhole {
    #[serde(flatten)]
    unit: UnitShown,
    /// What it was made of.
    predecessors: Vec<Kin>,
    /// What became of it; empty while it exists.
    successors: Vec<Kin>,
    /// Where its office is and how to reach it; none of a unit of another province, or while it says nothing.
    office: Option<OfficeShown>,
    /// How long one waits at its counter; none while nobody looked for half an hour.
    load: Option<LoadShown>,
}

/// The unit that carries a code on a day.
#[utoipa::path(
    get, path = "/api/v1/units/{code}", operation_id = "getUnit", tag = "public",
    params(
        ("code" = String, Path, description = "its code", example = "14758"),
        ("on" = Option<String>, Query, format = Date, description = "the day; today where it isn't said"),
    ),
    responses((status = 200, body = UnitWhole)),
)]
pub async fn one(
    State(web): State<Web>,
    Path(code): Path<String>,
    mut params: Params,
) -> Result<Json<UnitWhole>, Fault> {
    let on: Day = params.day("on", web.app.now().day());
    params.end()?;
    let (world, loads) = (web.app.world(), web.app.loads().await?);
    let units = &world.units;
    let code: UnitCode = code.parse().map_err(|_| AppError::NotFound)?;
    let unit = units.at(&code, on).ok_or(AppError::NotFound)?;
    Ok(Json(UnitWhole {
        unit: unit.into(),
        predecessors: Kin::all(units.predecessors(&unit.id)),
        successors: Kin::all(units.successors(&unit.id)),
        office: world.info(&unit.id).map(|info| OfficeShown::of(info, web.app.now().day())),
        load: loads.get(&unit.id).map(LoadShown::from),
    }))
}
