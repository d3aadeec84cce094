//! Is this receipt genuine? The QR code on a receipt leads here.

use crate::components::{Link, Notice, NoticeKind};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::Proof;
use app::dossier::Proven;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// Most proofs that one address may check in a minute.
const A_MINUTE: u32 = 60;

#[derive(Template)]
#[template(path = "portal/verify.html")]
struct Verify {
    layout: Layout,
    verdict: Option<Notice>,
    /// Where the service is rated, once there is something to rate; it stays when somebody did.
    rate: Option<String>,
}

/// `GET /verify?c=&h=&s=`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, asked) = (visit.words, visit.asked());
    web.within("verify", &visit.address, A_MINUTE)?;
    let mut layout = web.layout(&visit, words.say("portal-verify"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    if !asked.has("c") && !asked.has("s") {
        return Ok(html(&Verify { layout, verdict: None, rate: None }));
    }
    let proof = Proof::parse(asked.get("c"), asked.get("h"), asked.get("s"));
    let code = proof.as_ref().map(|p| p.code.to_string()).unwrap_or_default();
    let proven = match proof {
        Ok(proof) => web.app.receipt_check(proof).await?,
        // What can't even be read was never signed.
        Err(_) => Proven::False,
    };
    let genuine = matches!(proven, Proven::Genuine { .. });
    let rate = if genuine { super::rating::offered(&web, &code).await? } else { None };
    let track = Link::new(format!("/track?code={code}"), words.say("portal-verify-track"));
    let verdict = match proven {
        Proven::Genuine { at, node } => {
            let moment = show::moment(words, at);
            let args = [("code", code.into()), ("moment", moment.into()), ("node", node.into())];
            let text = words.say_with("portal-verify-genuine", &args);
            let told = Notice::new(words, NoticeKind::Success, text);
            Notice { link: Some(track), ..told.titled(words.say("portal-verify-is-genuine")) }
        }
        Proven::Signed { node, revoked: None } => {
            let args = [("code", code.into()), ("node", node.into())];
            let text = words.say_with("portal-verify-signed", &args);
            let told = Notice::new(words, NoticeKind::Info, text);
            Notice { link: Some(track), ..told.titled(words.say("portal-verify-is-signed")) }
        }
        // Whoever has a stolen key can write an earlier day: only the ledger could say that it is true.
        Proven::Signed { node, revoked: Some(at) } => {
            let moment = show::moment(words, at);
            let args = [("code", code.into()), ("moment", moment.into()), ("node", node.into())];
            let text = words.say_with("portal-verify-revoked", &args);
            Notice::new(words, NoticeKind::Warning, text).titled(words.say("portal-verify-is-revoked"))
        }
        Proven::False => Notice::new(words, NoticeKind::Error, words.say("portal-verify-false"))
            .titled(words.say("portal-verify-is-false")),
    };
    Ok(html(&Verify { layout, verdict: Some(verdict), rate }))
}
