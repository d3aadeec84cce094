//! One line from outside, plain or encrypted, with the place that it takes.

use super::crowd::Place;
use crate::idle::Idle;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

enum Bytes {
    Plain(Idle<TcpStream>),
    Secure(Box<TlsStream<Idle<TcpStream>>>),
}

/// A line from outside.
pub struct Stream {
    bytes: Bytes,
    _place: Place,
}

impl Stream {
    pub(super) fn plain(bytes: Idle<TcpStream>, place: Place) -> Self {
        Self { bytes: Bytes::Plain(bytes), _place: place }
    }

    pub(super) fn secure(bytes: TlsStream<Idle<TcpStream>>, place: Place) -> Self {
        Self { bytes: Bytes::Secure(Box::new(bytes)), _place: place }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match &mut self.bytes {
            Bytes::Plain(bytes) => Pin::new(bytes).poll_read(context, buffer),
            Bytes::Secure(bytes) => Pin::new(bytes).poll_read(context, buffer),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        all: &[u8],
    ) -> Poll<io::Result<usize>> {
        match &mut self.bytes {
            Bytes::Plain(bytes) => Pin::new(bytes).poll_write(context, all),
            Bytes::Secure(bytes) => Pin::new(bytes).poll_write(context, all),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        all: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match &mut self.bytes {
            Bytes::Plain(bytes) => Pin::new(bytes).poll_write_vectored(context, all),
            Bytes::Secure(bytes) => Pin::new(bytes).poll_write_vectored(context, all),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match &self.bytes {
            Bytes::Plain(bytes) => bytes.is_write_vectored(),
            Bytes::Secure(bytes) => bytes.is_write_vectored(),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.bytes {
            Bytes::Plain(bytes) => Pin::new(bytes).poll_flush(context),
            Bytes::Secure(bytes) => Pin::new(bytes).poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.bytes {
            Bytes::Plain(bytes) => Pin::new(bytes).poll_shutdown(context),
            Bytes::Secure(bytes) => Pin::new(bytes).poll_shutdown(context),
        }
    }
}
