//! Names of documents, cut out of the prose that the portal keeps around them.

use super::DocumentAsked;
use crate::words::fold;

/// Longer names are cut at a word.
const NAME_MAX: usize = 180;
const GROUP_MAX: usize = 90;

/// First words of names of papers, folded. A row that asks for no original and no copy is a document only
/// when it begins like one; everything else there is instruction.
const PAPERS: [&str; 46] = [
    "anh",
    "ban",
    "bang",
    "bao cao",
    "bien ban",
    "bien lai",
    "cam ket",
    "can cuoc",
    "chung chi",
    "chung cu",
    "chung minh",
    "chung thu",
    "cong van",
    "danh muc",
    "danh sach",
    "de an",
    "de cuong",
    "don",
    "du an",
    "du thao",
    "du toan",
    "giay",
    "ho chieu",
    "ho so",
    "hoa don",
    "hop dong",
    "ke hoach",
    "ket qua",
    "ly lich",
    "mau",
    "nghi quyet",
    "noi quy",
    "phieu",
    "phuong an",
    "quy che",
    "quyet dinh",
    "so do",
    "so yeu",
    "tai lieu",
    "the",
    "thong bao",
    "thuyet minh",
    "to khai",
    "to trinh",
    "van ban",
    "xac nhan",
];

/// What begins the condition or purpose behind a name. Only long names are cut there.
const CONDITIONS: [&str; 7] = [
    ", trừ trường hợp",
    ", trừ khi",
    ", trong đó",
    ", còn giá trị sử dụng",
    " trong trường hợp",
    " để chứng minh",
    " theo quy định của pháp luật trong",
];
const LONG: usize = 100;

/// Beginnings that look like a paper and are instruction.
const INSTRUCTION: [&str; 3] = ["ban chup cac giay to gui kem", "ho so gom", "giay to co trong ho so"];

/// The document that a portal row asks for; `None` when the row is a note.
pub(super) fn read(name: &str, group: &str, originals: u8, copies: u8) -> Option<DocumentAsked> {
    let text = tidy(name);
    let group = heading(group);
    if originals == 0 && copies == 0 && (fold(&group).starts_with("luu y") || is_note(&text)) {
        return None;
    }
    let name = cut(without_condition(first_clause(&text)), NAME_MAX);
    if fold(&name).is_empty() {
        return None;
    }
    Some(DocumentAsked { name, group, originals, copies, ..DocumentAsked::default() })
}

/// A group's heading, short: `* Giấy tờ phải nộp:` becomes `Giấy tờ phải nộp`.
fn heading(group: &str) -> String {
    let text = tidy(group);
    cut(text.trim_end_matches([':', ' ', '.', ';']), GROUP_MAX)
}

/// One line, composed, without bullets in front and invisible characters.
fn tidy(text: &str) -> String {
    strip_bullet(&super::one_line(text)).to_owned()
}

/// Takes away `- `, `+ `, `(4.2) `, `1. `, `a) ` and repetitions of these.
fn strip_bullet(text: &str) -> &str {
    let mut rest = text;
    loop {
        let before = rest;
        rest =
            rest.trim_start_matches(['-', '+', '*', '•', '–', '—', '·', ')', '.', ':', ';', ' ', '\u{f0b7}']);
        rest = strip_number(rest);
        if rest == before {
            return rest;
        }
    }
}

fn strip_number(text: &str) -> &str {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let end = inner.find([')', ' ', '(']).unwrap_or(inner.len());
    let (mark, rest) = inner.split_at_checked(end).unwrap_or((inner, ""));
    let numbered = mark.starts_with(|c: char| c.is_ascii_digit())
        && mark.chars().all(|c| c.is_ascii_digit() || c == '.')
        && (rest.starts_with(')') || mark.ends_with('.'));
    let lettered =
        mark.chars().count() == 1 && rest.starts_with(')') && mark.chars().all(char::is_alphabetic);
    if numbered || lettered { rest } else { text }
}

fn is_note(text: &str) -> bool {
    let folded = fold(text);
    let begins =
        |word: &str| folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    text.ends_with(':') || INSTRUCTION.into_iter().any(begins) || !PAPERS.into_iter().any(begins)
}

/// Up to the first sentence end, semicolon, or colon that is followed by a count; long brackets fall out.
fn first_clause(text: &str) -> &str {
    let mut depth = 0_u32;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let ends = match c {
            '(' if depth == 0 && closes_late(rest) => true,
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            ';' => depth == 0,
            ':' => depth == 0 && rest.trim_start().starts_with('0'),
            '.' => depth == 0 && !before.is_ascii_digit() && sentence(rest),
            _ => false,
        };
        // Twelve bytes: shorter than any name, longer than an abbreviation in front.
        if ends && at > 12 {
            return trimmed(text, at);
        }
        before = c;
    }
    trimmed(text, text.len())
}

fn without_condition(text: &str) -> &str {
    if text.chars().count() <= LONG {
        return text;
    }
    let ends = CONDITIONS.into_iter().filter_map(|c| text.find(c)).filter(|at| *at > 25);
    trimmed(text, ends.min().unwrap_or(text.len()))
}

/// Whether a bracket holds prose rather than a short remark such as `(nếu có)`.
fn closes_late(rest: &str) -> bool {
    rest.find(')').is_none_or(|end| rest.get(..end).unwrap_or_default().chars().count() > 30)
}

fn sentence(rest: &str) -> bool {
    rest.starts_with(' ') && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c == '(' || c == '-')
}

fn trimmed(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or(text).trim_end_matches([' ', ',', ';', ':', '.', '-'])
}

/// At most `max` characters, cut at a word, with an ellipsis when something was cut.
fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let head: String = text.chars().take(max - 1).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", trimmed(&head, end))
}

#[cfg(test)]
mod tests {
    use super::{read, strip_bullet};

    fn name(text: &str) -> String {
        read(text, "", 1, 0).unwrap().name
    }

    #[test]
    fn names_lose_their_explanations() {
        assert_eq!(name("- Giấy chứng sinh; trường hợp không có thì nộp văn bản"), "Giấy chứng sinh");
        assert_eq!(name("(5) Bản sao giấy phép lao động đã cấp."), "Bản sao giấy phép lao động đã cấp");
        assert_eq!(name("b) Hóa đơn thương mại: 01 bản chụp;"), "Hóa đơn thương mại");
        assert_eq!(name("Chứng chỉ chất lượng (nếu có)"), "Chứng chỉ chất lượng (nếu có)");
        assert_eq!(
            name("- Tờ khai đăng ký khai sinh theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ trực tiếp);"),
            "Tờ khai đăng ký khai sinh theo mẫu"
        );
        assert_eq!(
            name(
                "(2) Giấy khám sức khỏe do cơ sở khám bệnh, chữa bệnh có đủ điều kiện cấp, \
                 trừ trường hợp kết quả khám sức khỏe đã được kết nối, chia sẻ"
            ),
            "Giấy khám sức khỏe do cơ sở khám bệnh, chữa bệnh có đủ điều kiện cấp"
        );
        let long = name(&"Văn bản chấp thuận ".repeat(30));
        assert!(long.chars().count() <= 180 && long.ends_with('…'), "{long}");
    }

    #[test]
    fn notes_fall_out_and_documents_stay() {
        let zero = |t: &str| read(t, "", 0, 0).is_some();
        assert!(!zero("Trường hợp không khai thác được thông tin thì yêu cầu xuất trình bản chính."));
        assert!(!zero("- Đối với giấy tờ nộp, xuất trình:"));
        assert!(!zero("+ Bản chụp các giấy tờ gửi kèm theo hồ sơ phải bảo đảm rõ nét."));
        assert!(!zero("Không quy định"));
        assert!(zero("- Văn bản đề cử hoặc tự ứng cử;"));
        assert!(read("Giấy tờ do nước ngoài cấp phải được hợp pháp hóa", "* Lưu ý :", 0, 0).is_none());
        assert!(read("Trường hợp trẻ bị bỏ rơi phải có biên bản", "", 1, 0).is_some());
    }

    #[test]
    fn bullets_and_numbers_are_stripped() {
        for text in ["- A b", "(4.2) A b", "1. A b", "a) A b", "+ (1) A b", "+) A b"] {
            assert_eq!(strip_bullet(text), "A b", "{text}");
        }
        assert_eq!(strip_bullet("03 ảnh 4x6"), "03 ảnh 4x6");
    }

    #[test]
    fn headings_are_short() {
        let d = read("Đơn", "* Giấy tờ phải nộp:", 1, 0).unwrap();
        assert_eq!(d.group, "Giấy tờ phải nộp");
    }
}
