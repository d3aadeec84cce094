//! A portal row in a neutral shape, and how it becomes a [`Procedure`].

use super::super::limits::{Time, longest, proper, without_unit};
use super::super::{
    CaseTerms, Channel, ChannelTerms, DecidingTier, DocumentAsked, Fee, LimitOrigin, Procedure, ResultGiven,
    Territory, one_line,
};
use super::{Finding, FindingKind, Read, is_code};
use crate::calendar::Limit;

/// One way to hand in, as the portal has it.
#[derive(Default)]
pub(super) struct Way {
    pub(super) channel: String,
    pub(super) time: String,
    pub(super) unit: String,
    pub(super) fees: Vec<Fee>,
}

/// One case, as the portal has it.
#[derive(Default)]
pub(super) struct Case {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) time: String,
    pub(super) unit: String,
}

/// A row, from either file.
#[derive(Default)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) field: String,
    pub(super) field_code: String,
    pub(super) ministry: String,
    pub(super) levels: Vec<String>,
    pub(super) non_territorial: bool,
    pub(super) subjects: Vec<String>,
    pub(super) ways: Vec<Way>,
    pub(super) cases: Vec<Case>,
    pub(super) documents: Vec<DocumentAsked>,
    pub(super) results: Vec<ResultGiven>,
    pub(super) legal: Vec<String>,
    pub(super) decision: String,
}

/// Collects what is wrong with one row.
pub(super) struct Notes {
    line: u64,
    code: String,
    findings: Vec<Finding>,
}

impl Notes {
    pub(super) fn new(line: u64, code: &str) -> Self {
        Self { line, code: code.to_owned(), findings: Vec::new() }
    }

    pub(super) fn add(&mut self, kind: FindingKind, value: impl Into<String>) {
        self.findings.push(Finding { line: self.line, code: self.code.clone(), kind, value: value.into() });
    }

    pub(super) fn into_read(self, procedure: Option<Procedure>) -> Read {
        Read { procedure, findings: self.findings }
    }
}

impl Row {
    /// The procedure, unless its code or name makes it useless.
    pub(super) fn into_read(self, mut notes: Notes) -> Read {
        let procedure = self.into_procedure(&mut notes);
        notes.into_read(procedure)
    }

    fn into_procedure(self, notes: &mut Notes) -> Option<Procedure> {
        let code = self.code.trim();
        if code != self.code {
            notes.add(FindingKind::StraySpaces, self.code.as_str());
        }
        let parsed = if is_code(code) { code.parse().ok() } else { None };
        let Some(parsed) = parsed else {
            notes.add(FindingKind::MalformedCode, code);
            return None;
        };
        if self.name.trim() != self.name {
            notes.add(FindingKind::StraySpaces, self.name.as_str());
        }
        let name = one_line(&self.name);
        if name.is_empty() {
            notes.add(FindingKind::NoName, "");
            return None;
        }
        let anywhere = self.non_territorial || name.to_lowercase().contains("phi địa giới");
        let cases = self.cases.iter().filter_map(|c| case_terms(c, notes)).collect::<Vec<_>>();
        Some(Procedure {
            code: parsed,
            name,
            field: one_line(&self.field),
            field_code: one_line(&self.field_code),
            ministry: one_line(&self.ministry),
            tiers: tiers(&self.levels, notes),
            territory: if anywhere { Territory::Any } else { Territory::Bound },
            subjects: self.subjects.iter().map(|s| one_line(s)).filter(|s| !s.is_empty()).collect(),
            channels: channels(&self.ways, &cases, notes),
            // A case without a code comes from the table of first cases and says nothing of its own.
            cases: cases.into_iter().filter(|c| !c.code.is_empty()).collect(),
            documents: self.documents,
            results: self.results,
            legal: act_numbers(&self.legal),
            decision: one_line(&self.decision),
            decided_on: None,
        })
    }
}

fn tiers(levels: &[String], notes: &mut Notes) -> Vec<DecidingTier> {
    let mut tiers = Vec::new();
    for level in levels {
        match level.trim() {
            "commune" => tiers.push(DecidingTier::Commune),
            "province" => tiers.push(DecidingTier::Province),
            "ministry" => tiers.push(DecidingTier::Ministry),
            "other" => tiers.push(DecidingTier::Other),
            "" => {}
            unknown => notes.add(FindingKind::UnknownLevel, unknown),
        }
    }
    tiers
}

fn case_terms(case: &Case, notes: &mut Notes) -> Option<CaseTerms> {
    let time = Time::parse(&case.time);
    let direct = match &time {
        Some(Time::Halves(n)) => proper(*n, &case.unit),
        _ => None,
    };
    let read = direct.map(|l| (l, LimitOrigin::Portal)).or_else(|| time.as_ref().and_then(without_unit));
    if direct.is_none() && !case.code.is_empty() {
        note_time(time.as_ref(), &case.unit, &case.code, notes);
    }
    let name = one_line(&case.name);
    let (limit, limit_origin) = read.map_or((None, LimitOrigin::Portal), |(l, o)| (Some(l), o));
    (!name.is_empty() || limit.is_some()).then(|| CaseTerms {
        code: case.code.trim().to_owned(),
        name,
        limit,
        limit_origin,
    })
}

fn note_time(time: Option<&Time>, unit: &str, of: &str, notes: &mut Notes) {
    match time {
        None => notes.add(FindingKind::NoTime, of),
        Some(Time::Text(words)) => notes.add(FindingKind::FreeTextTime, format!("{of}: {words}")),
        Some(Time::Halves(n)) => {
            let number = f64::from(*n) / 2.0;
            notes.add(FindingKind::UnitOther, format!("{of}: {number} {unit}"));
        }
    }
}

fn channel(name: &str) -> Option<Channel> {
    match name {
        "DIRECT" => Some(Channel::Counter),
        "ONLINE" => Some(Channel::Online),
        "POSTAL" => Some(Channel::Post),
        _ => None,
    }
}

fn channels(ways: &[Way], cases: &[CaseTerms], notes: &mut Notes) -> Vec<ChannelTerms> {
    for way in ways.iter().filter(|w| channel(&w.channel).is_none()) {
        notes.add(FindingKind::UnknownChannel, way.channel.as_str());
    }
    let from_case =
        longest(cases.iter().filter(|c| c.limit_origin == LimitOrigin::Portal).filter_map(|c| c.limit));
    let mut terms = Vec::new();
    for name in ["DIRECT", "ONLINE", "POSTAL"] {
        let Some(channel) = channel(name) else { continue };
        let rows: Vec<&Way> = ways.iter().filter(|w| w.channel == name).collect();
        if rows.is_empty() {
            continue;
        }
        if rows.len() > 1 {
            notes.add(FindingKind::RepeatedChannel, format!("{name} × {}", rows.len()));
        }
        let Some((limit, limit_origin)) = limit_of(&rows, from_case, notes) else {
            notes.add(FindingKind::NoTime, name);
            continue;
        };
        let mut fees: Vec<Fee> = Vec::new();
        for fee in rows.iter().flat_map(|w| &w.fees) {
            if !fees.contains(fee) {
                fees.push(*fee);
            }
        }
        terms.push(ChannelTerms { channel, limit, limit_origin, fees });
    }
    terms
}

/// A proper unit wins; then the cases; then a number read as days.
fn limit_of(rows: &[&Way], from_case: Option<Limit>, notes: &mut Notes) -> Option<(Limit, LimitOrigin)> {
    let times: Vec<(Option<Time>, &Way)> = rows.iter().map(|w| (Time::parse(&w.time), *w)).collect();
    let direct = |(time, way): &(Option<Time>, &Way)| match time {
        Some(Time::Halves(n)) => proper(*n, &way.unit),
        _ => None,
    };
    for (time, way) in times.iter().filter(|t| direct(t).is_none()) {
        if time.is_some() {
            note_time(time.as_ref(), &way.unit, &way.channel, notes);
        }
    }
    if let Some(limit) = longest(times.iter().filter_map(direct)) {
        return Some((limit, LimitOrigin::Portal));
    }
    if let Some(limit) = from_case {
        return Some((limit, LimitOrigin::Case));
    }
    let read: Vec<_> = times.iter().filter_map(|(t, _)| t.as_ref().and_then(without_unit)).collect();
    let limit = longest(read.iter().map(|(l, _)| *l))?;
    read.into_iter().find(|(l, _)| *l == limit)
}

/// The numbers of acts, without the words around them, each once: `Thông tư số 03/2023/TT-BTP` becomes
/// `03/2023/TT-BTP`. Texts without a number fall out.
fn act_numbers(texts: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        let text = one_line(text);
        let number = text
            .split(' ')
            .map(|t| t.trim_matches([',', ';', '.', '(', ')', ':']))
            .find(|t| t.starts_with(|c: char| c.is_ascii_digit()) && t.contains('/'));
        if let Some(number) = number.filter(|n| !out.iter().any(|o| o == n)) {
            out.push(number.to_owned());
        }
    }
    out
}
