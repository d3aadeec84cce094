//! Messages from outside: against servers that share no code with ours, and against peers that behave as
//! providers document it, or worse.

#[cfg(test)]
mod config;
#[cfg(test)]
mod http_sms;
#[cfg(test)]
mod peers;
#[cfg(test)]
mod push;
#[cfg(test)]
mod receipts;
#[cfg(test)]
mod router;
#[cfg(test)]
mod smpp;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod web;
#[cfg(test)]
mod zns;
