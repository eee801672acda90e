//! An HTTP/1.1 client that costs next to nothing, because it shares the machine with what it measures.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use crate::Outcome;

/// One connection that is kept.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).map_err(|error| error.to_string())?;
        stream
            .set_nodelay(true)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            stream,
            buffer: vec![0; 256 * 1024],
        })
    }

    /// Sends a request and reads the whole answer, which must be a success.
    pub fn ask(&mut self, request: &[u8]) -> Outcome<()> {
        self.stream
            .write_all(request)
            .map_err(|error| format!("sending: {error}"))?;
        let mut filled = 0;
        let head = loop {
            filled += self.receive(filled)?;
            if let Some(end) = end_of_head(self.part(filled)) {
                break end;
            }
        };
        let status = status_of(self.part(head));
        let length = content_length(self.part(head))?;
        while filled < head + length {
            filled += self.receive(filled)?;
        }
        match status {
            Some(200..=299) => Ok(()),
            _ => Err(String::from_utf8_lossy(self.part(filled)).into_owned()),
        }
    }

    fn receive(&mut self, filled: usize) -> Outcome<usize> {
        let free = self.buffer.get_mut(filled..).unwrap_or_default();
        match self.stream.read(free) {
            Ok(0) => Err("the server hung up, or the answer is larger than expected".to_owned()),
            Ok(read) => Ok(read),
            Err(error) => Err(format!("receiving: {error}")),
        }
    }

    fn part(&self, end: usize) -> &[u8] {
        self.buffer.get(..end).unwrap_or_default()
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(at + 4)
}

fn status_of(head: &[u8]) -> Option<u16> {
    std::str::from_utf8(head.get(9..12)?).ok()?.parse().ok()
}

fn content_length(head: &[u8]) -> Outcome<usize> {
    let head = std::str::from_utf8(head).map_err(|error| error.to_string())?;
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        if name.eq_ignore_ascii_case("content-length") {
            return value.trim().parse().map_err(|_| line.to_owned());
        }
        if name.eq_ignore_ascii_case("transfer-encoding") {
            return Err("a chunked answer, which this client does not read".to_owned());
        }
    }
    Ok(0)
}

/// A GET.
pub fn get(path: &str, token: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\n\r\n")
        .into_bytes()
}

/// A POST of JSON, with the version seen if there is one.
pub fn post(path: &str, token: Option<&str>, seen: Option<i64>, body: &str) -> Vec<u8> {
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
        body.len()
    );
    if let Some(token) = token {
        request.push_str(&format!("authorization: Bearer {token}\r\n"));
    }
    if let Some(version) = seen {
        request.push_str(&format!("if-match: \"{version}\"\r\n"));
    }
    format!("{request}\r\n{body}").into_bytes()
}
