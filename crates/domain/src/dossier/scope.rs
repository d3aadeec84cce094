//! What conditions of packs know of a dossier, by name. Only the dossier: no clock and no person, so that
//! what a page offered is not withdrawn while somebody reads it.

use super::{Dossier, Filing};
use crate::packs::ActDef;
use crate::packs::condition::ConditionFault;
use serde_json::{Value, json};

/// What a filing says, by the names that conditions of documents, fees and further procedures may use.
pub fn known_of_filing(filing: &Filing, name: &str) -> Option<Value> {
    Some(match name {
        "data" => Value::Object(filing.data.clone()),
        "applicant" => serde_json::to_value(&filing.applicant).unwrap_or_default(),
        "channel" => filing.channel.as_str().into(),
        "case" => filing.case.as_ref().map(ToString::to_string).unwrap_or_default().into(),
        "documents" => {
            let piece =
                |p: &super::Piece| json!({"name": p.name, "originals": p.originals, "copies": p.copies});
            filing.documents.iter().map(piece).collect::<Vec<_>>().into()
        }
        "unit" => filing.unit.code().into(),
        "fee" => filing.fee_vnd.into(),
        _ => return None,
    })
}

/// What a dossier says, by the names that guards of acts may use: those of the filing, and how it went on.
pub fn known(dossier: &Dossier, name: &str) -> Option<Value> {
    Some(match name {
        "unit" => dossier.place().unit.code().into(),
        "step" => dossier.step.as_str().into(),
        "stage" => dossier.stage.as_str().into(),
        "received" => dossier.clock.as_ref().map_or(dossier.filed, |c| c.received).day().to_string().into(),
        "supplements" => dossier.clock.as_ref().map_or(0, super::Clock::supplements).into(),
        "outcome" => {
            let outcome = dossier.outcome.as_ref();
            let said = outcome.map(|o| (o.number.as_str(), o.summary.as_str())).unwrap_or_default();
            json!({"number": said.0, "summary": said.1})
        }
        "children" => super::children::known(dossier),
        // What earlier acts were filled with, by the act.
        "given" => {
            let acts =
                dossier.answers.iter().map(|(act, said)| (act.to_string(), Value::Object(said.clone())));
            Value::Object(acts.collect())
        }
        other => return known_of_filing(&dossier.filing, other),
    })
}

/// Whether what the process asks for before an act is so.
pub(super) fn guard(act: &ActDef, dossier: &Dossier) -> Result<bool, ConditionFault> {
    act.when.as_ref().map_or(Ok(true), |when| when.holds(&|name| known(dossier, name)))
}
