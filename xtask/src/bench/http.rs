//! The few lines of HTTP/1.1 that measuring needs: one request, one answer, no client library that
//! would be measured as well.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::failure::{Failure, While};

const LIMIT: Duration = Duration::from_secs(30);

/// Sends one request to `HOST:PORT` on a connection of its own and returns the answer's status.
pub(super) fn request(
    host: &str,
    method: &str,
    path: &str,
    body: Option<&str>,
) -> Result<u16, Failure> {
    let doing = || format!("{method} http://{host}{path}");
    let mut stream = TcpStream::connect(host).while_doing(doing())?;
    stream.set_read_timeout(Some(LIMIT)).while_doing(doing())?;
    stream.set_nodelay(true).while_doing(doing())?;
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/hal+json, application/json\r\n\
         Connection: close\r\n"
    );
    if let Some(body) = body {
        request.push_str(&format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ));
    } else {
        request.push_str("\r\n");
    }
    stream.write_all(request.as_bytes()).while_doing(doing())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).while_doing(doing())?;
    status(&answer).ok_or_else(|| Failure::new(format!("{}: the answer is not HTTP", doing())))
}

fn status(answer: &[u8]) -> Option<u16> {
    let line = answer.split(|&byte| byte == b'\r').next()?;
    str::from_utf8(line).ok()?.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_is_read_from_the_first_line() {
        assert_eq!(status(b"HTTP/1.1 201 Created\r\nX: y\r\n\r\n"), Some(201));
        assert_eq!(status(b"SSH-2.0-OpenSSH\r\n"), None);
    }
}
