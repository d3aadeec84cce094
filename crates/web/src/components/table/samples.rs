//! A worklist, a list of figures and an empty list.

use lang::Words;

use super::{Bulk, Cell, Column, ColumnKind, Order, Paging, Row, Sort, Table, TableUse};
use crate::components::{Band, Button, Due, DueSize, Empty, StateTag, Tone};

fn row(words: &'static Words, number: u32, due: (Band, &str, &str, u32), what: [&str; 3]) -> Row {
    let (band, left, when, elapsed) = due;
    let [procedure, applicant, state] = what;
    let tone = if state.starts_with("Chờ") { Tone::Soon } else { Tone::Action };
    let due =
        Due { words, band, left: left.into(), when: when.into(), elapsed, allowed: 2400, size: DueSize::Row };
    let code = format!("H56.18-250815-{number:04}");
    let cells = vec![
        Cell::Due(due),
        Cell::Open {
            href: format!("/desk/dossiers/{number}"),
            text: procedure.into(),
            under: Some(code.clone()),
        },
        Cell::Lines(applicant.into(), "Bản Phiêng Ban".into()),
        Cell::State(StateTag::new(tone, state)),
        Cell::Text("Nguyễn Văn An".into()),
    ];
    Row { id: number.to_string(), name: code, cells }
}

/// What an officer has to do.
pub(crate) fn worklist(words: &'static Words) -> Table {
    let by_due = Sort { href: "?sort=-due".into(), order: Some(Order::Up) };
    let by_applicant = Sort { href: "?sort=applicant".into(), order: None };
    let columns = vec![
        Column { sort: Some(by_due), ..Column::new(ColumnKind::First, "Hẹn trả") },
        Column::new(ColumnKind::Text, "Hồ sơ"),
        Column { sort: Some(by_applicant), ..Column::new(ColumnKind::Text, "Người nộp") },
        Column::new(ColumnKind::Text, "Đang ở"),
        Column::new(ColumnKind::Text, "Người giữ"),
    ];
    let rows = vec![
        row(
            words,
            12,
            (Band::Late, "trễ 2 ngày", "13/08/2025", 3360),
            ["Đăng ký khai tử", "Quàng Văn Pâng", "Thẩm tra"],
        ),
        row(
            words,
            44,
            (Band::Soon, "còn 3 giờ làm việc", "15:30 hôm nay", 2200),
            ["Đăng ký khai sinh", "Lường Thị Mai", "Ký"],
        ),
        row(
            words,
            45,
            (Band::InTime, "còn 2 ngày", "19/08/2025", 1200),
            ["Cấp giấy xác nhận tình trạng hôn nhân", "Hà Văn Thủy", "Thẩm tra"],
        ),
        row(
            words,
            31,
            (Band::Paused, "đang dừng", "chờ bổ sung", 700),
            ["Hưởng trợ cấp xã hội hằng tháng", "Cầm Thị Ơn", "Chờ bổ sung"],
        ),
    ];
    let buttons = vec![Button::quiet("Trình ký"), Button::quiet("Chuyển người khác").sends("act", "assign")];
    Table {
        words,
        caption: "Việc của tôi".into(),
        usage: TableUse::Worklist,
        columns,
        rows,
        bulk: Some(Bulk {
            action: "/desk/bulk".into(),
            hidden: vec![("csrf".into(), "sample".into())],
            buttons,
        }),
        paging: Some(Paging {
            shown: "1–4 trong 14".into(), previous: None, next: Some("?after=31".into())
        }),
        empty: Empty {
            title: "Không còn việc nào".into(),
            text: "Hồ sơ mới sẽ hiện ở đây.".into(),
            button: None,
        },
    }
}

fn figures(words: &'static Words) -> Table {
    let line = |name: &str, got: i64, late: i64| Row {
        id: name.into(),
        name: name.into(),
        cells: vec![
            Cell::Open { href: "?field".into(), text: name.into(), under: None },
            Cell::Text(words.number(got)),
            Cell::Text(words.number(late)),
        ],
    };
    Table {
        caption: "Theo lĩnh vực".into(),
        usage: TableUse::Reading,
        columns: vec![
            Column::new(ColumnKind::First, "Lĩnh vực"),
            Column::new(ColumnKind::Number, "Tiếp nhận"),
            Column::new(ColumnKind::Number, "Trễ hạn"),
        ],
        rows: vec![line("Hộ tịch", 1204, 12), line("Chứng thực", 3810, 0), line("Đất đai", 96, 7)],
        bulk: None,
        paging: None,
        ..worklist(words)
    }
}

pub(crate) fn samples(words: &'static Words) -> Vec<String> {
    let empty = Table { rows: vec![], ..worklist(words) };
    vec![worklist(words).to_string(), figures(words).to_string(), empty.to_string()]
}
