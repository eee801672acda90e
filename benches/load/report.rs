//! The figures as a table, and their place in `docs/performance.md`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::Outcome;
use crate::operation::Operation;
use crate::race::Pace;

/// One operation at one size.
pub struct Line {
    /// What was done.
    pub operation: Operation,
    /// Among how many congresses.
    pub size: usize,
    /// Through the front door.
    pub http: Pace,
    /// An empty answer behind the same doors.
    pub empty: Pace,
    /// The same questions without HTTP.
    pub bare: Pace,
}

impl Line {
    /// The combined limit, in requests per second.
    fn limit(&self) -> f64 {
        1.0 / (1.0 / self.empty.per_second + 1.0 / self.bare.per_second)
    }

    /// How much of the limit was reached, in percent.
    fn reached(&self) -> f64 {
        100.0 * self.http.per_second / self.limit()
    }
}

/// The released program at one size.
pub struct Presence {
    /// Among how many congresses.
    pub size: usize,
    /// From `exec` to the first answer.
    pub first_answer: Duration,
    /// MiB after the start.
    pub idle: f64,
    /// MiB after load.
    pub after_load: f64,
}

/// The tables, as Markdown.
pub fn tables(lines: &[Line], presences: &[Presence]) -> String {
    let mut out = String::from(
        "| operation | congresses | req/s | p50 ms | p99 ms | empty req/s | bare /s | limit req/s | reached | goal |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---|\n",
    );
    for line in lines {
        let _ = writeln!(
            out,
            "| {} | {} | {:.0} | {:.2} | {:.2} | {:.0} | {:.0} | {:.0} | {:.0} % | {} |",
            line.operation.title(),
            grouped(line.size),
            line.http.per_second,
            milliseconds(line.http.p50),
            milliseconds(line.http.p99),
            line.empty.per_second,
            line.bare.per_second,
            line.limit(),
            line.reached(),
            goal(line),
        );
    }
    out.push_str(&slowdowns(lines));
    if !presences.is_empty() {
        out.push_str(
            "\n| the program itself, at | first answer | memory after start | memory after load |\n|---|---:|---:|---:|\n",
        );
    }
    for presence in presences {
        let _ = writeln!(
            out,
            "| {} congresses | {:.0} ms{} | {:.1} MiB{} | {:.1} MiB{} |",
            grouped(presence.size),
            milliseconds(presence.first_answer),
            verdict(milliseconds(presence.first_answer) < 100.0),
            presence.idle,
            verdict(presence.idle < 40.0),
            presence.after_load,
            verdict(presence.after_load < 40.0),
        );
    }
    out
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// `250,000`.
fn grouped(number: usize) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{},{:03}", grouped(number / 1000), number % 1000)
}

fn verdict(reached: bool) -> &'static str {
    if reached { " ✓" } else { " ✗" }
}

fn goal(line: &Line) -> String {
    match line.operation.goal() {
        Some(goal) => format!("≥ {goal} %{}", verdict(line.reached() >= f64::from(goal))),
        None if line.operation == Operation::Progress => {
            format!("p50 < 50 ms{}", verdict(milliseconds(line.http.p50) < 50.0))
        }
        None => "–".to_owned(),
    }
}

/// How much slower each operation is in the largest database than in the smallest.
fn slowdowns(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        let of_it = || {
            lines
                .iter()
                .filter(|other| other.operation == line.operation)
        };
        let (Some(small), Some(large)) = (
            of_it().min_by_key(|l| l.size),
            of_it().max_by_key(|l| l.size),
        ) else {
            continue;
        };
        if small.size == large.size || line.size != small.size {
            continue;
        }
        let slower = 100.0 * (1.0 - large.http.per_second / small.http.per_second);
        let judged = if line.operation.must_not_slow_down() {
            verdict(slower <= 100.0 / 3.0)
        } else {
            ""
        };
        let _ = write!(out, "{} {slower:+.0} %{judged} · ", line.operation.title());
    }
    if out.is_empty() {
        return out;
    }
    format!(
        "\nSlower in the larger database: {}\n",
        out.trim_end_matches(" · ")
    )
}

/// Puts the text between `<!-- NAME -->` and `<!-- /NAME -->` of a file; what a person wrote around it stays.
pub fn put(file: &Path, name: &str, text: &str) -> Outcome<()> {
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    let section = format!("{begin}\n{}\n{end}", text.trim_end());
    let whole = match (kept.split_once(&begin), kept.split_once(&end)) {
        (Some((before, _)), Some((_, after))) => format!("{before}{section}{after}"),
        _ => format!("{kept}\n{section}\n"),
    };
    std::fs::write(file, whole).map_err(|error| format!("{}: {error}", file.display()))
}
