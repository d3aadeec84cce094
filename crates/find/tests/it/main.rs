//! The finder from outside: what it finds, in which order, what it keeps, and how it does on real data.

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod questions;
#[cfg(test)]
mod real;
#[cfg(test)]
mod suggesting;
