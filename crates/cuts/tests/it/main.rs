//! The simulation as a test: a few seeds, and one twice.

#[cfg(test)]
mod seeds;
