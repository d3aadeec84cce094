//! Styles, script and icon, served under a name that carries the hash of what is in them: a browser keeps
//! them for ever, and a new release has new names.
//!
//! A release carries the files inside; a debug build reads them from disk, so a changed style needs no
//! compiler.

use std::borrow::Cow;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "src/assets/"]
struct Files;

/// Where the assets live, for the table of routes: `GET /assets/{name}` is [`serve`].
pub const ROUTE: &str = "/assets/{name}";

/// An asset that somebody asked for.
#[derive(Clone, Debug)]
pub struct Asset {
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
    /// Its media type.
    pub media_type: &'static str,
}

/// The address of a file: `app.css` is `/assets/app.1f2e3d4c.css`. A file that doesn't exist keeps its plain
/// name, and the browser is told so when it asks.
pub fn asset_path(file: &str) -> String {
    let name = Files::get(file).and_then(|found| hashed_name(file, &found.metadata.sha256_hash()));
    format!("/assets/{}", name.as_deref().unwrap_or(file))
}

/// The file behind a hashed name; none when the name or the hash is not the present one.
pub fn find(name: &str) -> Option<Asset> {
    let (stem, rest) = name.split_once('.')?;
    let (_, ending) = rest.split_once('.')?;
    let file = format!("{stem}.{ending}");
    let found = Files::get(&file)?;
    (hashed_name(&file, &found.metadata.sha256_hash())? == name)
        .then(|| Asset { bytes: found.data, media_type: media_type(ending) })
}

/// A file of text as it lies here, for what is filled in before it is served; empty where there is none.
pub fn text(file: &str) -> String {
    Files::get(file).map(|found| String::from_utf8_lossy(&found.data).into_owned()).unwrap_or_default()
}

/// Serves an asset for ever, or says that there is none.
pub async fn serve(Path(name): Path<String>) -> Response {
    let Some(asset) = find(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, asset.bytes).into_response()
}

fn hashed_name(file: &str, hash: &[u8; 32]) -> Option<String> {
    let (stem, ending) = file.split_once('.')?;
    let [a, b, c, d, ..] = *hash;
    Some(format!("{stem}.{:08x}.{ending}", u32::from_be_bytes([a, b, c, d])))
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_by_its_hashed_name_only() {
        let scripts = ["app.js", "form.js", "find.js", "install.js", "passkey.js", "push.js"];
        let others = ["app.css", "find.css", "favicon.svg", "icon-192.png"];
        for file in scripts.into_iter().chain(others) {
            let path = asset_path(file);
            let name = path.strip_prefix("/assets/").unwrap();
            assert_ne!(name, file);
            assert_eq!(find(name).unwrap().bytes, Files::get(file).unwrap().data);
            assert!(find(file).is_none());
        }
        assert!(find("app.00000000.css").is_none());
        assert!(find("../Cargo.00000000.toml").is_none());
        assert_eq!(asset_path("none.css"), "/assets/none.css");
    }

    /// The value of a token in a block of declarations.
    fn token(block: &str, name: &str) -> Option<[f64; 3]> {
        let at = block.split_once(&format!("--{name}: #"))?.1;
        let channel = |from: usize| {
            let value = f64::from(u8::from_str_radix(&at[from..from + 2], 16).unwrap()) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        Some([channel(0), channel(2), channel(4)])
    }

    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let light = |c: [f64; 3]| 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_of_colours_can_be_read_by_day_and_by_night() {
        let css = text("app.css");
        let (day, night) = css.split_once("prefers-color-scheme: dark").unwrap();
        let pairs = [
            ("ink", &["paper", "surface", "action-tint", "late-tint", "soon-tint", "done-tint"][..]),
            ("muted", &["paper", "surface", "action-tint"]),
            ("action", &["paper", "surface", "action-tint", "done-tint", "soon-tint", "late-tint"]),
            ("action-dark", &["paper", "surface", "action-tint"]),
            ("on-action", &["action", "action-dark"]),
            ("late", &["paper", "surface", "late-tint", "action-tint"]),
            ("soon", &["paper", "surface", "soon-tint", "action-tint"]),
            ("done", &["paper", "surface", "done-tint", "action-tint"]),
        ];
        for (when, block) in [("day", day), ("night", night)] {
            for (front, backs) in pairs {
                for back in backs {
                    let ratio = contrast(token(block, front).unwrap(), token(block, back).unwrap());
                    assert!(ratio >= 4.5, "{when}: {front} on {back} is {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn the_style_uses_only_tokens_that_it_defines() {
        let css = text("app.css");
        for used in css.split("var(--").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            assert!(css.contains(&format!("--{used}:")), "--{used}");
        }
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }

    #[test]
    fn the_page_stays_light() {
        // As it travels it is less than 8 KB; phones get their own cards for lists and figures.
        assert!(text("app.css").len() < 34_000);
        assert!(text("app.js").len() < 5_000);
        assert!(text("form.js").len() < 5_000);
        assert!(text("install.js").len() < 5_000);
        assert!(text("sw.js").len() < 5_000);
        assert!(text("passkey.js").len() < 5_000);
        assert!(text("push.js").len() < 5_000);
        assert!(text("find.css").len() < 1_500);
        assert!(text("find.js").len() < 5_000);
    }
}
