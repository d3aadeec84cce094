//! Use cases from outside.

#[cfg(test)]
mod administration;
#[cfg(test)]
mod between;
#[cfg(test)]
mod children;
#[cfg(test)]
mod families;
#[cfg(test)]
mod files;
#[cfg(test)]
mod july;
#[cfg(test)]
mod node;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod passing;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod search;
#[cfg(test)]
mod second;
#[cfg(test)]
mod sent;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod territory;
#[cfg(test)]
mod trust;
