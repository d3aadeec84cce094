//! What can be found, made of what is published: procedures, guides, units with their figures; and records
//! of registers, as far as everybody may know of them.

use crate::World;
use crate::catalogue::{Catalogue, RunningRegister};
use domain::packs::pack::Guide;
use domain::packs::{Definition, Form, Kind, What};
use domain::units::{Tier, Unit};
use domain::words::{Day, UnitId};
use find::{Doc, DocKind, Weight};
use serde_json::Value;
use std::collections::BTreeMap;
use store::read::RegisterRow;

/// What else published rates are asked for by.
const RATES: &str = "tỷ lệ đúng hạn, kết quả giải quyết hồ sơ, số liệu công bố";
/// What else the page of a unit is asked for by.
const PAGES: &str =
    "ủy ban nhân dân, bộ phận một cửa, trung tâm phục vụ hành chính công, giờ làm việc, địa chỉ";

/// What stands still while nothing is published: everything but records of registers.
pub fn published(catalogue: &Catalogue, world: &World, province: &UnitId, today: Day) -> Vec<Doc> {
    let kind = |public| if public { DocKind::Procedure } else { DocKind::Internal };
    let mut docs: Vec<Doc> =
        catalogue.all().map(|own| procedure(world, &own.definition, kind(own.is_public()))).collect();
    docs.extend(guides(catalogue));
    let own = |unit: &&Unit| unit.tier != Tier::District && world.province_of(&unit.id) == *province;
    for unit in world.units.iter().filter(|unit| unit.exists_on(today)).filter(own) {
        docs.extend(about(world, unit));
    }
    docs
}

/// A procedure: by its name, by what people call it, and by its names in other languages.
pub fn procedure(world: &World, definition: &Definition, kind: DocKind) -> Doc {
    let own = &definition.facts;
    let mut text = vec![(Weight::Field, own.field.clone())];
    let called = world.phrases(&own.code).iter().chain(&definition.called);
    let abroad = definition.title.iter().flat_map(|title| [&title.en, &title.fr]);
    text.extend(called.chain(abroad).map(|phrase| (Weight::Phrase, phrase.clone())));
    Doc {
        id: format!("{}:{}", kind.name(), own.code),
        kind,
        title: own.name.clone(),
        text,
        code: own.code.to_string(),
        unit: None,
        href: format!("/procedures/{}", own.code),
        extra: own.field.clone(),
    }
}

/// The guides of all packs that run, each once.
fn guides(catalogue: &Catalogue) -> Vec<Doc> {
    let mut found: BTreeMap<String, Doc> = BTreeMap::new();
    for running in catalogue.all() {
        let definition = &running.definition;
        let Some(pack) = &definition.pack else { continue };
        for guide in &definition.guides {
            let id = format!("guide:{}/{}", pack.id, guide.name);
            let href = format!("/packs/{}#guide-{}", pack.id, guide.name);
            let doc = found.entry(id.clone()).or_insert_with(|| self::guide(id, href, guide));
            doc.text.push((Weight::Field, definition.facts.name.clone()));
        }
    }
    found.into_values().collect()
}

fn guide(id: String, href: String, guide: &Guide) -> Doc {
    Doc {
        id,
        kind: DocKind::Guide,
        title: guide.head.title.vi.clone(),
        text: vec![(Weight::Body, guide.text.clone())],
        code: String::new(),
        unit: None,
        href,
        extra: guide.head.procedure.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// A unit: its page, and its published figures. It is found by what it was made of, too: people go on saying
/// the names of their old communes.
fn about(world: &World, unit: &Unit) -> [Doc; 2] {
    let before: Vec<String> =
        world.units.predecessors(&unit.id).into_iter().map(|(old, _)| old.full_name.clone()).collect();
    let doc = |kind: DocKind, words: &str, href: String| {
        let mut text = vec![(Weight::Keyword, words.to_owned())];
        text.extend(before.iter().map(|name| (Weight::Keyword, name.clone())));
        Doc {
            id: format!("{}:{}", kind.name(), unit.id),
            kind,
            title: unit.full_name.clone(),
            text,
            code: String::new(),
            unit: Some(unit.id.to_string()),
            href,
            extra: String::new(),
        }
    };
    [
        doc(DocKind::Page, PAGES, format!("/units/{}", unit.code)),
        doc(DocKind::Rate, RATES, format!("/rates/{}", unit.code)),
    ]
}

/// The name of a record among all documents.
pub fn record_id(unit: &UnitId, key: &str) -> String {
    format!("record:{unit}/{key}")
}

/// A record of a register, by the fields that everybody may find; none where its register lists none.
pub fn record(world: &World, register: &RunningRegister, row: &RegisterRow) -> Option<Doc> {
    let own = &row.registered;
    let said =
        register.register.listed.iter().filter_map(|name| said(&register.form, name, own.fields.get(name)?));
    let mut said = said.filter(|text| !text.is_empty());
    let (title, unit) = (said.next()?, &row.kept.unit);
    let title_of = &register.register.title.vi;
    let mut text: Vec<(Weight, String)> = said.map(|text| (Weight::Keyword, text)).collect();
    text.push((Weight::Field, title_of.clone()));
    // A number may have any letter: it is written byte by byte where a path can't have it.
    let number: String = own.number.bytes().map(crate::registers::escaped).collect();
    Some(Doc {
        id: record_id(&row.unit, &own.key()),
        kind: DocKind::Record,
        title,
        text,
        code: own.number.clone(),
        unit: Some(unit.to_string()),
        href: format!("/register/{}/{number}?u={}", register.name, row.unit),
        extra: format!("{title_of} · {} · {}", own.number, world.unit_name(unit)),
    })
}

/// What a field says, where that is words: of a choice the word that people read.
fn said(form: &Form, name: &str, value: &Value) -> Option<String> {
    let part = form.parts().find(|part| part.name == name);
    if let Some(What::Field(Kind::Choice(choices))) = part.map(|part| &part.what) {
        return choices.iter().find(|(own, _)| value == own).map(|(_, word)| word.vi.clone());
    }
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
