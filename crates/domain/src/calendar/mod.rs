//! Legal time: how long the law gives, and when that ends.

pub mod limit;

pub use limit::Limit;
