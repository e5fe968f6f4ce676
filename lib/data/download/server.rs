//! A small HTTP server for tests: serves one file in every way in which a mirror can fail.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Runs until the test's process ends.
pub(super) struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(super) fn new(content: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = requests.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                // A connection that closes early is the client's affair.
                let _ = answer(stream.unwrap(), &content, &log);
            }
        });
        Self { address, requests }
    }

    /// The address of a mirror that behaves in this way: `good`, `cut` (each answer ends half-way), `norange` (ignores
    /// ranges), `wrong` (other bytes), `moved` (says that `good` has it), `local` (says that a file of this machine
    /// is it); any other answers 404.
    pub(super) fn mirror(&self, way: &str) -> String {
        format!("{}/{way}", self.address)
    }

    /// Behaviour and first byte of every request so far: `good 0`.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, content: &[u8], log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    let way = request.split('/').nth(1).unwrap_or_default().to_owned();
    let mut start = 0;
    for line in lines {
        let line = line?.to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(range) = line.strip_prefix("range: bytes=") {
            start = range.trim_end_matches('-').parse().unwrap();
        }
    }
    log.lock().unwrap().push(format!("{way} {start}"));
    let wrong: Vec<u8> = content.iter().map(|b| b.wrapping_add(1)).collect();
    let (start, body, sent) = match way.as_str() {
        "good" => (start, content, content.len()),
        "cut" => (start, content, start + (content.len() - start).div_ceil(2)),
        "norange" => (0, content, content.len()),
        "wrong" => (start, &wrong[..], content.len()),
        "moved" => return redirect(&mut stream, "/good/images.gz"),
        "local" => return redirect(&mut stream, "file:///etc/passwd"),
        _ => {
            let text = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            return stream.write_all(text.as_bytes());
        }
    };
    let len = content.len();
    let status = if start >= len {
        "416 Range Not Satisfiable\r\nContent-Length: 0".to_owned()
    } else if start > 0 {
        let rest = len - start;
        format!(
            "206 Partial Content\r\nContent-Range: bytes {start}-{}/{len}\r\nContent-Length: {rest}",
            len - 1
        )
    } else {
        format!("200 OK\r\nContent-Length: {len}")
    };
    write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\n\r\n")?;
    stream.write_all(&body[start.min(len)..sent.max(start).min(len)])
}

fn redirect(stream: &mut TcpStream, to: &str) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}
