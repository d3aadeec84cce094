//! Three programs, as a province has them: its centre and two communes' own machines, with certificates and
//! lines that can be cut, stalled and slowed down.

mod back;
mod certificates;
mod https;
mod line;
mod place;
mod proxy;
mod receipts;
mod trust;
mod two_boxes;
