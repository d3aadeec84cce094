//! The centre's address, as a person types it.

use std::net::IpAddr;

/// Where the centre answers: `https://host[:port]`. Without encryption only on this machine, for trying out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    secure: bool,
    host: String,
    port: u16,
}

impl Address {
    /// Reads an address; none when it is none, or one to which nothing goes unencrypted.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.trim().trim_end_matches('/').split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let (host, port) = match rest.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map(|(host, port)| (host, port.strip_prefix(':')))?,
            None => rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port))),
        };
        let usual = if secure { 443 } else { 80 };
        let port = port.map_or(Some(usual), |port| port.parse().ok())?;
        let name = |c: char| c.is_ascii_alphanumeric() || "-._:".contains(c);
        let fits = !host.is_empty() && host.chars().all(name) && (secure || here(host));
        fits.then(|| Self { secure, host: host.to_ascii_lowercase(), port })
    }

    /// Whether the line is encrypted.
    pub fn secure(&self) -> bool {
        self.secure
    }

    /// The name or number of the machine.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Host and port, as the `Host` header has them.
    pub fn authority(&self) -> String {
        let host = &self.host;
        if host.contains(':') { format!("[{host}]:{}", self.port) } else { format!("{host}:{}", self.port) }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.authority())
    }
}

/// Whether that is this machine itself.
fn here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|at| at.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_read_as_they_are_typed() {
        for (typed, read) in [
            ("https://tinh.example.gov.vn", "https://tinh.example.gov.vn:443"),
            (" https://Tinh.example.gov.vn:8443/ ", "https://tinh.example.gov.vn:8443"),
            ("https://192.0.2.7:8443", "https://192.0.2.7:8443"),
            ("https://[2001:db8::7]:8443", "https://[2001:db8::7]:8443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            let address = Address::parse(typed).unwrap();
            assert_eq!(address.to_string(), read);
            assert_eq!(Address::parse(read), Some(address));
        }
    }

    #[test]
    fn nothing_goes_unencrypted_to_another_machine() {
        for typed in [
            "http://tinh.example.gov.vn",
            "http://192.0.2.7",
            "tinh.example.gov.vn",
            "ftp://tinh.example.gov.vn",
            "https://",
            "https://tinh.example.gov.vn:port",
            "https://tinh.example.gov.vn/mot-cua",
            "https://a@tinh.example.gov.vn",
            "https://[2001:db8::7",
        ] {
            assert_eq!(Address::parse(typed), None, "{typed}");
        }
    }
}
