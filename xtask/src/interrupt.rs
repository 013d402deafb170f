//! Ctrl-C and termination: the running child is stopped, and the task goes on to its clean-up.

use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use std::os::unix::process::CommandExt;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::failure::{Failure, While};
use crate::process;

/// Stops the child of the moment when the task itself is asked to stop. Without it a signal would
/// end the task before it removed what it had set up.
#[derive(Clone, Default)]
pub(crate) struct Interrupt {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// How often we were asked to stop: the second time is an order.
    asked: u32,
    /// The process group of the running child.
    group: Option<Pid>,
}

impl Interrupt {
    /// Starts to listen. Call it once a process.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let interrupt = Self::default();
        let handler = interrupt.clone();
        let mut signals =
            Signals::new([SIGHUP, SIGINT, SIGTERM]).while_doing("listen for Ctrl-C")?;
        thread::spawn(move || signals.forever().for_each(|_| handler.asked()));
        Ok(interrupt)
    }

    fn asked(&self) {
        let mut state = self.state();
        state.asked += 1;
        if let Some(group) = state.group {
            let signal = if state.asked > 1 { Signal::SIGKILL } else { Signal::SIGTERM };
            // It may have ended by itself just now: then there is nothing to stop.
            let _ = killpg(group, signal);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a command in a process group of its own, follows it, and waits for its end.
    pub(crate) fn run(
        &self,
        command: &mut Command,
        follow: impl FnOnce(&mut Child) -> std::io::Result<()>,
    ) -> Result<ExitStatus, Failure> {
        let line = process::line(command);
        let mut child = {
            let mut state = self.state();
            if state.asked > 0 {
                return Err(Failure::new("interrupted"));
            }
            let child = command.process_group(0).spawn().while_doing(format!("start `{line}`"))?;
            state.group = i32::try_from(child.id()).ok().map(Pid::from_raw);
            child
        };
        let followed = follow(&mut child);
        let status = child.wait().while_doing(format!("wait for `{line}`"));
        let mut state = self.state();
        state.group = None;
        if state.asked > 0 {
            return Err(Failure::new("interrupted"));
        }
        followed.while_doing(format!("read the output of `{line}`"))?;
        status
    }
}
