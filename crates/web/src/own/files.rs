//! Files that go out: papers and results, for the owner and for who follows with a pass.

use super::follow::pass_of;
use super::{calendar, id_of};
use crate::desk::file::sent;
use crate::frame::{Fail, Visit, Web};
use app::AppError;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// `GET /citizen/dossiers/{id}/files/{blob}`
pub async fn own(
    State(web): State<Web>,
    visit: Visit,
    Path((id, blob)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let file = web.app.own_file(visit.citizen()?, id_of(&id)?, &blob).await?;
    Ok(sent(&file.attachment.media, &file.attachment.name, file.bytes))
}

/// `GET /citizen/dossiers/{id}/result.pdf`
pub async fn own_result(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fail> {
    let pdf = web.app.own_result(visit.citizen()?, id_of(&id)?, &web.settings.papers_url).await?;
    Ok(sent("application/pdf", &pdf.name, pdf.bytes))
}

/// `GET /track/{code}/files/{blob}`
pub async fn followed(
    State(web): State<Web>,
    headers: HeaderMap,
    Path((code, blob)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let file = web.app.follow_file(&code, &pass_of(&headers), &blob).await?;
    Ok(sent(&file.attachment.media, &file.attachment.name, file.bytes))
}

/// `GET /track/{code}/result.pdf`
pub async fn followed_result(
    State(web): State<Web>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Fail> {
    let pdf = web.app.follow_result(&code, &pass_of(&headers), &web.settings.papers_url).await?;
    Ok(sent("application/pdf", &pdf.name, pdf.bytes))
}

/// `GET /track/{code}/due.ics`: the due day alone, which whoever knows the code may know.
pub async fn due(State(web): State<Web>, visit: Visit, Path(code): Path<String>) -> Result<Response, Fail> {
    let tracked = web.followed(&visit.address, &code).await?;
    let due = tracked
        .due
        .as_ref()
        .filter(|_| tracked.finished.is_none() && !tracked.paused)
        .ok_or(Fail(AppError::NotFound))?;
    let text = calendar::due_day(&calendar::DueDay {
        words: visit.words,
        code: tracked.code.as_str(),
        due: due.at,
        unit: &web.app.world().unit_name(&tracked.unit),
        site: &web.settings.papers_url,
        now: web.app.now(),
    });
    let name = format!("attachment; filename=\"{}.ics\"", tracked.code);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(AppError::fault)?),
    ];
    Ok((headers, text).into_response())
}
