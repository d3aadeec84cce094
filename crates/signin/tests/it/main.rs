//! Signing in from outside: with a real OpenID provider on loopback (`oidc-provider` from npm, see
//! `tests/peers/op.mjs`), with an authenticator's codes, and with a device that exists only here.

#[cfg(test)]
mod away;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod codes;
#[cfg(test)]
mod config;
#[cfg(test)]
mod device;
#[cfg(test)]
mod forged;
#[cfg(test)]
mod op;
#[cfg(test)]
mod passkeys;
#[cfg(test)]
mod sign_in;
