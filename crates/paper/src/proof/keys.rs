//! The province's published keys: with this file alone anybody verifies a receipt, also one that a commune
//! gave while its line was cut. `GET /keys.json` answers it, `motcua receipt verify --keys` reads it.
//!
//! A key that was revoked (a stolen box's) still counts for what was received up to the day of the
//! revocation: people hold such receipts, and they are true. Whoever has the stolen key can write a code with
//! an earlier day: that such an entry exists, only the ledger says. So a signature of a revoked key is never
//! more than [`Verdict::Revoked`] here.

use super::{Proof, base64url};
use domain::words::{Day, Moment, WordError};
use serde::{Deserialize, Serialize};

/// The published keys of a province. Unknown fields are passed over: a newer node may say more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// The province's unit, as its id.
    pub province: String,
    /// Every key that ever signed receipts here, the centre's first.
    pub keys: Vec<PublishedKey>,
}

/// One node's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct PublishedKey {
    /// What the node is called.
    pub name: String,
    /// The public key: base64 with `-` and `_`, without padding.
    pub key: String,
    /// Since when it signs; in the file RFC 3339, to the second.
    pub since: Moment,
    /// When it was revoked.
    pub revoked: Option<Moment>,
}

/// What published keys say about a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Signed by this node.
    Signed(PublishedKey),
    /// Signed by a key that was revoked later than the day in the code.
    Revoked(PublishedKey),
    /// Signed by none of these keys, or after its key was revoked.
    False,
}

impl PublishedKey {
    /// A key as it is published.
    pub fn of(name: &str, key: &[u8; 32], since: Moment, revoked: Option<Moment>) -> Self {
        Self { name: name.to_owned(), key: base64url::encode(key), since, revoked }
    }

    /// The key's bytes; none when the text is no key.
    pub fn bytes(&self) -> Option<[u8; 32]> {
        base64url::decode(&self.key)
    }

    /// Whether a receipt of a day may carry this key's signature: not of a day that is still to come, by more
    /// than clocks may differ. A day before the key was first used says nothing: the ledger of a unit goes
    /// along when it gets a machine of its own, and receipts are printed again.
    fn counts_on(&self, day: Option<Day>, today: Day) -> bool {
        let Some(day) = day else { return false };
        day <= today.plus(1) && self.revoked.is_none_or(|revoked| day <= revoked.day())
    }
}

impl Keys {
    /// Checks a proof with these keys alone, on a day. A key that can't be read is passed over: it signed
    /// nothing.
    pub fn verify(&self, proof: &Proof, today: Day) -> Verdict {
        let signed = |key: &&PublishedKey| key.bytes().is_some_and(|bytes| proof.verify(&bytes));
        match self.keys.iter().find(signed) {
            Some(key) if !key.counts_on(day_of(proof), today) => Verdict::False,
            Some(key) if key.revoked.is_some() => Verdict::Revoked(key.clone()),
            Some(key) => Verdict::Signed(key.clone()),
            None => Verdict::False,
        }
    }
}

/// The day that stands in a proof's code: when the dossier got its number.
fn day_of(proof: &Proof) -> Option<Day> {
    let written = proof.code.as_str().split('-').nth(1)?;
    let part = |from: usize| written.get(from..from + 2);
    // Codes carry two digits of the year; there were none before 2018.
    Day::parse(&format!("20{}-{}-{}", part(0)?, part(2)?, part(4)?))
}

/// As it stands in the file: moments as people read them.
#[derive(Serialize, Deserialize)]
struct Written {
    name: String,
    key: String,
    since: String,
    #[serde(default)]
    revoked: Option<String>,
}

impl From<PublishedKey> for Written {
    fn from(key: PublishedKey) -> Self {
        let PublishedKey { name, key, since, revoked } = key;
        Self { name, key, since: since.rfc3339(), revoked: revoked.map(Moment::rfc3339) }
    }
}

impl TryFrom<Written> for PublishedKey {
    type Error = WordError;

    fn try_from(written: Written) -> Result<Self, WordError> {
        let Written { name, key, since, revoked } = written;
        let moment = |text: &str| Moment::parse(text).ok_or(WordError { what: "moment" });
        let revoked = revoked.as_deref().map(moment).transpose()?;
        Ok(Self { name, key, since: moment(&since)?, revoked })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Proof, Signer};
    use super::{Keys, PublishedKey, Verdict};
    use domain::ledger::Digest;
    use domain::words::{Day, Moment};

    fn today() -> Day {
        Day::parse("2025-09-01").unwrap()
    }

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn keys() -> Keys {
        let since = moment("2025-07-01T07:30:00+07:00");
        let key = |name, secret, revoked| {
            PublishedKey::of(name, &Signer::from_secret(&[secret; 32]).public_key(), since, revoked)
        };
        let stolen = Some(moment("2025-08-15T10:20:00+07:00"));
        let keys = vec![key("Trung tâm tỉnh", 7, None), key("Máy xã Các Sơn", 8, stolen)];
        Keys { province: "38@2025-07-01".to_owned(), keys }
    }

    fn proof(secret: u8, code: &str) -> Proof {
        Signer::from_secret(&[secret; 32]).prove(&code.parse().unwrap(), &Digest([0xAB; 32]))
    }

    #[test]
    fn the_text_of_published_keys_never_changes() {
        let golden = include_str!("../../testdata/keys.json");
        assert_eq!(format!("{}\n", serde_json::to_string_pretty(&keys()).unwrap()), golden);
        assert_eq!(serde_json::from_str::<Keys>(golden).unwrap(), keys());
    }

    #[test]
    fn a_newer_node_may_say_more_and_a_revocation_may_be_missing() {
        let text = r#"{"province":"38@2025-07-01","more":1,"keys":[
            {"name":"a","key":"x","since":"2025-07-01T07:30:00+07:00","more":[]}]}"#;
        let keys: Keys = serde_json::from_str(text).unwrap();
        assert_eq!(keys.keys[0].revoked, None);
        assert_eq!(keys.verify(&proof(7, "H56.148-250815-0012"), today()), Verdict::False, "no key at all");
    }

    #[test]
    fn a_proof_says_whose_it_is() {
        let keys = keys();
        let whose = keys.verify(&proof(7, "H56.148-250815-0012"), today());
        assert_eq!(whose, Verdict::Signed(keys.keys[0].clone()));
        assert_eq!(keys.verify(&proof(9, "H56.148-250815-0012"), today()), Verdict::False);
    }

    #[test]
    fn nobody_receives_anything_on_a_day_that_is_still_to_come() {
        let (keys, today) = (keys(), today());
        let on = |code: &str| keys.verify(&proof(7, code), today);
        assert_eq!(on("H56.148-250902-0001"), Verdict::Signed(keys.keys[0].clone()), "clocks differ");
        assert_eq!(on("H56.148-250903-0001"), Verdict::False);
    }

    #[test]
    fn a_revoked_key_counts_up_to_the_day_of_its_revocation_and_says_that_it_is_revoked() {
        let keys = keys();
        let revoked = Verdict::Revoked(keys.keys[1].clone());
        assert_eq!(keys.verify(&proof(8, "H56.148-250814-0001"), today()), revoked);
        assert_eq!(keys.verify(&proof(8, "H56.148-250815-0001"), today()), revoked);
        assert_eq!(keys.verify(&proof(8, "H56.148-250816-0001"), today()), Verdict::False);
    }
}
