//! The site from outside, in process: pages, forms and the API, as everybody who may ask.

#[cfg(test)]
mod apply;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod citizens;
#[cfg(test)]
mod continuity;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod deadlines;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod description;
#[cfg(test)]
mod desk;
#[cfg(test)]
#[path = "../../../signin/tests/it/device.rs"]
mod device;
#[cfg(test)]
mod feedback;
#[cfg(test)]
mod files;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod full;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod hours;
#[cfg(test)]
mod installed;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod office;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod own;
#[cfg(test)]
mod pack_house;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod passing;
#[cfg(test)]
mod people;
#[cfg(test)]
mod places;
#[cfg(test)]
mod portal;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod ratings;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod second;
#[cfg(test)]
mod sent;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod sync;
#[cfg(test)]
mod territory;
#[cfg(test)]
mod wishes;
