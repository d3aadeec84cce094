//! A virtual machine's host may give its processors to others for a while: figures made meanwhile say little.

use std::fs;

/// Time of all processors since the start, in the kernel's ticks.
#[derive(Clone, Copy)]
pub struct Ticks {
    all: u64,
    stolen: u64,
}

impl Ticks {
    /// As the kernel counts; none where it doesn't.
    pub fn now() -> Option<Self> {
        let text = fs::read_to_string("/proc/stat").ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("cpu "))?;
        // user, nice, system, idle, iowait, irq, softirq, steal; what guests use is counted in user.
        let ticks: Vec<u64> = line.split_whitespace().take(8).filter_map(|n| n.parse().ok()).collect();
        Some(Self { all: ticks.iter().sum(), stolen: *ticks.get(7)? })
    }

    /// How much of the time since `before` was taken away, in percent.
    pub fn stolen_since(self, before: Self) -> Option<f64> {
        let share = |ticks: u64| u32::try_from(ticks).map_or(f64::MAX, f64::from);
        let all = self.all.checked_sub(before.all).filter(|all| *all > 0)?;
        Some(share(self.stolen.checked_sub(before.stolen)?) * 100.0 / share(all))
    }
}
