//! The province's published keys, and receipts that are checked with them.

use super::view::nodes_of;
use crate::dossier::Proven;
use crate::{App, AppError};
use domain::dossier::DossierCode;
use domain::ledger::Digest;
use domain::words::Moment;
use paper::{Keys, Proof, PublishedKey, Verdict};

impl App {
    /// Every key that signs receipts in the province, or did: the centre's first, then by their beginning. At
    /// a box as far as the province told. A lone office has its own.
    pub async fn node_keys(&self) -> Result<Vec<PublishedKey>, AppError> {
        let province = self.province();
        let read = self.inner.store.read(move |r| {
            let began = r.entries_after(&province, 0, 1)?.first().map(|e| e.head.at);
            Ok((nodes_of(r, &province)?, began))
        });
        let (mut nodes, began) = read.await?;
        nodes.sort_by_key(|(id, node)| (!node.centre, node.enrolled, *id));
        let published = |node: &domain::nodes::Node| {
            let (key, since) = (node.key?, node.enrolled?);
            Some(PublishedKey::of(&node.name, &key.0, since, node.revoked.as_ref().map(|r| r.at)))
        };
        let mut keys: Vec<PublishedKey> = nodes.iter().filter_map(|(_, node)| published(node)).collect();
        let own = self.signer().public_key();
        if !keys.iter().any(|key| key.bytes() == Some(own)) {
            let name = self.world().unit_name(&self.province());
            let since = began.unwrap_or_else(|| self.now());
            keys.insert(0, PublishedKey::of(&name, &own, since, None));
        }
        Ok(keys)
    }

    /// The same as a file, with which anybody verifies receipts without a line.
    pub async fn node_keys_file(&self) -> Result<Keys, AppError> {
        Ok(Keys { province: self.province().to_string(), keys: self.node_keys().await? })
    }

    /// Checks what a receipt's QR carries: who signed it, and whether the entry is on a ledger that is here.
    pub async fn receipt_check(&self, proof: Proof) -> Result<Proven, AppError> {
        let (key, revoked) = match self.node_keys_file().await?.verify(&proof, self.now().day()) {
            Verdict::Signed(key) => (key, None),
            Verdict::Revoked(key) => {
                let at = key.revoked;
                (key, at)
            }
            Verdict::False => return Ok(Proven::False),
        };
        let node = key.name;
        match self.received_at(proof.code, proof.digest).await? {
            // What is on the ledger says when it was written; nobody can say that it was earlier.
            Some(at) if revoked.is_some_and(|cut| at >= cut) => Ok(Proven::False),
            Some(at) => Ok(Proven::Genuine { at, node }),
            None => Ok(Proven::Signed { node, revoked }),
        }
    }

    async fn received_at(&self, code: DossierCode, digest: Digest) -> Result<Option<Moment>, AppError> {
        let at = self.inner.store.read(move |r| {
            let Some(found) = r.dossier_by_code(&code)? else { return Ok(None) };
            let history = r.dossier_history(found.dossier.id())?;
            Ok(history.into_iter().find(|e| e.hash == digest).map(|e| e.head.at))
        });
        Ok(at.await?)
    }
}
