//! A line that nobody uses is given up: no byte either way for so long, and it ends. A line that is slow and
//! moves is left alone however long it takes.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Bytes both ways, under watch.
pub struct Idle<T> {
    io: T,
    most: Duration,
    /// Goes off when nothing has moved for so long.
    silence: Pin<Box<Sleep>>,
}

impl<T> Idle<T> {
    /// Watches; to be called inside the runtime.
    pub fn new(io: T, most: Duration) -> Self {
        Self { io, most, silence: Box::pin(sleep(most)) }
    }

    /// Something moved, or the watch goes off.
    fn watched<R>(&mut self, context: &mut Context<'_>, polled: Poll<io::Result<R>>) -> Poll<io::Result<R>> {
        if polled.is_ready() {
            self.silence.as_mut().reset(Instant::now() + self.most);
            return polled;
        }
        match self.silence.as_mut().poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Idle<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.io).poll_read(context, buffer);
        self.watched(context, polled)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Idle<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.io).poll_write(context, bytes);
        self.watched(context, polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.io).poll_write_vectored(context, bytes);
        self.watched(context, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Flushing nothing is always ready and moves nothing: it doesn't count.
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::Idle;
    use std::future::poll_fn;
    use std::io::ErrorKind;
    use std::pin::Pin;
    use std::time::Duration;
    use tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
    use tokio::net::{TcpListener, TcpStream};

    #[tokio::test]
    async fn silence_ends_a_line_and_a_byte_now_and_then_keeps_it() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (mut there, _) = listener.accept().await.unwrap();
        let mut here = Idle::new(here, Duration::from_millis(400));
        let read = async |line: &mut Idle<TcpStream>| {
            let mut bytes = [0; 8];
            let mut buffer = ReadBuf::new(&mut bytes);
            poll_fn(|context| Pin::new(&mut *line).poll_read(context, &mut buffer)).await
        };
        let began = std::time::Instant::now();
        for _ in 0..5 {
            tokio::time::sleep(Duration::from_millis(120)).await;
            poll_fn(|context| Pin::new(&mut there).poll_write(context, b".")).await.unwrap();
            read(&mut here).await.unwrap();
        }
        assert!(began.elapsed() > Duration::from_millis(500));
        assert_eq!(read(&mut here).await.unwrap_err().kind(), ErrorKind::TimedOut);
    }
}
