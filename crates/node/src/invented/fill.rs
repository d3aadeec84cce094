//! Any form, filled as somebody might: values by kind, by what people call the field, and by what the form
//! then refuses.

use super::chance::Chance;
use super::names::{self, Home};
use domain::packs::{Form, FormCheck, FormPart, Kind, What};
use domain::words::Moment;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// How often a form is filled anew before it is given up.
const ROUNDS: usize = 40;
/// Texts that forms want in a shape of their own: a year, codes, numbers of papers.
const SHAPES: [&str; 9] =
    ["Theo giấy tờ kèm theo", "2025", "0100000000", "001", "12/2025", "12/QĐ-UBND", "0000000000", "A1", "12"];
const NUMBERS: [i64; 12] = [1, 2, 3, 5, 0, 10, 20, 70, 80, 100, 1_000, 2_025];

/// A form's data that the form accepts; nothing, where it asks for what can't be invented.
pub fn fill(
    schema: &Value,
    (home, at): (Home<'_>, Moment),
    chance: &mut Chance,
) -> Option<Map<String, Value>> {
    let (form, check) = (Form::of(schema), FormCheck::of(schema));
    let seed = u64::try_from(chance.whole(0, i64::MAX)).unwrap_or_default();
    let mut tries: HashMap<String, usize> = HashMap::new();
    for _ in 0..ROUNDS {
        let mut filling = Filling { chance: Chance::of(seed, "form"), home, at, tries: &tries };
        let mut data = Map::new();
        let parts: Vec<&FormPart> = form.parts().collect();
        filling.object(&parts, "", &mut Vec::new(), &mut data);
        let faults = check.faults(&data);
        if faults.is_empty() {
            return Some(data);
        }
        for fault in faults {
            *tries.entry(fault.pointer).or_default() += 1;
        }
    }
    None
}

struct Filling<'a> {
    chance: Chance,
    home: Home<'a>,
    at: Moment,
    /// What was refused so often: the next guess is tried.
    tries: &'a HashMap<String, usize>,
}

impl Filling<'_> {
    /// Fills the parts that are asked; `above` are the objects around, the whole form first.
    fn object(
        &mut self,
        parts: &[&FormPart],
        at: &str,
        above: &mut Vec<Map<String, Value>>,
        into: &mut Map<String, Value>,
    ) {
        for part in parts {
            let here = Value::Object(into.clone());
            let whole = above.first().map_or_else(|| here.clone(), |w| Value::Object(w.clone()));
            if !part.is_shown(&whole, &here).unwrap_or(false) {
                continue;
            }
            let pointer = format!("{at}/{}", part.name);
            let refused = self.tries.get(&pointer).copied().unwrap_or(0);
            // What may be left open often is, and always where nothing else was accepted.
            let open = !part.required && (self.chance.happens(25) || refused > 14);
            if let Some(value) = self.value(part, &pointer, refused, above, into)
                && !open
            {
                into.insert(part.name.clone(), value);
            }
        }
    }

    fn value(
        &mut self,
        part: &FormPart,
        pointer: &str,
        refused: usize,
        above: &mut Vec<Map<String, Value>>,
        around: &Map<String, Value>,
    ) -> Option<Value> {
        match &part.what {
            What::Field(kind) => self.field(kind, part, refused),
            What::Group(parts) => {
                let mut inner = Map::new();
                above.push(around.clone());
                self.object(&parts.iter().collect::<Vec<_>>(), pointer, above, &mut inner);
                above.pop();
                (!inner.is_empty()).then_some(Value::Object(inner))
            }
            What::Repeat { parts, least, most, .. } => {
                let rows = (*least).max(1).saturating_add(refused % 3).min(*most);
                above.push(around.clone());
                let rows: Vec<Value> = (0..rows)
                    .filter_map(|row| self.row(parts, &format!("{pointer}/{row}"), refused, above))
                    .collect();
                above.pop();
                Some(Value::Array(rows))
            }
        }
    }

    /// One row: an object, or a value alone where the list is one of values.
    fn row(
        &mut self,
        parts: &[FormPart],
        pointer: &str,
        refused: usize,
        above: &mut Vec<Map<String, Value>>,
    ) -> Option<Value> {
        if let [one] = parts
            && one.name.is_empty()
        {
            let refused = refused.max(self.tries.get(pointer).copied().unwrap_or(0));
            return self.value(one, pointer, refused, above, &Map::new());
        }
        let mut inner = Map::new();
        self.object(&parts.iter().collect::<Vec<_>>(), pointer, above, &mut inner);
        Some(Value::Object(inner))
    }

    fn field(&mut self, kind: &Kind, part: &FormPart, refused: usize) -> Option<Value> {
        let nth = |choices: &[(String, _)], first: usize| {
            choices
                .get((first + refused) % choices.len().max(1))
                .map(|(value, _): &(String, _)| value.clone())
        };
        Some(match kind {
            Kind::Text(most) | Kind::LongText(most) => {
                let text = if refused == 0 { self.text(part) } else { shape(refused).to_owned() };
                text.chars().take(*most).collect::<String>().into()
            }
            Kind::Date => self.date(part, refused).into(),
            Kind::Integer | Kind::Number => json!(number(refused)),
            Kind::Money => json!(number(refused).saturating_mul(if refused < 12 { 50_000 } else { 1 })),
            Kind::Boolean => json!(refused.is_multiple_of(2)),
            Kind::Choice(choices) => {
                let first = if self.chance.happens(60) { 0 } else { usize::from(self.chance.happens(50)) };
                nth(choices, first)?.into()
            }
            Kind::Choices(choices) => {
                let several = choices.iter().map(|(value, _)| value).take(1 + refused);
                several.cloned().collect::<Vec<_>>().into()
            }
            Kind::Phone => format!("0990{:06}", self.chance.whole(0, 999_999)).into(),
            Kind::PersonalNumber => {
                let woman = self.chance.happens(50);
                names::personal_number(&mut self.chance, woman).into()
            }
            Kind::Unit => if refused.is_multiple_of(2) { "14797" } else { "38" }.into(),
            Kind::Attachment => return None,
        })
    }

    fn text(&mut self, part: &FormPart) -> String {
        let called = part.label.vi.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|w| called.contains(w));
        if has(&["họ", "người", "cha", "mẹ", "vợ", "chồng", "con"]) && has(&["tên"]) {
            names::somebody(&mut self.chance).name
        } else if has(&["nơi", "địa chỉ", "thường trú", "cư trú", "trụ sở"]) {
            format!("{}, {}", self.home.commune, self.home.province)
        } else if has(&["dân tộc"]) {
            "Kinh".to_owned()
        } else if has(&["quốc tịch"]) {
            "Việt Nam".to_owned()
        } else {
            shape(0).to_owned()
        }
    }

    fn date(&mut self, part: &FormPart, refused: usize) -> String {
        let called = part.label.vi.to_lowercase();
        let days = match refused {
            0 if called.contains("sinh") => self.chance.whole(8_000, 22_000),
            0..3 => self.chance.whole(1, 40),
            _ => -self.chance.whole(1, 200),
        };
        self.at.day().plus(-days).to_string()
    }
}

fn shape(refused: usize) -> &'static str {
    SHAPES.get(refused % SHAPES.len()).copied().unwrap_or_default()
}

fn number(refused: usize) -> i64 {
    NUMBERS.get(refused % NUMBERS.len()).copied().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::invented::chance::Chance;
    use crate::invented::names::Home;
    use app::World;
    use domain::words::Moment;

    /// Somebody can fill what the packs ask for, without a scan at hand.
    #[test]
    fn every_form_of_every_pack_can_be_filled() {
        let home = Home { commune: "phường Hạc Thành", province: "tỉnh Thanh Hóa" };
        let at = Moment::parse("2026-08-17T09:00:00+07:00").unwrap();
        let (mut chance, mut never) = (Chance::of(1, "forms"), Vec::new());
        for pack in World::built_in().unwrap().packs.packs() {
            for (name, form) in &pack.forms {
                if fill(form, (home, at), &mut chance).is_none() {
                    never.push(format!("{}/{name}", pack.manifest.id));
                }
            }
        }
        assert_eq!(never, Vec::<String>::new());
    }
}
