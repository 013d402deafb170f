//! A PostgreSQL server for one test run, in a temporary folder.
//!
//! It is private (loopback, random password), durable as in production (fsync stays on), and sorts
//! text by a language rather than by bytes, as most servers do: a query that relies on byte order
//! must say so. It ends with this process, however that ends.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid, User};
use tempfile::TempDir;

use crate::failure::{Failure, While};
use crate::process;

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(20);
const SUPERUSER: &str = "handfast";

/// A running server. Dropping it stops it and removes its files.
pub(super) struct Cluster {
    server: Child,
    port: u16,
    password: String,
    /// Holds all of the server's files; removed after the server has stopped.
    folder: TempDir,
}

impl Cluster {
    /// Creates and starts a server with the programs in `programs`.
    pub(super) fn start(programs: &Path) -> Result<Self, Failure> {
        let owner = Owner::choose()?;
        let folder = tempfile::Builder::new()
            .prefix("handfast-postgres-")
            .tempdir()
            .while_doing("create a folder for PostgreSQL")?;
        let password = password()?;
        let password_file = folder.path().join("password");
        fs::write(&password_file, &password).while_doing("write PostgreSQL's password file")?;
        owner.take(folder.path())?;
        owner.take(&password_file)?;

        let data = folder.path().join("data");
        let mut initdb = owner.command(&programs.join("initdb"));
        initdb.arg("--pgdata").arg(&data).arg("--pwfile").arg(&password_file).args([
            "--auth=password",
            "--encoding=UTF8",
            "--locale-provider=icu",
            "--icu-locale=en-US",
            "--locale=C",
            "--username",
            SUPERUSER,
        ]);
        let created = process::output(&mut initdb)?;
        if !created.status.success() {
            return Err(Failure::new(format!(
                "initdb failed (PostgreSQL 15 or newer is needed):\n{}{}",
                String::from_utf8_lossy(&created.stdout),
                String::from_utf8_lossy(&created.stderr)
            )));
        }

        let port = free_port()?;
        let log = folder.path().join("log");
        let log_file = File::create(&log).while_doing("create PostgreSQL's log")?;
        let mut postgres = owner.command(&programs.join("postgres"));
        postgres
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
            .args(["-c", "max_connections=200", "-c", &format!("port={port}")])
            .stdin(Stdio::null())
            .stdout(log_file.try_clone().while_doing("share PostgreSQL's log")?)
            .stderr(log_file)
            // Ctrl-C is for the tests first; we stop the server when they have ended.
            .process_group(0);
        let server = postgres.spawn().while_doing("start PostgreSQL")?;
        let mut cluster = Self { server, port, password, folder };
        cluster.wait_until_ready(programs, &log)?;
        Ok(cluster)
    }

    /// The address of its default database, for a superuser who may create more.
    pub(super) fn url(&self) -> String {
        format!("postgres://{SUPERUSER}:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    fn wait_until_ready(&mut self, programs: &Path, log: &Path) -> Result<(), Failure> {
        let start = Instant::now();
        let mut ready = Command::new(programs.join("pg_isready"));
        ready.args(["--quiet", "--host=127.0.0.1", &format!("--port={}", self.port)]);
        while start.elapsed() < START_LIMIT {
            if process::output(&mut ready)?.status.success() {
                return Ok(());
            }
            if self.server.try_wait().while_doing("ask for PostgreSQL's state")?.is_some() {
                break;
            }
            sleep(Duration::from_millis(20));
        }
        let log = fs::read_to_string(log).unwrap_or_default();
        Err(Failure::new(format!("PostgreSQL did not become ready; its log:\n{log}")))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Interrupt is PostgreSQL's fast shutdown: sessions end, nothing is left to recover.
        if let Ok(id) = i32::try_from(self.server.id()) {
            let _ = kill(Pid::from_raw(id), Signal::SIGINT);
        }
        let start = Instant::now();
        while start.elapsed() < STOP_LIMIT {
            if !matches!(self.server.try_wait(), Ok(None)) {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        eprintln!("PostgreSQL did not stop; killing it (files in {:?})", self.folder.path());
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Who runs the server: PostgreSQL refuses to be root.
enum Owner {
    Ourselves,
    Other(User),
}

impl Owner {
    fn choose() -> Result<Self, Failure> {
        if !Uid::effective().is_root() {
            return Ok(Self::Ourselves);
        }
        for name in ["postgres", "nobody"] {
            if let Some(user) = User::from_name(name).while_doing("read the users")? {
                return Ok(Self::Other(user));
            }
        }
        Err(Failure::new("PostgreSQL refuses to run as root, and there is no user `nobody`"))
    }

    fn take(&self, path: &Path) -> Result<(), Failure> {
        match self {
            Self::Ourselves => Ok(()),
            Self::Other(user) => chown(path, Some(user.uid.as_raw()), Some(user.gid.as_raw()))
                .while_doing(format_args!("give {} to {}", path.display(), user.name)),
        }
    }

    /// A command as this user, which the kernel interrupts when we end without stopping it.
    fn command(&self, program: &PathBuf) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "INT"]);
        if let Self::Other(user) = self {
            command.arg(format!("--reuid={}", user.uid));
            command.arg(format!("--regid={}", user.gid)).arg("--init-groups");
        }
        command.arg("--").arg(program).current_dir("/");
        command
    }
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").while_doing("find a free port")?;
    Ok(listener.local_addr().while_doing("find a free port")?.port())
}

fn password() -> Result<String, Failure> {
    let uuid = fs::read_to_string("/proc/sys/kernel/random/uuid").while_doing("draw a password")?;
    Ok(uuid.trim().to_owned())
}
