//! Many workers do the same thing as often as they can; how often, and how long each time.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use crate::Outcome;

/// How a thing went under load.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How often it was done in a second, by all workers together.
    pub per_second: f64,
    /// The time that half of them stayed within.
    pub p50: Duration,
    /// The time that ninety-nine of a hundred stayed within.
    pub p99: Duration,
}

const WARMING: u8 = 0;
const COUNTING: u8 = 1;
const OVER: u8 = 2;

/// Lets every worker do its work over and over: first unseen, then for `period` with the clock running.
pub fn race<W>(
    workers: usize,
    period: Duration,
    make: impl Fn(usize) -> Outcome<W>,
) -> Outcome<Pace>
where
    W: FnMut() -> Outcome<()> + Send,
{
    let phase = AtomicU8::new(WARMING);
    let mut works = Vec::new();
    for worker in 0..workers {
        works.push(make(worker)?);
    }
    let (elapsed, outcomes) = std::thread::scope(|scope| {
        let threads: Vec<_> = works
            .into_iter()
            .map(|work| scope.spawn(|| run(work, &phase)))
            .collect();
        std::thread::sleep(period / 4);
        phase.store(COUNTING, Ordering::Relaxed);
        let begun = Instant::now();
        std::thread::sleep(period);
        phase.store(OVER, Ordering::Relaxed);
        let elapsed = begun.elapsed();
        let outcomes: Vec<_> = threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| Err("a worker panicked".to_owned()))
            })
            .collect();
        (elapsed, outcomes)
    });
    let mut times = Vec::new();
    for outcome in outcomes {
        times.extend(outcome?);
    }
    summary(times, elapsed)
}

fn run(mut work: impl FnMut() -> Outcome<()>, phase: &AtomicU8) -> Outcome<Vec<Duration>> {
    let mut times = Vec::new();
    loop {
        let begun = Instant::now();
        work()?;
        match phase.load(Ordering::Relaxed) {
            COUNTING => times.push(begun.elapsed()),
            OVER => return Ok(times),
            _ => (),
        }
    }
}

fn summary(mut times: Vec<Duration>, elapsed: Duration) -> Outcome<Pace> {
    times.sort_unstable();
    let at = |hundredth: usize| times.get(times.len() * hundredth / 100).copied();
    let (Some(p50), Some(p99)) = (at(50), at(99)) else {
        return Err("nothing was done in the time given; give it more --seconds".to_owned());
    };
    let done = u32::try_from(times.len()).map_err(|error| error.to_string())?;
    Ok(Pace {
        per_second: f64::from(done) / elapsed.as_secs_f64(),
        p50,
        p99,
    })
}
