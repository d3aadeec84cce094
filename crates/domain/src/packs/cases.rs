//! The cases of a procedure: what the catalogue lists under one code with limits of their own. A filing names
//! the case that it is, and the promise follows from it.

use super::Definition;
use super::catalogue::CaseTerms;
use crate::calendar::Limit;
use crate::words::{CaseCode, Channel};

/// A case that a filing may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case<'a> {
    /// Its code, the only one of that name: the catalogue uses some codes twice, and the second then reads
    /// `1.014199.01-2`.
    pub code: CaseCode,
    /// What the catalogue says.
    pub terms: &'a CaseTerms,
}

impl Definition {
    /// The cases among which a filing may choose, by code; none where there is no choice.
    pub fn cases(&self) -> Vec<Case<'_>> {
        let mut found: Vec<Case<'_>> = Vec::new();
        for terms in &self.facts.cases {
            if found.iter().any(|c| c.terms == terms) {
                continue;
            }
            let same = found.iter().filter(|c| c.terms.code == terms.code).count();
            let text = if same == 0 { terms.code.clone() } else { format!("{}-{}", terms.code, same + 1) };
            if let Ok(code) = text.parse() {
                found.push(Case { code, terms });
            }
        }
        found.sort_by(|a, b| a.code.cmp(&b.code));
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// The case of that code.
    pub fn case(&self, code: &CaseCode) -> Option<Case<'_>> {
        self.cases().into_iter().find(|c| c.code == *code)
    }

    /// Whether nothing can be promised through this channel before the case is known: the cases differ in
    /// what the law gives for them.
    pub fn case_needed(&self, channel: Channel) -> bool {
        let limits = self.cases().into_iter().map(|c| self.limit(channel, Some(&c.code)));
        let limits: Vec<Option<Limit>> = limits.collect();
        limits.windows(2).any(|pair| matches!(pair, [a, b] if a != b))
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::Limit;
    use crate::packs::catalogue::Procedure;
    use crate::packs::{Definition, Process};
    use crate::words::{CaseCode, Channel};

    fn definition(cases: &str, limit: Option<Limit>) -> Definition {
        let line = format!(
            r#"{{"code":"1.000656","name":"Khai tử","field":"Hộ tịch","ministry":"Bộ Tư pháp","tiers":["commune"],
            "territory":"bound","subjects":[],"channels":[{{"channel":"counter","limit":"5wd"}}],"cases":[{cases}]}}"#
        );
        let facts: Procedure = serde_json::from_str(&line).unwrap();
        let process = Process::parse(include_str!("../../../../packs/one-stop/process.toml")).unwrap();
        Definition { limit, ..Definition::plain(facts, process) }
    }

    fn case(code: &str, name: &str, limit: &str) -> String {
        let limit = if limit.is_empty() { String::new() } else { format!(r#","limit":"{limit}""#) };
        format!(r#"{{"code":"{code}","name":"{name}"{limit}}}"#)
    }

    fn code(text: &str) -> CaseCode {
        text.parse().unwrap()
    }

    #[test]
    fn a_case_has_its_own_limit_and_the_channels_where_it_has_none() {
        let d = definition(&[case("a.01", "A", "2d"), case("a.02", "B", "")].join(","), None);
        let limit = |case: Option<&CaseCode>| d.limit(Channel::Counter, case);
        assert_eq!(limit(None), Some(Limit::WorkingDays(5)));
        assert_eq!(limit(Some(&code("a.01"))), Some(Limit::CalendarDays(2)));
        assert_eq!(limit(Some(&code("a.02"))), Some(Limit::WorkingDays(5)));
        assert_eq!(limit(Some(&code("a.03"))), Some(Limit::WorkingDays(5)));
        assert!(d.case_needed(Channel::Counter));
        assert_eq!(d.limit(Channel::Post, Some(&code("a.01"))), None, "a case opens no channel");
    }

    #[test]
    fn a_packs_limit_holds_for_all_and_alike_cases_need_no_choice() {
        let differ = [case("a.01", "A", "2d"), case("a.02", "B", "1d")].join(",");
        let d = definition(&differ, Some(Limit::SameDay));
        assert_eq!(d.limit(Channel::Counter, Some(&code("a.01"))), Some(Limit::SameDay));
        assert!(!d.case_needed(Channel::Counter) && d.cases().len() == 2);
        let d = definition(&[case("a.01", "A", "2d"), case("a.02", "B", "2d")].join(","), None);
        assert!(!d.case_needed(Channel::Counter));
    }

    #[test]
    fn codes_that_the_catalogue_uses_twice_are_told_apart_and_a_line_that_stands_twice_counts_once() {
        let twice = [case("a.01", "A", "5d"), case("a.01", "A", "5d")].join(",");
        assert!(definition(&twice, None).cases().is_empty(), "one case is no choice");
        let d = definition(&[twice, case("a.01", "A", "10wd")].join(","), None);
        let codes: Vec<String> = d.cases().iter().map(|c| c.code.to_string()).collect();
        assert_eq!(codes, ["a.01", "a.01-2"]);
        assert_eq!(d.limit(Channel::Counter, Some(&code("a.01-2"))), Some(Limit::WorkingDays(10)));
    }
}
