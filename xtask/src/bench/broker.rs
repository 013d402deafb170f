//! The broker as an operator meets it: its start, a publish, its memory at rest. SQLite, one
//! client, on the disk of the target folder.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::Setting;
use super::http;
use super::measure::{self, Sample};
use super::row::{Bar, Report, Row, Samples};
use crate::failure::{Failure, While};

const START: &str = "broker start to first answer, existing store";
const IDLE: &str = "broker idle memory (time: resting)";
const FSYNC: &str = "fsync of 4 KB";
const PUBLISH: &str = "publish a small contract";

/// How long a broker may take to say where it listens.
const START_LIMIT: Duration = Duration::from_secs(20);
/// How long it rests before its memory is read.
const REST: Duration = Duration::from_secs(2);
/// Publishes and syncs are short: each sample is one of many.
const MANY: u32 = 200;

pub(super) fn measure(setting: &Setting<'_>, report: &mut Report) {
    let program = setting.programs.join("handfast-broker");
    let store = setting.scratch.join("broker.sqlite");
    if [START, IDLE].iter().any(|name| setting.wants(name))
        && let Err(failure) = start(&program, &store, setting.options.runs, report)
    {
        report.not_run(START, &failure.to_string());
    }
    if setting.wants(PUBLISH)
        && let Err(failure) = publish(&program, &store, report)
    {
        report.not_run(PUBLISH, &failure.to_string());
    }
}

fn start(program: &Path, store: &Path, runs: u32, report: &mut Report) -> Result<(), Failure> {
    drop(Broker::start(program, store)?);
    let mut starts = Vec::new();
    let mut resting = Vec::new();
    for _ in 0..runs {
        let begin = Instant::now();
        let broker = Broker::start(program, store)?;
        http::request(&broker.host, "GET", "/", None)?;
        starts.push(Sample { wall: begin.elapsed(), peak_memory: None });
        thread::sleep(REST);
        let memory = measure::resident(broker.process.id())?;
        resting.push(Sample { wall: REST, peak_memory: Some(memory) });
    }
    add(report, START, &starts, None, vec![Bar::Wall(Duration::from_millis(100))], "4-5 s");
    add(report, IDLE, &resting, None, vec![Bar::Memory(20_000_000)], "85 MB");
    Ok(())
}

fn publish(program: &Path, store: &Path, report: &mut Report) -> Result<(), Failure> {
    let syncs = syncs(&store.with_extension("fsync"))?;
    let sync_median = Samples::of(&syncs).map(|samples| samples.median());
    add(report, FSYNC, &syncs, None, Vec::new(), "");

    let broker = Broker::start(program, store)?;
    let mut publishes = Vec::new();
    for number in 0..MANY {
        let path = format!("/pacts/provider/orders/consumer/web/version/{number}");
        let body = pact(number);
        let begin = Instant::now();
        let status = http::request(&broker.host, "PUT", &path, Some(&body))?;
        publishes.push(Sample { wall: begin.elapsed(), peak_memory: None });
        if !matches!(status, 200 | 201) {
            return Err(Failure::new(format!("PUT {path} was answered with {status}")));
        }
    }
    let bars = vec![Bar::Beyond(Duration::from_millis(3))];
    add(report, PUBLISH, &publishes, sync_median, bars, "33-44 ms");
    Ok(())
}

fn add(
    report: &mut Report,
    name: &str,
    samples: &[Sample],
    yardstick: Option<Duration>,
    bars: Vec<Bar>,
    peer: &'static str,
) {
    if let Some(samples) = Samples::of(samples) {
        report.add(Row { name: name.to_owned(), samples, yardstick, bars, peer });
    }
}

/// A contract of one interaction, different for each number.
fn pact(number: u32) -> String {
    json!({
        "consumer": { "name": "web" },
        "provider": { "name": "orders" },
        "interactions": [{
            "description": format!("a request for order {number}"),
            "request": { "method": "GET", "path": format!("/orders/{number}") },
            "response": { "status": 200, "body": { "id": number, "state": "open" } },
        }],
        "metadata": { "pactSpecification": { "version": "2.0.0" } },
    })
    .to_string()
}

/// What this disk needs for the least durable write.
fn syncs(path: &Path) -> Result<Vec<Sample>, Failure> {
    let mut file = File::create(path).while_doing("create a file for fsync")?;
    let block = [7_u8; 4096];
    let mut samples = Vec::new();
    for _ in 0..MANY {
        let begin = Instant::now();
        file.write_all(&block).while_doing("write for fsync")?;
        file.sync_data().while_doing("fsync")?;
        samples.push(Sample { wall: begin.elapsed(), peak_memory: None });
    }
    Ok(samples)
}

/// A running broker; dropping it ends it.
struct Broker {
    process: Child,
    /// `HOST:PORT`
    host: String,
}

impl Broker {
    fn start(program: &Path, store: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(program);
        command
            .arg("--database")
            .arg(address(store))
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = command.spawn().while_doing("start handfast-broker")?;
        let host = host(&mut process);
        let mut broker = Self { process, host: String::new() };
        broker.host = host?;
        Ok(broker)
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn address(store: &Path) -> String {
    let path = PathBuf::from(store);
    format!("sqlite://{}", path.display())
}

/// Waits for the line `listening on http://HOST:PORT` on either stream, and keeps reading both so
/// that the broker never waits for us.
fn host(process: &mut Child) -> Result<String, Failure> {
    let (found, wanted) = mpsc::channel();
    if let Some(stdout) = process.stdout.take() {
        follow(stdout, found.clone());
    }
    if let Some(stderr) = process.stderr.take() {
        follow(stderr, found);
    }
    let mut seen = String::new();
    let begin = Instant::now();
    while let Some(left) = START_LIMIT.checked_sub(begin.elapsed()) {
        let Ok(line) = wanted.recv_timeout(left) else { break };
        if let Some((_, address)) = line.split_once("listening on http://") {
            let end = address.find(|c: char| c.is_whitespace() || c == '/');
            return Ok(address[..end.unwrap_or(address.len())].to_owned());
        }
        seen.push_str(&line);
        seen.push('\n');
    }
    Err(Failure::new(format!("handfast-broker did not say where it listens:\n{seen}")))
}

fn follow(stream: impl std::io::Read + Send + 'static, found: mpsc::Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            // Nobody listens any more once the address is known.
            let _ = found.send(line);
        }
    });
}
