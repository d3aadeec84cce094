//! What people do, in a real browser against the real program: the way of one dossier, every page on two
//! screens in three languages.

mod chrome;
mod citizen;
mod doors;
mod journey;
mod office;
mod pages;
mod provider;
