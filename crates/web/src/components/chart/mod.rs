//! Pictures that explain: SVG from the server, each with a title, a description and its numbers beside it.
//!
//! Horizontal lengths are percentages, so that a picture fills any width and its writing keeps its size.

mod day_bars;
mod gauge;
mod rank_bars;
mod stacked_bar;

pub use day_bars::{DayBar, DayBars};
pub use gauge::Gauge;
pub use rank_bars::{RankBars, RankRow};
pub use stacked_bar::{Part, StackedBar};

#[cfg(test)]
pub(crate) fn samples(words: &'static lang::Words) -> Vec<String> {
    let values = [31, 27, 0, 0, 44, 38, 29, 35, 41, 0, 0, 52, 27, 12];
    let days = values.into_iter().zip(2_u32..).map(|(value, day)| DayBar {
        label: format!("{day:02}/08"),
        value,
        href: Some(format!("?day={day}")),
    });
    let part = |label: &str, value| Part { label: label.into(), value, href: Some("?state".into()) };
    let row = |label: &str, value| RankRow { label: label.into(), value, href: Some("?procedure".into()) };
    let bars = DayBars {
        words,
        id: "received".into(),
        title: "Hồ sơ tiếp nhận theo ngày".into(),
        description: "Hai tuần gần đây; nhiều nhất 52 hồ sơ ngày 13/08.".into(),
        days: days.collect(),
    };
    let stacked = StackedBar {
        words,
        id: "states".into(),
        title: "Hồ sơ đang giữ".into(),
        parts: vec![
            part("Đang giải quyết", 64),
            part("Chờ bổ sung", 9),
            part("Trễ hạn", 2),
            part("Chờ trả", 21),
        ],
    };
    let gauge = |id: &str, part, whole| Gauge {
        words,
        id: id.into(),
        title: "Đúng hạn tháng này".into(),
        part,
        whole,
        goal: Some(98),
        href: Some("?on-time".into()),
    };
    let rank = RankBars {
        words,
        title: "Theo thủ tục".into(),
        rows: vec![
            row("Chứng thực bản sao", 412),
            row("Đăng ký khai sinh", 120),
            row("Xác nhận tình trạng hôn nhân", 64),
        ],
    };
    vec![
        bars.to_string(),
        stacked.to_string(),
        gauge("rate", 1204, 1219).to_string(),
        gauge("rate-none", 0, 0).to_string(),
        rank.to_string(),
    ]
}
