//! Zalo notifications (ZNS), by templates that Zalo has approved.

mod tokens;

pub use tokens::{Claim, TokenStore, Tokens};

use crate::config::ZnsSection;
use crate::http::{Answer, Client};
use crate::provider::{Accepted, Failure, Message, Pending, Provider};
use crate::tls::Trust;
use domain::notify::Channel;
use domain::words::Moment;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Uri};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use tokens::Keyring;

/// The access token isn't one (any more).
const TOKEN_INVALID: i64 = -124;

/// An official account of Zalo.
pub struct Zns {
    section: ZnsSection,
    url: Uri,
    client: Arc<Client>,
    keyring: Keyring,
}

impl Zns {
    /// An account by its settings. `me` names this process among all that share the tokens' store. Errors say
    /// what in the settings can't be used.
    pub fn new(
        section: ZnsSection,
        secret: String,
        me: String,
        store: Arc<dyn TokenStore>,
        trust: &Trust,
    ) -> Result<Self, String> {
        let url = section.url.get_ref().parse::<Uri>().map_err(|error| format!("url: {error}"))?;
        let token_url =
            section.token_url.get_ref().parse::<Uri>().map_err(|error| format!("token_url: {error}"))?;
        let client = Arc::new(Client::new(trust, section.timeout()).map_err(|error| error.to_string())?);
        let app_id = section.app_id.clone();
        let keyring = Keyring::new(token_url, app_id, secret, me, store, Arc::clone(&client));
        Ok(Self { section, url, client, keyring })
    }

    async fn hand_over(&self, message: &Message, now: Moment) -> Result<Accepted, Failure> {
        let body = self.body(message)?;
        let access = self.keyring.access(now, None).await?;
        let mut answer = self.asked(&body, &access).await?;
        if code(&answer)? == TOKEN_INVALID {
            // Revoked, or replaced by another process while we looked: once more with a newer one.
            let access = self.keyring.access(now, Some(&access)).await?;
            answer = self.asked(&body, &access).await?;
        }
        self.judge(&answer)
    }

    async fn asked(&self, body: &Value, access: &str) -> Result<Answer, Failure> {
        let mut request = Request::new(body.to_string().into_bytes());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        let unfit = |_| Failure::garbage("a token that can't be sent");
        let token = HeaderValue::from_str(access).map_err(unfit)?;
        request.headers_mut().insert("access_token", token);
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let answer = self.client.ask(request).await?;
        if answer.is_success() { Ok(answer) } else { Err(answer.refused()) }
    }

    /// The question: a template's id, and what Zalo's template calls our values.
    fn body(&self, message: &Message) -> Result<Value, Failure> {
        let template = self.section.templates.get(&message.kind);
        let template = template.ok_or_else(|| Failure::permanent("template", "no template for this kind"))?;
        let mut data = Map::new();
        for (theirs, ours) in &template.params {
            let value = message.values.iter().find(|(name, _)| name == ours).map(|(_, value)| value);
            let value = value.ok_or_else(|| Failure::permanent("template", format!("no value {ours}")))?;
            let fits = template.most.get(theirs).is_none_or(|most| value.chars().count() <= *most);
            if !fits {
                return Err(Failure::permanent("template", format!("{theirs} is too long")));
            }
            data.insert(theirs.clone(), Value::String(value.clone()));
        }
        let mut body = json!({
            "phone": message.to,
            "template_id": template.id,
            "template_data": data,
            "tracking_id": message.id,
        });
        if let Some(fields) = body.as_object_mut().filter(|_| self.section.development) {
            fields.insert("mode".to_owned(), json!("development"));
        }
        Ok(body)
    }

    fn judge(&self, answer: &Answer) -> Result<Accepted, Failure> {
        match code(answer)? {
            0 => {
                let id = match answer.json()?.pointer("/data/msg_id") {
                    Some(Value::String(id)) if !id.is_empty() => id.clone(),
                    _ => return Err(answer.garbage()),
                };
                Ok(Accepted { provider_ids: vec![id], parts: 1, cost_vnd: self.section.cost_vnd })
            }
            TOKEN_INVALID => Err(Failure::temporary("auth", text(answer))),
            code if self.section.passing.contains(&code) => Err(Failure::temporary("refused", text(answer))),
            _ => Err(Failure::permanent("refused", text(answer))),
        }
    }
}

/// The code of an answer; what has none is garbage.
fn code(answer: &Answer) -> Result<i64, Failure> {
    answer.json()?.get("error").and_then(Value::as_i64).ok_or_else(|| answer.garbage())
}

fn text(answer: &Answer) -> String {
    let json = answer.json().unwrap_or_default();
    let said = |field: &str| json.get(field).map(Value::to_string).unwrap_or_default();
    format!("error {}: {}", said("error"), said("message"))
}

impl Provider for Zns {
    fn name(&self) -> &str {
        &self.section.name
    }

    fn channel(&self) -> Channel {
        Channel::Zns
    }

    fn send<'a>(&'a self, message: &'a Message, now: Moment) -> Pending<'a, Result<Accepted, Failure>> {
        Box::pin(self.hand_over(message, now))
    }
}
