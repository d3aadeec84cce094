//! A client that keeps its connection: as much HTTP as a measurement on loopback needs.

use anyhow::Context as _;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

/// What is asked.
#[derive(Clone, Copy, Default)]
pub struct Request<'a> {
    /// GET or POST.
    pub method: &'a str,
    /// The path.
    pub path: &'a str,
    /// A program's key, or nothing.
    pub key: &'a str,
    /// The key under which a repeated request is harmless, or nothing.
    pub once: &'a str,
    /// JSON, or nothing.
    pub body: &'a str,
}

/// A connection.
pub struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    /// Connects.
    pub fn connect(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).context("the office doesn't answer")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// Sends one request and reads the whole answer: its status, and the body's bytes as they came. A key
    /// makes it a program's request, without one it is a browser's.
    pub fn ask(&mut self, request: &Request<'_>) -> anyhow::Result<(u16, Vec<u8>)> {
        let Request { method, path, key, once, body } = request;
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if key.is_empty() {
            head.push_str("Accept-Encoding: gzip\r\n");
        } else {
            write!(head, "Authorization: Bearer {key}\r\n")?;
        }
        if !once.is_empty() {
            write!(head, "Idempotency-Key: {once}\r\n")?;
        }
        if !body.is_empty() {
            write!(head, "Content-Type: application/json\r\nContent-Length: {}\r\n", body.len())?;
        }
        write!(head, "\r\n{body}")?;
        self.stream.get_mut().write_all(head.as_bytes())?;
        self.answer()
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }

    fn answer(&mut self) -> anyhow::Result<(u16, Vec<u8>)> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|s| s.parse().ok()).context("no status line")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(n) = line.strip_prefix("content-length:") {
                length = n.trim().parse()?;
            }
            chunked |= line == "transfer-encoding: chunked";
        }
        let mut body = vec![0; length];
        if chunked {
            loop {
                let n = usize::from_str_radix(&self.line()?, 16)?;
                let mut part = vec![0; n];
                self.stream.read_exact(&mut part)?;
                body.extend(part);
                self.line()?;
                if n == 0 {
                    break;
                }
            }
        } else {
            self.stream.read_exact(&mut body)?;
        }
        Ok((status, body))
    }
}
