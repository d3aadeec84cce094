//! The parts of a way, for who may know how far a dossier is and not what it is about: the names of steps may
//! tell the matter ("Trao Giấy chứng nhận kết hôn").

use super::Process;
use crate::identity::Role;

/// A part of the way, whatever a process calls its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is taken in.
    Reception,
    /// It is examined.
    Examination,
    /// It is decided and signed.
    Decision,
    /// The result is handed over.
    Delivery,
}

impl Part {
    /// The message key under which people read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reception => "part-reception",
            Self::Examination => "part-examination",
            Self::Decision => "part-decision",
            Self::Delivery => "part-delivery",
        }
    }
}

impl Process {
    /// The part that each step belongs to, in the order of the steps.
    pub fn parts(&self) -> Vec<Part> {
        let others = || self.steps.iter().enumerate().filter(|(_, step)| step.role != Role::Reception);
        let first = others().next().map_or(self.steps.len(), |(at, _)| at);
        let last = others().next_back().map_or(self.steps.len(), |(at, _)| at);
        let part = |(at, role): (usize, Role)| match role {
            Role::Leader => Part::Decision,
            Role::Reception if at < first => Part::Reception,
            Role::Reception if at > last => Part::Delivery,
            _ => Part::Examination,
        };
        self.steps.iter().map(|step| step.role).enumerate().map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Part::{Decision, Delivery, Examination, Reception};
    use super::{Part, Process};

    fn parts(roles: &[&str]) -> Vec<Part> {
        let step = |(n, role): (usize, &&str)| {
            format!(
                "{{\"id\":\"s{n}\",\"title\":{{\"vi\":\"x\",\"en\":\"x\",\"fr\":\"x\"}},\"role\":\"{role}\",\"act\":[]}}"
            )
        };
        let steps: Vec<String> = roles.iter().enumerate().map(step).collect();
        let text =
            format!("{{\"id\":\"p\",\"submitted\":\"s0\",\"entry\":\"s0\",\"step\":[{}]}}", steps.join(","));
        serde_json::from_str::<Process>(&text).unwrap().parts()
    }

    #[test]
    fn a_way_begins_and_ends_at_the_counter() {
        let way = ["reception", "specialist", "leader", "reception"];
        assert_eq!(parts(&way), [Reception, Examination, Decision, Delivery]);
        let asked_again = ["reception", "specialist", "reception", "leader", "specialist", "reception"];
        let told = [Reception, Examination, Examination, Decision, Examination, Delivery];
        assert_eq!(parts(&asked_again), told);
        assert_eq!(parts(&["reception", "reception"]), [Reception, Reception]);
    }
}
