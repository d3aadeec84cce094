//! Figures: a unit's board, and the rates that everybody may read. Every rate comes with its two numbers and
//! its cut-off.

use super::dossiers::Counts;
use super::params::Params;
use super::problem::Fault;
use crate::frame::{Visit, Web};
use app::board::Sums;
use axum::Json;
use axum::extract::State;
use domain::indicators::Rate;
use domain::units::Group;
use domain::words::{Day, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

/// Most questions a minute from one address.
const A_MINUTE: u32 = 60;

/// A rate with its two numbers.
#[derive(Serialize, ToSchema)]
#[schema(as = Rate)]
pub struct RateShown {
    /// Finished by the due date.
    numerator: u64,
    /// Finished, and still open past the due date.
    denominator: u64,
    /// Per cent, two decimals, rounded down; none when nothing counts.
    percent: Option<f64>,
}

impl From<Rate> for RateShown {
    fn from(r: Rate) -> Self {
        let points = r.basis_points().and_then(|n| u32::try_from(n).ok());
        Self {
            numerator: r.numerator,
            denominator: r.denominator,
            percent: points.map(|n| f64::from(n) / 100.0),
        }
    }
}

/// Counts of a period.
#[derive(Serialize, ToSchema)]
#[schema(as = Sums)]
pub struct SumsShown {
    received: u64,
    /// Of these online.
    online: u64,
    /// Finished by the due date.
    on_time: u64,
    /// Finished after it.
    late: u64,
    /// Taken back by the person.
    withdrawn: u64,
    /// Handed over.
    delivered: u64,
}

impl From<Sums> for SumsShown {
    fn from(s: Sums) -> Self {
        let Sums { received, online, on_time, late, withdrawn, delivered } = s;
        Self { received, online, on_time, late, withdrawn, delivered }
    }
}

/// The counts of a day.
#[derive(Serialize, ToSchema)]
pub struct OfDay {
    #[schema(format = Date)]
    day: String,
    #[serde(flatten)]
    sums: SumsShown,
}

/// The counts of a procedure.
#[derive(Serialize, ToSchema)]
pub struct OfProcedure {
    procedure: String,
    #[serde(flatten)]
    sums: SumsShown,
}

/// How many open dossiers stand somewhere.
#[derive(Serialize, ToSchema)]
pub struct Standing {
    step: String,
    state: &'static str,
    n: u64,
    /// Of these late.
    late: u64,
}

/// A board.
#[derive(Serialize, ToSchema)]
pub struct Board {
    #[schema(format = Date)]
    from: String,
    #[schema(format = Date)]
    to: String,
    /// Up to when it counts.
    #[schema(format = DateTime)]
    cutoff: String,
    total: SumsShown,
    rate: RateShown,
    /// As of the cut-off.
    counts: Counts,
    /// Day by day, every day of the period.
    days: Vec<OfDay>,
    /// By procedure, the most received first.
    procedures: Vec<OfProcedure>,
    /// Where the open ones stand.
    open: Vec<Standing>,
}

/// The board of what this key's person sees, or of one unit.
#[utoipa::path(
    get, path = "/api/v1/board", operation_id = "getBoard", tag = "figures",
    params(
        ("unit" = Option<String>, Query, description = "a unit's code; all that this key sees otherwise"),
        ("from" = Option<String>, Query, format = Date, description = "first day; the month's first usually"),
        ("to" = Option<String>, Query, format = Date, description = "last day; today usually"),
    ),
    responses((status = 200, body = Board)),
)]
pub async fn board(State(web): State<Web>, visit: Visit, mut params: Params) -> Result<Json<Board>, Fault> {
    let today = web.app.now().day();
    let unit = params.text("unit");
    let to = params.day("to", today);
    let from = params.day("from", first_of_month(to));
    params.end()?;
    let board = web.app.board(&visit.actor()?, &unit, from, to).await?;
    let days = board.days.iter().map(|(day, sums)| OfDay { day: day.to_string(), sums: (*sums).into() });
    let procedures = board.procedures.iter();
    let procedures =
        procedures.map(|(p, sums)| OfProcedure { procedure: p.to_string(), sums: (*sums).into() });
    let open = board.open.iter().map(|o| Standing {
        step: o.step.to_string(),
        state: o.stage.as_str(),
        n: o.n,
        late: o.late,
    });
    Ok(Json(Board {
        from: board.from.to_string(),
        to: board.to.to_string(),
        cutoff: board.cutoff.rfc3339(),
        total: board.total.into(),
        rate: board.rate.into(),
        counts: board.counts.into(),
        days: days.collect(),
        procedures: procedures.collect(),
        open: open.collect(),
    }))
}

/// What a unit did in a month.
#[derive(Serialize, ToSchema)]
#[schema(as = UnitRate)]
pub struct UnitRateShown {
    /// The unit's code, or the first of several whose figures can only be told together.
    unit: String,
    /// Its name; the names of all with ` + ` between them.
    unit_name: String,
    /// The units for all time: one, or several whose figures can only be told together.
    units: Vec<String>,
    /// The units whose work is counted here.
    counted: Vec<String>,
    received: u64,
    /// Of these online.
    online: u64,
    /// Finished by the due date.
    on_time: u64,
    /// Finished after it.
    late: u64,
    /// Open and late at the cut-off.
    overdue: u64,
    rate: RateShown,
}

/// The published rates of a month.
#[derive(Serialize, ToSchema)]
pub struct Rates {
    #[schema(format = Date)]
    from: String,
    #[schema(format = Date)]
    to: String,
    /// Up to when it counts.
    #[schema(format = DateTime)]
    cutoff: String,
    items: Vec<UnitRateShown>,
}

/// The published on-time rate of each unit of the province. With `units_on`, told by the units of that day:
/// the figures of units that were merged or divided stand in the smallest groups that hold them wholly.
#[utoipa::path(
    get, path = "/api/v1/rates", operation_id = "listRates", tag = "public",
    params(
        ("month" = Option<String>, Query, pattern = r"^\d{4}-\d{2}$",
            description = "the month; the present one where it isn't said", example = "2026-03"),
        ("units_on" = Option<String>, Query, format = Date, example = "2025-06-30",
            description = "a day whose units the figures are told by; the units that did the work otherwise"),
    ),
    responses((status = 200, body = Rates)),
)]
pub async fn rates(State(web): State<Web>, visit: Visit, mut params: Params) -> Result<Json<Rates>, Fault> {
    web.within("rates", &visit.address, A_MINUTE)?;
    let (month, now) = (params.text("month"), web.app.now());
    let from = if month.is_empty() {
        first_of_month(now.day())
    } else {
        let day = Day::parse(&format!("{month}-01")).filter(|d| (2000..=2200).contains(&d.0.year()));
        day.unwrap_or_else(|| {
            params.wrong("month", "problem-month");
            now.day()
        })
    };
    let units_on = params.day_if_said("units_on");
    params.end()?;
    let to = from.plus_months(1).plus(-1);
    let items = if let Some(on) = units_on {
        let found = web.app.rates_by_units_of(from, to, on).await?;
        found.into_iter().map(|g| shown(&web, &g.rate, g.group)).collect()
    } else {
        let alone = |u: &UnitId| Group { units: vec![u.clone()], counted: vec![u.clone()] };
        web.app.rates(from, to).await?.iter().map(|r| shown(&web, r, alone(&r.unit))).collect()
    };
    Ok(Json(Rates { from: from.to_string(), to: to.to_string(), cutoff: now.rfc3339(), items }))
}

fn shown(web: &Web, r: &app::UnitRate, group: Group) -> UnitRateShown {
    let names: Vec<String> = group.units.iter().map(|u| web.app.world().unit_name(u)).collect();
    UnitRateShown {
        unit: r.unit.code().to_owned(),
        unit_name: names.join(" + "),
        units: group.units.into_iter().map(Into::into).collect(),
        counted: group.counted.into_iter().map(Into::into).collect(),
        received: r.received,
        online: r.received_online,
        on_time: r.on_time,
        late: r.late,
        overdue: r.overdue,
        rate: r.rate.into(),
    }
}

fn first_of_month(day: Day) -> Day {
    Day::new(day.0.year(), day.0.month(), 1).unwrap_or(day)
}
