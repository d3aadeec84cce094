//! The store from outside: what it promises about writing, reading, faults and checking.

mod database;
mod faults;
mod fixture;
mod people;
mod properties;
mod reading;
mod verifying;
mod writing;
