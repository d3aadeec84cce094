//! A pack that asks for everything a form can ask: for tests of forms, guides and acts that ask.

/// Its files.
pub const FILES: [(&str, &str); 6] = [
    ("house/pack.toml", PACK),
    ("house/procedures/XA-NHA-02.toml", PROCEDURE),
    ("house/forms/house.schema.json", FORM),
    ("house/forms/visit.schema.json", VISIT),
    ("house/guide/check.md", CHECK),
    ("house/guide/mistakes.md", MISTAKES),
];
/// Its procedure.
pub const HOUSE: &str = "XA-NHA-02";
const PACK: &str = include_str!("house/pack.toml");
const PROCEDURE: &str = include_str!("house/procedure.toml");
const FORM: &str = include_str!("house/house.schema.json");
const VISIT: &str = include_str!("house/visit.schema.json");
const CHECK: &str = include_str!("house/check.md");
const MISTAKES: &str = include_str!("house/mistakes.md");
