//! The site from outside, in process: pages, forms and the API, as everybody who may ask.

#[cfg(test)]
mod contract;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod office;
