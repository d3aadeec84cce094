//! Tells cargo to build this crate again when a file of words comes or goes: the words are embedded by a
//! macro, and a macro alone would not notice a new file.

fn main() {
    println!("cargo:rerun-if-changed=locales");
}
