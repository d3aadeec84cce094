//! Procedures, terms and counts as everybody's pages say them.

use crate::components::ProcedureCard;
use crate::show;
use app::catalogue::Running;
use domain::calendar::Limit;
use domain::packs::catalogue::{ChannelTerms, DecidingTier, Fee, FeeKind};
use domain::words::Channel;
use lang::Words;

/// Most characters of a name in a short list of links.
const BRIEF: usize = 48;
/// From so many on a clause is enough of a name.
const CLAUSE: usize = 24;

/// A name as people say it: without "Thủ tục" in front, cut at a clause or a word where it is long.
pub fn brief(name: &str) -> String {
    let bare = name.strip_prefix("Thủ tục ").unwrap_or(name);
    let mut chars = bare.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let whole = format!("{first}{}", chars.as_str());
    if whole.chars().count() <= BRIEF {
        return whole;
    }
    let head: String = whole.chars().take(BRIEF).collect();
    let clause = head.rfind([',', ';', '(']).and_then(|at| head.get(..at));
    let clause = clause.filter(|kept| kept.chars().count() >= CLAUSE);
    let head = clause.or_else(|| head.rsplit_once(' ').map(|(kept, _)| kept)).unwrap_or(&head);
    format!("{}…", head.trim_end_matches([',', ';', ' ', '(']))
}

/// A time limit.
pub fn limit(words: &Words, limit: Limit) -> String {
    words.say_one(limit.key(), "amount", limit.amount())
}

/// One amount with its kind: `Lệ phí 8.000 ₫`.
fn amount(words: &Words, fee: Fee) -> String {
    let kind = match fee.kind {
        FeeKind::Fee => words.say("fee-kind-fee"),
        FeeKind::Charge => words.say("fee-kind-charge"),
    };
    format!("{kind} {}", words.money(fee.amount_vnd))
}

/// What a channel costs. Nothing named is not the same as free: many amounts are set by the province.
pub fn fees(words: &Words, terms: &ChannelTerms) -> String {
    if terms.fees.is_empty() {
        return words.say("portal-fee-unnamed");
    }
    if terms.fees.iter().all(|f| f.amount_vnd == 0) {
        return words.say("portal-fee-free");
    }
    let said: Vec<String> =
        terms.fees.iter().filter(|f| f.amount_vnd > 0).map(|f| amount(words, *f)).collect();
    said.join("; ")
}

/// What a channel costs in all, where anything is named.
fn cost(words: &Words, terms: &ChannelTerms) -> String {
    let sum: i64 = terms.fees.iter().map(|f| f.amount_vnd).sum();
    if sum > 0 { words.money(sum) } else { fees(words, terms) }
}

/// Who decides.
pub fn tier(words: &Words, tier: DecidingTier) -> String {
    match tier {
        DecidingTier::Commune => words.say("portal-tier-commune"),
        DecidingTier::Province => words.say("portal-tier-province"),
        DecidingTier::Ministry => words.say("portal-tier-ministry"),
        DecidingTier::Other => words.say("portal-tier-other"),
    }
}

/// A procedure among others: how long and how much at the counter.
pub fn card(words: &'static Words, running: &Running) -> ProcedureCard {
    let definition = &running.definition;
    let facts = &definition.facts;
    let counter = facts.channel(Channel::Counter).or_else(|| facts.channels.first());
    let deadline = definition.limit(Channel::Counter, None).or_else(|| counter.map(|c| c.limit));
    ProcedureCard {
        words,
        code: facts.code.to_string(),
        title: show::procedure(words, definition).to_owned(),
        href: format!("/procedures/{}", facts.code),
        field: facts.field.clone(),
        deadline: deadline.map_or_else(|| words.say("portal-limit-unnamed"), |l| limit(words, l)),
        fee: counter.map_or_else(|| words.say("portal-fee-unnamed"), |c| cost(words, c)),
    }
}

/// A count as charts take it.
pub fn count(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A count as it is written.
pub fn number(words: &Words, n: u64) -> String {
    words.number(i64::try_from(n).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn a_long_name_is_cut_at_a_word_and_a_short_one_loses_its_first() {
        assert_eq!(brief("Thủ tục đăng ký khai tử"), "Đăng ký khai tử");
        let long =
            brief("Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền");
        assert_eq!(long, "Chứng thực bản sao từ bản chính giấy tờ…");
    }
}
