//! What a request is asked for once it is known what it says: documents, fees and further procedures whose
//! conditions hold.
//!
//! A condition that can't be answered is the pack's fault and keeps nobody from the counter: the document is
//! asked for, the amount and the further procedure are not, and the fault is told.

use super::{Filing, known_of_filing};
use crate::packs::Definition;
use crate::packs::catalogue::DocumentAsked;
use crate::packs::condition::Condition;
use crate::packs::pack::With;
use crate::words::Channel;
use serde_json::json;

/// What a request is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The documents that it must bring.
    pub documents: Vec<&'a DocumentAsked>,
    /// What it costs, in đồng.
    pub fee_vnd: i64,
    /// The procedures that begin together with it.
    pub with: Vec<&'a With>,
    /// Conditions that could not be answered, each with why.
    pub faults: Vec<String>,
}

/// What a filing is asked for under a procedure.
pub fn asked<'a>(definition: &'a Definition, filing: &Filing) -> Asked<'a> {
    let known = |name: &str| known_of_filing(filing, name);
    let mut faults = Vec::new();
    let mut holds = |when: Option<&Condition>, otherwise: bool| {
        let Some(when) = when else { return true };
        when.holds(&known).unwrap_or_else(|fault| {
            faults.push(format!("{}: {fault}", when.source()));
            otherwise
        })
    };
    let documents = definition.facts.documents.iter().filter(|d| holds(d.when.as_ref(), true)).collect();
    let fees = definition.fees.iter().filter(|f| f.when.is_some() && f.is_asked(filing.channel));
    let further = fees.filter(|f| holds(f.when.as_ref(), false)).map(|f| f.amount_vnd);
    let fee_vnd = further.fold(definition.fee_vnd(filing.channel), i64::saturating_add);
    let with = definition.with.iter().filter(|w| holds(w.when.as_ref(), false)).collect();
    Asked { documents, fee_vnd, with, faults }
}

/// Whether a document is asked for, as far as that can be said before anything is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Of everybody, and of who says nothing else.
    Always,
    /// It depends on what is filled in.
    Sometimes,
    /// Not through this channel.
    Never,
}

/// Whether a document is asked for through a channel.
pub fn needed(document: &DocumentAsked, channel: Channel) -> Needed {
    let Some(when) = &document.when else { return Needed::Always };
    let nothing_filled = |name: &str| match name {
        "channel" => Some(channel.as_str().into()),
        "data" => Some(json!({})),
        _ => None,
    };
    let by_channel_alone = when.names().into_iter().all(|name| name == "channel");
    match when.holds(&nothing_filled) {
        Ok(true) => Needed::Always,
        Ok(false) if by_channel_alone => Needed::Never,
        _ => Needed::Sometimes,
    }
}

#[cfg(test)]
mod tests {
    use super::{Needed, needed};
    use crate::packs::catalogue::DocumentAsked;
    use crate::packs::condition::Condition;
    use crate::words::Channel;

    fn at(when: &str, channel: Channel) -> Needed {
        let document: DocumentAsked = serde_json::from_str("{\"name\":\"Giấy chứng sinh\"}").unwrap();
        let when = (!when.is_empty()).then(|| Condition::new(when));
        needed(&DocumentAsked { when, ..document }, channel)
    }

    #[test]
    fn what_everybody_brings_is_told_from_what_depends_on_what_is_filled_in() {
        assert_eq!(at("", Channel::Online), Needed::Always);
        assert_eq!(at("channel != 'online'", Channel::Online), Needed::Never);
        assert_eq!(at("channel != 'online'", Channel::Counter), Needed::Always);
        assert_eq!(at("!has(data.sworn) || data.sworn", Channel::Counter), Needed::Always);
        assert_eq!(at("has(data.sworn) && data.sworn", Channel::Counter), Needed::Sometimes);
        assert_eq!(at("data.kind == 'lost'", Channel::Online), Needed::Sometimes);
        assert_eq!(at("case == '1.014526.02'", Channel::Online), Needed::Sometimes);
    }
}
