//! Passwords as they are kept: argon2id, a few at a time, and without leaving their memory behind.

use crate::{AppError, Chance};
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{self, Error};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::sync::Arc;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Blocks of a kilobyte that are asked for, however many are used. The C library gives memory of more than 32
/// MiB back to the system as soon as it is let go; after smaller pieces it keeps as much for next time, in
/// every thread's heap, for as long as the office runs. What isn't used costs nothing.
const ASIDE: usize = 33 * 1024;

/// Hashes passwords, a few at a time: each takes 19 MiB and a core (argon2id, OWASP's second profile).
pub struct Passwords {
    argon: Argon2<'static>,
    turns: Arc<Semaphore>,
    /// Verified when the name is unknown, so that the time taken doesn't tell.
    decoy: String,
}

impl Passwords {
    pub(crate) fn new(chance: &dyn Chance) -> Result<Self, AppError> {
        let params = Params::new(19 * 1024, 2, 1, None).map_err(|e| AppError::fault(Argon(e.to_string())))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut salt = [0; 16];
        chance.fill(&mut salt);
        let decoy = hash(&argon, "no such person", &salt).map_err(fault)?.to_string();
        Ok(Self { argon, turns: Arc::new(Semaphore::new(2)), decoy })
    }

    /// A turn at the work that passwords cost.
    pub(crate) async fn turn(&self) -> Result<SemaphorePermit<'_>, AppError> {
        self.turns.acquire().await.map_err(AppError::fault)
    }

    pub(crate) async fn verify_in_turn(
        &self,
        _: &SemaphorePermit<'_>,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, AppError> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.clone());
        let fits = move || {
            let stored = PasswordHash::new(&stored).map_err(|e| AppError::fault(Argon(e.to_string())))?;
            Ok::<_, AppError>(fits(&password, &stored).unwrap_or(false))
        };
        let fits = tokio::task::spawn_blocking(fits).await.map_err(AppError::fault)??;
        Ok(known && fits)
    }

    pub(crate) async fn hash(&self, password: String, salt: [u8; 16]) -> Result<String, AppError> {
        let _turn = self.turn().await?;
        let argon = self.argon.clone();
        let hashed =
            tokio::task::spawn_blocking(move || hash(&argon, &password, &salt).map(|h| h.to_string()));
        hashed.await.map_err(AppError::fault)?.map_err(fault)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("argon2: {0}")]
struct Argon(String);

fn fault(error: Error) -> AppError {
    AppError::fault(Argon(error.to_string()))
}

fn hash(argon: &Argon2<'_>, password: &str, salt: &[u8]) -> password_hash::Result<PasswordHash> {
    let (params, salt) = (argon.params(), Salt::new(salt)?);
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    let mut blocks = Vec::with_capacity(params.block_count().max(ASIDE));
    blocks.resize(params.block_count(), Block::default());
    argon.hash_password_into_with_memory(password.as_bytes(), &salt, &mut out, &mut blocks)?;
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(params)?,
        salt: Some(salt),
        hash: Some(Output::new(&out)?),
    })
}

/// Whether a password is the one that was kept. Hashes are compared in a time that tells nothing.
fn fits(password: &str, stored: &PasswordHash) -> password_hash::Result<bool> {
    let params = Params::try_from(stored)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let salt = stored.salt.as_ref().ok_or(Error::SaltInvalid)?;
    let same_kind = stored.algorithm == Algorithm::Argon2id.ident();
    Ok(same_kind && stored.hash.is_some() && hash(&argon, password, salt)?.hash == stored.hash)
}

#[cfg(test)]
mod tests {
    use super::{fits, hash};
    use argon2::password_hash::phc::PasswordHash;
    use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};

    #[test]
    fn what_is_kept_is_what_the_library_itself_writes_and_reads() {
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 2, 1, None).unwrap());
        let ours = hash(&argon, "mật khẩu", b"0123456789abcdef").unwrap();
        let theirs = argon.hash_password_with_salt("mật khẩu".as_bytes(), b"0123456789abcdef").unwrap();
        assert_eq!(ours, theirs);
        let read = PasswordHash::new(&ours.to_string()).unwrap();
        assert!(argon.verify_password("mật khẩu".as_bytes(), &read).is_ok());
        assert!(fits("mật khẩu", &read).unwrap());
        assert!(!fits("mat khau", &read).unwrap());
    }
}
