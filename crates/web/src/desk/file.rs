//! A file of a dossier, sent so that a browser shows pictures and PDF and runs nothing.

use super::id_of;
use crate::frame::{Fail, Visit, Web};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// What a file may do in a browser: nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox";

/// `GET /desk/dossiers/{id}/files/{blob}`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path((id, blob)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let file = web.app.file(&visit.actor()?, id_of(&id)?, &blob).await?;
    Ok(sent(&file.attachment.media, &file.attachment.name, file.bytes))
}

/// `GET /desk/dossiers/{id}/files/{blob}/picture`: the small picture of a file that is still on its way.
pub async fn picture(
    State(web): State<Web>,
    visit: Visit,
    Path((id, blob)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let file = web.app.file_picture(&visit.actor()?, id_of(&id)?, &blob).await?;
    Ok(sent(&file.attachment.media, &file.attachment.name, file.bytes))
}

/// Bytes of a kind, shown where a browser can do so safely, and kept under a name.
pub(crate) fn sent(media: &str, name: &str, bytes: Vec<u8>) -> Response {
    let shown = matches!(media, "application/pdf" | "image/jpeg" | "image/png");
    let way = if shown { "inline" } else { "attachment" };
    let disposition = format!("{way}; filename*=UTF-8''{}", extended(name));
    let text = |text: &str| {
        HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
    };
    let headers = [
        (header::CONTENT_TYPE, text(media)),
        (header::CONTENT_DISPOSITION, text(&disposition)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    ];
    (headers, bytes).into_response()
}

/// A name as RFC 5987 writes it in a header.
fn extended(name: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    name.bytes().fold(String::new(), |mut out, b| {
        if plain(b) {
            out.push(char::from(b));
        } else {
            // Writing to a String can't fail.
            let _ = std::fmt::Write::write_fmt(&mut out, format_args!("%{b:02X}"));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::extended;

    #[test]
    fn a_name_can_not_leave_its_header() {
        assert_eq!(extended("giấy \"1\"\r\n.pdf"), "gi%E1%BA%A5y%20%221%22%0D%0A.pdf");
    }
}
