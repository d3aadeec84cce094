//! The tables of the page: providers, and what the month cost.

use super::{standing, why};
use crate::components::{Cell, Column, ColumnKind, Empty, Row, Table, TableUse};
use crate::show;
use app::telling::{Costs, NoticesView, ProviderLine};
use domain::words::Moment;
use lang::Words;

fn table(words: &'static Words, key: &str, columns: &[(ColumnKind, &str)], rows: Vec<Row>) -> Table {
    let column = |(kind, key): &(ColumnKind, &str)| Column::new(*kind, words.say(key));
    Table {
        words,
        caption: words.say(key),
        usage: TableUse::Reading,
        columns: columns.iter().map(column).collect(),
        rows,
        bulk: None,
        paging: None,
        empty: Empty { title: words.say("notices-none"), text: words.say("notices-none-next"), button: None },
    }
}

fn number(words: &Words, n: u64) -> Cell {
    Cell::Text(words.number(i64::try_from(n).unwrap_or(i64::MAX)))
}

fn channel(words: &Words, name: &str) -> String {
    words.say(&format!("notices-channel-{name}"))
}

/// Every provider of the settings, and what others did this month.
pub(super) fn providers(words: &'static Words, now: Moment, view: &NoticesView) -> Table {
    let row = |line: &ProviderLine| {
        let figures = &line.figures;
        let fault = figures.fault.as_ref().map_or(Cell::Blank, |(at, fault)| {
            let under = format!("{} · {fault}", show::near(words, now, *at));
            Cell::Lines(why(words, fault), under)
        });
        Row {
            id: format!("{}-{}", figures.channel, figures.provider),
            name: figures.provider.clone(),
            cells: vec![
                Cell::Lines(figures.provider.clone(), channel(words, &figures.channel)),
                Cell::State(standing(words, now, line.standing)),
                figures.last.map_or(Cell::Blank, |at| {
                    let state = words.say(&format!("notices-state-{}", figures.state));
                    Cell::Lines(state, show::near(words, now, at))
                }),
                number(words, figures.taken),
                number(words, figures.failed),
                fault,
            ],
        }
    };
    let columns = [
        (ColumnKind::First, "notices-provider"),
        (ColumnKind::Text, "notices-standing"),
        (ColumnKind::Text, "notices-last"),
        (ColumnKind::Number, "notices-taken"),
        (ColumnKind::Number, "notices-failed-day"),
        (ColumnKind::Text, "notices-fault"),
    ];
    table(words, "notices-providers", &columns, view.providers.iter().map(row).collect())
}

/// What this month cost, by channel.
pub(super) fn costs(words: &'static Words, view: &NoticesView) -> Table {
    let row = |costs: &Costs| Row {
        id: costs.channel.clone(),
        name: channel(words, &costs.channel),
        cells: vec![
            Cell::Text(channel(words, &costs.channel)),
            number(words, costs.messages),
            number(words, costs.delivered),
            number(words, costs.parts),
            Cell::Text(words.money(costs.cost_vnd)),
        ],
    };
    let columns = [
        (ColumnKind::First, "notices-channel"),
        (ColumnKind::Number, "notices-messages"),
        (ColumnKind::Number, "notices-delivered"),
        (ColumnKind::Number, "notices-parts"),
        (ColumnKind::Number, "notices-cost"),
    ];
    table(words, "notices-costs", &columns, view.costs.iter().map(row).collect())
}
