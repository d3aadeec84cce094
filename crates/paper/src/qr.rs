//! A QR code as a picture that can be printed, seen in the dark, and named by a screen reader.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// White modules around the code, without which it is hard to find (ISO/IEC 18004: four).
const QUIET: usize = 4;

/// A text that doesn't fit into a QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct QrTooLong;

/// The text as a QR code: an inline SVG, `millimetres` wide where no style says otherwise, black on white
/// whatever the page's colours. `label` is what a screen reader says.
pub fn qr_svg(text: &str, label: &str, millimetres: u16) -> Result<String, QrTooLong> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| QrTooLong)?;
    let side = code.width() + 2 * QUIET;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{label}\" \
         width=\"{millimetres}mm\" height=\"{millimetres}mm\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\
         <path fill=\"#000\" d=\"{}\"/></svg>",
        path(&code),
        label = attribute(label),
    ))
}

/// One rectangle for each run of dark modules in a row.
fn path(code: &QrCode) -> String {
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(code.width().max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            let wide = run.len();
            if run.first() == Some(&Color::Dark) {
                // Writing to a String can't fail.
                let _ = write!(path, "M{} {}h{wide}v1h-{wide}z", x + QUIET, y + QUIET);
            }
            x += wide;
        }
    }
    path
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{QrTooLong, qr_svg};

    #[test]
    fn a_short_text_has_the_modules_of_version_one_and_four_around() {
        let svg = qr_svg("MOTCUA", "Mã QR", 26).unwrap();
        assert!(svg.contains("viewBox=\"0 0 29 29\""), "{svg}");
        // The finder pattern in the corner: seven dark modules behind four white ones.
        assert!(svg.contains("d=\"M4 4h7v1h-7z"), "{svg}");
        assert!(svg.contains("M4 10h7v1h-7z") && svg.contains("M18 4h7v1h-7z"), "{svg}");
    }

    #[test]
    fn every_dark_module_is_painted_once() {
        let text = "https://example.vn/v?c=H56.148-250815-0012";
        let svg = qr_svg(text, "Mã QR", 26).unwrap();
        let painted: usize = svg
            .split('h')
            .filter_map(|part| part.split_once("v1"))
            .map(|(wide, _)| wide.parse::<usize>().unwrap())
            .sum();
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).unwrap();
        let dark = code.to_colors().iter().filter(|c| **c == qrcode::Color::Dark).count();
        assert_eq!(painted, dark);
    }

    #[test]
    fn it_is_named_for_a_screen_reader_and_keeps_its_colours() {
        let svg = qr_svg("x", "\"<script>&", 30).unwrap();
        assert!(svg.contains("role=\"img\" aria-label=\"&quot;&lt;script&gt;&amp;\""), "{svg}");
        assert!(svg.contains("fill=\"#fff\"") && svg.contains("fill=\"#000\"") && svg.contains("30mm"));
        assert!(!svg.contains("style"), "{svg}");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(qr_svg(&"a".repeat(3000), "", 26), Err(QrTooLong));
    }
}
