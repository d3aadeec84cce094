//! The finished program, from outside: commands on real folders, requests on real ports.

mod catalog;
mod crash;
mod demo;
mod folder;
mod http;
mod program;
