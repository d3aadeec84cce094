//! E-mail by SMTP. A receiver that gets a message twice knows by its Message-ID, which follows from the
//! notice's id.
//!
//! Each mail has a connection of its own. Kept ones save little here, and one that was given up in the middle
//! of a command would answer the next mail with what was meant for this one.

use crate::config::{Security, SmtpSection};
use crate::provider::{Accepted, Failure, Message, Pending, Provider};
use crate::tls::Trust;
use domain::notify::Channel;
use domain::words::Moment;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::time::{Duration, SystemTime};
use tokio::time::timeout;

/// Codes that speak of us, not of the receiver: who we are, whether we may (RFC 4954).
const ABOUT_US: [u16; 5] = [454, 530, 534, 535, 538];

/// A mail server that takes our mail.
pub struct Smtp {
    name: String,
    from: Mailbox,
    cost_vnd: i64,
    longest: Duration,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    /// A server by its settings; nothing is connected yet. Errors say what in the settings can't be used.
    pub fn new(section: &SmtpSection, password: Option<String>, trust: &Trust) -> Result<Self, String> {
        let from = section.from.get_ref().parse::<Mailbox>().map_err(|error| format!("from: {error}"))?;
        let tls = || parameters(section.host.clone(), trust).map_err(|error| error.to_string());
        let tls = match section.security {
            Security::Tls => Tls::Wrapper(tls()?),
            Security::Starttls => Tls::Required(tls()?),
            Security::None => Tls::None,
        };
        let hello = section.hello.clone().map_or_else(ClientId::default, ClientId::Domain);
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(section.host.clone())
            .port(section.port())
            .tls(tls)
            .hello_name(hello)
            .timeout(Some(section.timeout()));
        if let (Some(user), Some(password)) = (section.user.clone(), password) {
            builder = builder.credentials(Credentials::new(user, password));
        }
        let (name, cost_vnd) = (section.name.clone(), section.cost_vnd);
        Ok(Self { name, from, cost_vnd, longest: section.timeout(), transport: builder.build() })
    }

    fn mail(&self, message: &Message, now: Moment) -> Result<(String, lettre::Message), Failure> {
        let to: Address =
            message.to.parse().map_err(|_| Failure::permanent("address", "no address of a mailbox"))?;
        let id = format!("<{}@{}>", local(&message.id), self.from.email.domain());
        let millis = u64::try_from(now.millis()).unwrap_or(0);
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let built = lettre::Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(message.subject.clone())
            .date(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
            .message_id(Some(id.clone()))
            // Nobody's holiday notice answers a notice (RFC 3834).
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        let html = message.html.clone().unwrap_or_else(|| message.text.clone());
        let mail = built
            .multipart(MultiPart::alternative_plain_html(message.text.clone(), html))
            .map_err(|error| Failure::permanent("address", error))?;
        Ok((id, mail))
    }

    async fn hand_over(&self, message: &Message, now: Moment) -> Result<Accepted, Failure> {
        let (id, mail) = self.mail(message, now)?;
        let slow = |_| Failure::temporary("slow", "no answer in time");
        let sent = timeout(self.longest, self.transport.send(mail)).await.map_err(slow)?;
        sent.map_err(|error| failure(&error))?;
        Ok(Accepted { provider_ids: vec![id], parts: 1, cost_vnd: self.cost_vnd })
    }
}

impl Provider for Smtp {
    fn name(&self) -> &str {
        &self.name
    }

    fn channel(&self) -> Channel {
        Channel::Email
    }

    fn send<'a>(&'a self, message: &'a Message, now: Moment) -> Pending<'a, Result<Accepted, Failure>> {
        Box::pin(self.hand_over(message, now))
    }
}

fn parameters(host: String, trust: &Trust) -> Result<TlsParameters, Error> {
    let mut builder = TlsParameters::builder(host).certificate_store(CertificateStore::None);
    for certificate in trust.certificates() {
        builder = builder.add_root_certificate(Certificate::from_der(certificate.to_vec())?);
    }
    builder.build_rustls()
}

/// A notice's id (`14797@2025-07-01/12`) in signs that may stand before the `@` of a Message-ID.
fn local(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '.' }).collect()
}

fn failure(error: &Error) -> Failure {
    if error.is_response() {
        return Failure::garbage(error);
    }
    let about_us = error.status().is_some_and(|status| ABOUT_US.contains(&u16::from(status)));
    if about_us {
        Failure::temporary("auth", error)
    } else if error.is_permanent() {
        Failure::permanent("refused", error)
    } else if error.is_timeout() {
        Failure::temporary("slow", error)
    } else {
        Failure::temporary("away", error)
    }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_message_id_follows_from_the_notices_id() {
        assert_eq!(local("14797@2025-07-01/12"), "14797.2025-07-01.12");
    }
}
