//! A provider on 127.0.0.1 that reads requests byte for byte and answers as it is told, which no
//! HTTP library would do.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Which connection it came over, counted from 1.
    pub(crate) connection: usize,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// What a provider does about a request.
pub(crate) enum Answer {
    /// Sends these bytes and keeps the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes and closes the connection.
    Close(Vec<u8>),
    /// Waits, then answers with 200.
    Slow(Duration),
}

/// A running provider; it ends with the test.
pub(crate) struct Provider {
    address: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Provider {
    pub(crate) fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&seen));
        std::thread::spawn(move || {
            for (connection, stream) in listener.incoming().enumerate() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || {
                    // A client that goes away ends the connection, not the test.
                    let _ = serve(stream.unwrap(), connection + 1, &*answer, &log);
                });
            }
        });
        Self { address, seen }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that was asked so far.
    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn answer(status: &str, content_type: &str, body: &str) -> Answer {
        let length = body.len();
        Self::raw(&format!(
            "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}"
        ))
    }

    pub(crate) fn json(body: &str) -> Answer {
        Self::answer("200 OK", "application/json", body)
    }

    pub(crate) fn raw(bytes: &str) -> Answer {
        Answer::Bytes(bytes.as_bytes().to_vec())
    }
}

fn serve(
    stream: TcpStream,
    connection: usize,
    answer: &dyn Fn(&Request) -> Answer,
    log: &Mutex<Vec<Request>>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    while let Some(request) = read(&mut reader, connection)? {
        log.lock().unwrap().push(request.clone());
        match answer(&request) {
            Answer::Bytes(bytes) => writer.write_all(&bytes)?,
            Answer::Close(bytes) => {
                writer.write_all(&bytes)?;
                return Ok(());
            }
            Answer::Slow(pause) => {
                std::thread::sleep(pause);
                writer.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")?;
            }
        }
    }
    Ok(())
}

fn read(reader: &mut impl BufRead, connection: usize) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut parts = line.trim_end().splitn(3, ' ').map(str::to_owned);
    let (method, target) = (parts.next().unwrap(), parts.next().unwrap());
    let mut request = Request { method, target, connection, ..Request::default() };
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => {
                request.headers.push((name.to_owned(), value.trim().to_owned()));
            }
            None => break,
        }
    }
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    request.body = vec![0; length];
    reader.read_exact(&mut request.body)?;
    Ok(Some(request))
}
