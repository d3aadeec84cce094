//! The store from outside: what it promises about writing, reading, faults and checking.

#[cfg(test)]
mod copying;
#[cfg(test)]
mod database;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod files;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod fused;
#[cfg(test)]
mod migrating;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod own;
#[cfg(test)]
mod people;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod records;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod verifying;
#[cfg(test)]
mod writing;
