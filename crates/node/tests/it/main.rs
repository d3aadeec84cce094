//! The finished program, from outside: commands on real folders, requests on real ports.

#![expect(missing_docs, reason = "tests say what they hold in their names")]

mod catalog;
mod crash;
mod demo;
mod folder;
mod http;
mod program;
