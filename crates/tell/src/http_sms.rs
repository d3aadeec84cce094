//! Text messages through a gateway that is asked over HTTP: what is sent and how a yes looks stand in the
//! settings, because every gateway has words of its own.
//!
//! In header values and in every text of the body, `{phone}`, `{text}`, `{id}` and `{secret}` are filled in.

use crate::config::HttpSection;
use crate::http::{Answer, Client};
use crate::provider::{Accepted, Failure, Message, Pending, Provider};
use crate::tls::Trust;
use domain::notify::Channel;
use domain::notify::sms::Sms;
use domain::words::Moment;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri};
use serde_json::Value;

/// A gateway.
pub struct HttpSms {
    section: HttpSection,
    url: Uri,
    secret: String,
    client: Client,
}

impl HttpSms {
    /// A gateway by its settings. Errors say what in them can't be used.
    pub fn new(section: HttpSection, secret: Option<String>, trust: &Trust) -> Result<Self, String> {
        let url = section.url.get_ref().parse::<Uri>().map_err(|error| format!("url: {error}"))?;
        if url.host().is_none() || !matches!(url.scheme_str(), Some("http" | "https")) {
            return Err("url: http://… or https://…".to_owned());
        }
        let client = Client::new(trust, section.timeout()).map_err(|error| error.to_string())?;
        Ok(Self { section, url, secret: secret.unwrap_or_default(), client })
    }

    async fn hand_over(&self, message: &Message) -> Result<Accepted, Failure> {
        let answer = self.client.ask(self.request(message)?).await?;
        let id = self.judge(&answer)?;
        let sms = Sms::of(&message.text);
        let cost_vnd = sms.cost(self.section.cost_vnd);
        Ok(Accepted { provider_ids: vec![id], parts: sms.count(), cost_vnd })
    }

    fn request(&self, message: &Message) -> Result<Request<Vec<u8>>, Failure> {
        let unfit = || Failure::permanent("settings", "a header that can't be sent");
        let body = self.filled(&self.section.body, message).to_string().into_bytes();
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in &self.section.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unfit())?;
            let value = HeaderValue::from_str(&self.fill(value, message)).map_err(|_| unfit())?;
            request.headers_mut().insert(name, value);
        }
        Ok(request)
    }

    /// The id that the gateway gave, where it said yes.
    fn judge(&self, answer: &Answer) -> Result<String, Failure> {
        if !answer.is_success() {
            return Err(answer.refused());
        }
        let json = answer.json()?;
        let said = json.pointer(&self.section.success.at).ok_or_else(|| answer.garbage())?;
        if *said != self.section.success.is {
            let text = format!("{} is {said}", self.section.success.at);
            let stays = self.section.success.never.contains(said);
            return Err(if stays {
                Failure::permanent("refused", text)
            } else {
                Failure::temporary("refused", text)
            });
        }
        match json.pointer(&self.section.success.id) {
            Some(Value::String(id)) => Ok(id.clone()),
            Some(Value::Number(id)) => Ok(id.to_string()),
            _ => Err(answer.garbage()),
        }
    }

    /// A body with every text in it filled.
    fn filled(&self, body: &Value, message: &Message) -> Value {
        match body {
            Value::String(text) => Value::String(self.fill(text, message)),
            Value::Array(items) => items.iter().map(|item| self.filled(item, message)).collect(),
            Value::Object(fields) => {
                fields.iter().map(|(name, value)| (name.clone(), self.filled(value, message))).collect()
            }
            other => other.clone(),
        }
    }

    /// One text filled, in one pass: what is filled in isn't looked at again.
    fn fill(&self, text: &str, message: &Message) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            match name {
                "phone" => out.push_str(&message.to),
                "text" => out.push_str(&message.text),
                "id" => out.push_str(&message.id),
                "secret" => out.push_str(&self.secret),
                _ => {
                    // No name of ours: the brace is a brace.
                    out.push('{');
                    rest = after;
                    continue;
                }
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

impl Provider for HttpSms {
    fn name(&self) -> &str {
        &self.section.name
    }

    fn channel(&self) -> Channel {
        Channel::Sms
    }

    fn send<'a>(&'a self, message: &'a Message, _: Moment) -> Pending<'a, Result<Accepted, Failure>> {
        Box::pin(self.hand_over(message))
    }
}
