//! A demonstration of its own for a browser test.

use super::chrome::Chrome;
use super::provider::Provider;
use crate::program::{Serving, accounts, arg, demo_folder, run, said};
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// A running office.
pub struct Office {
    _temp: TempDir,
    dir: PathBuf,
    accounts: Value,
    pub url: String,
    serving: Option<Serving>,
}

impl Office {
    /// Starts one on a copy of the common demonstration.
    pub fn open() -> Self {
        let (temp, dir) = demo_folder();
        let serving = Serving::demo(&dir);
        let url = serving.url.clone();
        Self { accounts: accounts(&dir), _temp: temp, url, dir, serving: Some(serving) }
    }

    /// Starts one at an address with a name, which keys in devices can belong to, or with a provider that
    /// citizens sign in at.
    pub fn open_with(more: &[&str], provider: Option<&Provider>, listen: &str) -> Self {
        let (temp, dir) = demo_folder();
        if let Some(provider) = provider {
            provider.introduce(&dir, &format!("http://{listen}"));
        }
        let what = if more.is_empty() { "demo" } else { "serve" };
        let serving = Serving::start(&[&[what, "--dir", arg(&dir), "--listen", listen], more].concat());
        let url = serving.url.clone();
        Self { accounts: accounts(&dir), _temp: temp, url, dir, serving: Some(serving) }
    }

    /// Nobody answers any more.
    pub fn stop(&mut self) {
        self.serving = None;
    }

    /// Signs the role's person of the commune in, whoever was there before.
    pub async fn enter(&self, chrome: &Chrome, role: &str) {
        chrome.client.delete_all_cookies().await.unwrap();
        let [user, password] = self.account(role);
        chrome.sign_in(&self.url, &user, &password).await;
    }

    /// Name and password of the role's person of the commune.
    pub fn account(&self, role: &str) -> [String; 2] {
        let all = self.accounts["accounts"].as_array().unwrap();
        let of_commune = |a: &&Value| a["role"] == role && (a["unit"] != "38" || role == "province");
        let account = all.iter().find(of_commune).unwrap();
        ["user_name", "password"].map(|name| account[name].as_str().unwrap().to_owned())
    }

    /// Every chain verifies and every row is what its entries say.
    pub fn is_whole(&self) {
        let checked = run(&["verify", "--dir", arg(&self.dir)]);
        assert!(checked.status.success(), "{}", said(&checked));
    }
}
