//! A demonstration of its own for a browser test.

use super::chrome::Chrome;
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

    /// Nobody answers any more.
    pub fn stop(&mut self) {
        self.serving = None;
    }

    /// Signs the role's person of the commune in, whoever was there before.
    pub async fn enter(&self, chrome: &Chrome, role: &str) {
        chrome.client.delete_all_cookies().await.unwrap();
        let all = self.accounts["accounts"].as_array().unwrap();
        let of_commune = |a: &&Value| a["role"] == role && (a["unit"] != "38" || role == "province");
        let account = all.iter().find(of_commune).unwrap();
        let text = |name: &str| account[name].as_str().unwrap().to_owned();
        chrome.sign_in(&self.url, &text("user_name"), &text("password")).await;
    }

    /// Every chain verifies and every row is what its entries say.
    pub fn is_whole(&self) {
        let checked = run(&["verify", "--dir", arg(&self.dir)]);
        assert!(checked.status.success(), "{}", said(&checked));
    }
}
