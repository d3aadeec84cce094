//! What a provider says about somebody, in our words.

use super::config::{Config, Names};
use super::token::said;
use crate::Hidden;
use domain::identity::{Citizen, CitizenKind, Level, citizen_id};
use domain::words::{Email, Moment, NumberCheck, PersonId, PersonalNumber, Phone, TaxCode};
use serde_json::{Map, Value};
use std::fmt;

/// How many tax codes of one citizen are looked at.
const TAX_CODES: usize = 50;
/// The longest name that is taken.
const NAME_LETTERS: usize = 200;

/// Who signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Claims {
    /// Which provider says so.
    pub issuer: String,
    /// The name that the provider never gives to anybody else.
    pub subject: String,
    /// The name of the person or business; empty where the provider names none.
    pub name: String,
    /// The person's number, where it is a good one.
    pub personal_number: Option<PersonalNumber>,
    /// Tax codes that the person may act for, the good ones.
    pub tax_codes: Vec<TaxCode>,
    /// The telephone, where it is a good one.
    pub phone: Option<Phone>,
    /// The address for letters.
    pub email: Option<String>,
    /// How sure the provider is.
    pub level: Level,
    /// In whose name.
    pub kind: CitizenKind,
    /// When.
    pub at: Moment,
    /// The session at the provider, for its logout tokens.
    pub session: Option<String>,
    /// The ID token, for signing out at the provider.
    pub id_token: Hidden,
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Claims");
        shown.field("issuer", &self.issuer).field("level", &self.level).finish_non_exhaustive()
    }
}

impl Claims {
    /// The citizen's id.
    pub fn person(&self) -> PersonId {
        citizen_id(&self.issuer, &self.subject)
    }

    /// The citizen as the record keeps them.
    pub fn citizen(&self) -> Citizen {
        Citizen {
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            kind: self.kind,
            name: self.name.clone(),
            personal_number: self.personal_number.clone(),
            tax_codes: self.tax_codes.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            level: self.level,
        }
    }
}

/// What is known besides the claims.
pub(super) struct Around {
    pub(super) subject: String,
    pub(super) level: Level,
    pub(super) check: NumberCheck,
    pub(super) session: Option<String>,
    pub(super) id_token: String,
    pub(super) now: Moment,
}

/// Reads claims by the names that the configuration gives them. What isn't well formed is left out: the
/// citizen then types it, and it is checked there.
pub(super) fn of(claims: &Map<String, Value>, config: &Config, around: Around) -> Claims {
    let Names { name, personal_number, tax_codes, phone, email, kind } = &config.names;
    let Around { subject, level, check, session, id_token, now } = around;
    let name: String = first(claims, name).unwrap_or_default().chars().take(NAME_LETTERS).collect();
    let personal = first(claims, personal_number);
    let mail = first(claims, email).filter(|mail| Email::parse(mail).is_ok());
    Claims {
        issuer: config.issuer.clone(),
        subject,
        name: domain::words::nfc(name.trim()),
        personal_number: personal.and_then(|text| PersonalNumber::parse(&text, check).ok()),
        tax_codes: codes(claims, tax_codes, check),
        phone: first(claims, phone).and_then(|text| Phone::parse(&text).ok()),
        email: mail,
        level,
        kind: config.kind(first(claims, kind).as_deref()),
        at: now,
        session,
        id_token: Hidden::new(id_token),
    }
}

/// The first of the names that says something.
fn first(claims: &Map<String, Value>, names: &[String]) -> Option<String> {
    names.iter().find_map(|name| {
        let number = || claims.get(name).filter(|value| value.is_number()).map(Value::to_string);
        said(claims, name).or_else(number)
    })
}

/// Tax codes: a list, or a text with spaces, commas or semicolons between them.
fn codes(claims: &Map<String, Value>, names: &[String], check: NumberCheck) -> Vec<TaxCode> {
    let found = names.iter().find_map(|name| claims.get(name));
    let texts: Vec<&str> = match found {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => text.split([' ', ',', ';']).collect(),
        _ => Vec::new(),
    };
    let mut codes = Vec::new();
    for code in texts.into_iter().take(TAX_CODES).filter_map(|text| TaxCode::parse(text, check).ok()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}
