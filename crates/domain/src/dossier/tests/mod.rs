//! What a dossier promises: tables for each act, golden files for events, properties for any sequence of
//! acts.

mod acts;
mod assign;
mod children;
mod clock;
mod golden;
mod moving;
mod own;
mod passing;
mod properties;
mod sent;

use super::{Applicant, Colleague, Command, Dossier, Event, Filing, Piece, Refusal, Rules, evolve};
use crate::calendar::{Calendar, Hours, Limit, Office};
use crate::identity::{Actor, Role};
use crate::packs::catalogue::{ChannelTerms, LimitOrigin, Procedure, Territory};
use crate::packs::{Definition, Process};
use crate::words::{Channel, Day, DossierId, Moment, PersonId, UnitId};
use uuid::Uuid;

pub fn unit() -> UnitId {
    "15085@2025-07-01".parse().unwrap()
}

pub fn province() -> UnitId {
    "38@2025-07-01".parse().unwrap()
}

pub fn calendar() -> Calendar {
    let holiday = |day: &str| format!("{day},holiday,Quốc khánh,National Day,official\n");
    let rows = ["2025-09-01", "2025-09-02"].map(holiday).concat();
    Calendar::parse(&format!("date,kind,name_vi,name_en,status\n{rows}")).unwrap()
}

/// The usual office under that calendar.
pub fn hours() -> Hours {
    Hours::of(Office::default(), calendar())
}

pub fn process() -> Process {
    Process::parse(include_str!("../../../../../packs/one-stop/process.toml")).unwrap()
}

pub fn definition(limit: Limit) -> Definition {
    let terms =
        |channel| ChannelTerms { channel, limit, limit_origin: LimitOrigin::Portal, fees: Vec::new() };
    let facts = Procedure {
        code: "1.001193".parse().unwrap(),
        name: "Đăng ký khai sinh".into(),
        field: "Hộ tịch".into(),
        field_code: String::new(),
        ministry: "Bộ Tư pháp".into(),
        tiers: Vec::new(),
        territory: Territory::Bound,
        subjects: Vec::new(),
        channels: Channel::ALL.into_iter().map(terms).collect(),
        cases: Vec::new(),
        documents: Vec::new(),
        results: Vec::new(),
        legal: Vec::new(),
        decision: String::new(),
        decided_on: None,
    };
    Definition::plain(facts, process())
}

pub fn filing() -> Filing {
    Filing {
        id: DossierId(Uuid::from_u128(10)),
        code: "H56.148-250815-0012".parse().unwrap(),
        unit: unit(),
        province: province(),
        procedure: "1.001193".parse().unwrap(),
        revision: "0123456789ab".into(),
        case: None,
        channel: Channel::Counter,
        applicant: Applicant {
            name: "Lê Thị Ánh".into(),
            personal_number: None,
            tax_code: None,
            phone: None,
            address: "Thôn 1".into(),
        },
        content: "Khai sinh cho con".into(),
        documents: vec![Piece {
            name: "Giấy chứng sinh".into(), originals: 1, copies: 0, files: Vec::new()
        }],
        data: serde_json::Map::new(),
        fee_vnd: 0,
        submitter: None,
    }
}

pub fn actor(role: Role) -> Actor {
    Actor {
        person: PersonId(Uuid::from_u128(1)),
        name: "Phạm Văn Bình".into(),
        unit: unit(),
        province: province(),
        roles: vec![role],
        standing_in: Vec::new(),
    }
}

pub fn colleague(n: u128, roles: &[Role]) -> Colleague {
    let names = ["Phạm Văn Bình", "Lê Thị Cúc", "Đỗ Văn Dũng", "Vũ Thị Én"];
    let name = names[usize::try_from(n).unwrap() % names.len()].to_owned();
    Colleague { person: PersonId(Uuid::from_u128(n)), name, roles: roles.to_vec() }
}

/// 15 August 2025, a Friday, at the hour.
pub fn at(hour: i8) -> Moment {
    Moment::at(Day::new(2025, 8, 15).unwrap(), hour, 0)
}

/// A dossier under test, with all that its decisions need.
pub struct Case {
    pub definition: Definition,
    hours: Hours,
    pub dossier: Dossier,
}

impl Case {
    pub fn received(limit: Limit) -> Self {
        Self::begun(limit, super::receive)
    }

    pub fn submitted(limit: Limit) -> Self {
        Self::begun(limit, super::submit)
    }

    fn begun(limit: Limit, begin: fn(Moment, Rules<'_>, Filing) -> Result<Event, Refusal>) -> Self {
        let (definition, hours) = (definition(limit), hours());
        let rules = Rules { definition: &definition, hours: &hours };
        let event = begin(at(9), rules, filing()).unwrap();
        let dossier = evolve(None, at(9), &event).unwrap();
        Self { definition, hours, dossier }
    }

    pub fn rules(&self) -> Rules<'_> {
        Rules { definition: &self.definition, hours: &self.hours }
    }

    /// What the system does when nothing comes.
    pub fn lapse(&mut self, now: Moment) -> Result<Event, Refusal> {
        let event = super::lapse(now, self.rules(), &self.dossier)?;
        self.dossier = evolve(Some(self.dossier.clone()), now, &event).unwrap();
        Ok(event)
    }

    /// What a citizen does to it.
    pub fn own(
        &mut self,
        now: Moment,
        decide: impl FnOnce(Rules<'_>, &Dossier) -> Result<Event, Refusal>,
    ) -> Result<Event, Refusal> {
        let event = decide(self.rules(), &self.dossier)?;
        self.dossier = evolve(Some(self.dossier.clone()), now, &event).unwrap();
        Ok(event)
    }

    /// What the leader decides under other hours.
    pub fn recount(&mut self, now: Moment, hours: &Hours) -> Result<Event, Refusal> {
        let c = super::Recount { reason: "nghỉ bù".into(), act: "12/TB".into() };
        let event = super::recount(now, Rules { hours, ..self.rules() }, &self.dossier, &c)?;
        self.dossier = evolve(Some(self.dossier.clone()), now, &event).unwrap();
        Ok(event)
    }

    pub fn act(&mut self, now: Moment, act: &str, command: Command) -> Result<Event, Refusal> {
        let version = self.dossier.version;
        self.act_on(now, version, act, command)
    }

    pub fn act_on(
        &mut self,
        now: Moment,
        version: u32,
        act: &str,
        command: Command,
    ) -> Result<Event, Refusal> {
        let rules = Rules { definition: &self.definition, hours: &self.hours };
        let def = self.definition.process.act_at(&self.dossier.step, act);
        let def = def.ok_or(super::RefusalCode::NotHere)?;
        let event = super::act(now, rules, &self.dossier, version, def, command)?;
        self.dossier = evolve(Some(self.dossier.clone()), now, &event).unwrap();
        Ok(event)
    }
}
