//! People and papers, as programs send them.

use crate::api::body::Object;
use crate::api::problem::Fault;
use crate::frame::Web;
use app::dossier::{ApplicantInput, PieceInput};
use app::{AppError, Problem};
use domain::dossier::Attachment;
use domain::identity::Actor;
use utoipa::ToSchema;

/// Who asks.
#[derive(ToSchema)]
#[schema(as = ApplicantInput)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct ApplicantSent {
    /// Family name first; or a business's registered name.
    #[schema(min_length = 1, max_length = 200, examples("Lò Thị Mai"))]
    name: String,
    /// The twelve digits of the personal identification number.
    #[schema(examples("000190012345"))]
    personal_number: Option<String>,
    /// A tax code.
    tax_code: Option<String>,
    /// A Vietnamese telephone number.
    #[schema(examples("0912 345 678"))]
    phone: Option<String>,
    /// Where the person lives.
    #[schema(max_length = 300)]
    address: Option<String>,
}

/// A paper that is handed in.
#[derive(ToSchema)]
#[schema(as = DocumentInput)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is read field by field, and stands here for the description")]
pub struct PaperSent {
    /// What it is.
    #[schema(min_length = 1, max_length = 2000, examples("Giấy chứng sinh"))]
    name: String,
    /// How many originals; none where it isn't said.
    #[schema(minimum = 0, maximum = 99)]
    originals: Option<i64>,
    /// How many copies; none where it isn't said.
    #[schema(minimum = 0, maximum = 99)]
    copies: Option<i64>,
    /// Scans: digests that `POST /api/v1/uploads` answered with.
    #[schema(max_items = 40)]
    files: Option<Vec<String>>,
}

/// Reads a person.
pub fn applicant(from: &mut Object, problems: &mut Vec<Problem>) -> ApplicantInput {
    let mut text = |name: &str| from.text(name, problems).unwrap_or_default();
    ApplicantInput {
        name: text("name"),
        personal_number: text("personal_number"),
        tax_code: text("tax_code"),
        phone: text("phone"),
        address: text("address"),
    }
}

/// A paper whose scans aren't looked up yet.
pub struct Paper {
    piece: PieceInput,
    files: Vec<String>,
}

/// Reads a paper.
pub fn paper(from: &mut Object, problems: &mut Vec<Problem>) -> Paper {
    let name = from.text("name", problems).unwrap_or_default();
    let originals = from.number("originals", problems).unwrap_or_default();
    let copies = from.number("copies", problems).unwrap_or_default();
    let files = from.texts("files", problems);
    Paper { piece: PieceInput { name, originals, copies, files: Vec::new() }, files }
}

/// Finds the scans of papers among what was uploaded before.
pub async fn with_scans(
    web: &Web,
    actor: &Actor,
    papers: Vec<Paper>,
    at: &str,
) -> Result<Vec<PieceInput>, Fault> {
    let mut pieces = Vec::with_capacity(papers.len());
    for (i, paper) in papers.into_iter().enumerate() {
        let files = uploaded(web, actor, &paper.files, &format!("{at}.{i}.files")).await?;
        pieces.push(PieceInput { files, ..paper.piece });
    }
    Ok(pieces)
}

/// Finds files among what was uploaded before.
pub async fn uploaded(
    web: &Web,
    actor: &Actor,
    digests: &[String],
    at: &str,
) -> Result<Vec<Attachment>, Fault> {
    if digests.is_empty() {
        return Ok(Vec::new());
    }
    if digests.len() > 40 {
        let problem = Problem::new(at, "problem-too-many-items").with("most", 40);
        return Err(AppError::Invalid(vec![problem]).into());
    }
    web.app.uploaded(actor, digests).await.map_err(|e| Fault::from(e).placed(|_| at.to_owned()))
}

/// The name of a person's field as the API nests it; other names stay.
pub fn place_applicant(field: &str, at: &str) -> String {
    match field {
        "name" | "personal_number" | "tax_code" | "phone" | "address" => format!("{at}.{field}"),
        other => other.to_owned(),
    }
}
