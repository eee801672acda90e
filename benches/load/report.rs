//! The figures as a table, and their place in `docs/performance.md`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::Outcome;
use crate::operation::Operation;
use crate::pages::PageSize;
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
            "| {} congresses | {:.0} ms{} | {:.1} MiB{} | {:.1} MiB |",
            grouped(presence.size),
            milliseconds(presence.first_answer),
            verdict(milliseconds(presence.first_answer) < 100.0),
            presence.idle,
            verdict(presence.idle < 40.0),
            presence.after_load,
        );
    }
    out
}

/// What a page may weigh, packed: the first with all it brings along, and every later one (KB).
const FIRST_PAGE: f64 = 100.0;
const LATER_PAGE: f64 = 30.0;
/// How long the server may work on a page, in milliseconds.
const PAGE_TIME: f64 = 50.0;

/// The pages, as Markdown: a row for every kind, two columns for every size.
pub fn page_table(sizes: &[PageSize]) -> String {
    let mut out = String::from("| page |");
    for size in sizes {
        let among = grouped(size.size);
        let _ = write!(out, " KB at {among} | ms at {among} |");
    }
    let _ = writeln!(out, "\n|---|{}", "---:|---:|".repeat(sizes.len()));
    let Some(first) = sizes.first() else {
        return out;
    };
    for line in &first.lines {
        let _ = write!(out, "| `{}` |", line.kind);
        for size in sizes {
            match size.lines.iter().find(|other| other.kind == line.kind) {
                Some(line) => {
                    let (weight, time) = (kilobytes(line.weight), milliseconds(line.time));
                    let heavy = if weight > LATER_PAGE { " ✗" } else { "" };
                    let slow = if time > PAGE_TIME { " ✗" } else { "" };
                    let _ = write!(out, " {weight:.1}{heavy} | {time:.1}{slow} |");
                }
                None => out.push_str(" – | – |"),
            }
        }
        out.push('\n');
    }
    let brought = kilobytes(first.assets);
    let heaviest = first.lines.iter().map(|line| line.weight).max();
    let all = brought + kilobytes(heaviest.unwrap_or_default());
    let _ = writeln!(
        out,
        "\nStyles, scripts and icon, fetched once: {brought:.1} KB; with the heaviest page {all:.1} KB{}",
        verdict(all <= FIRST_PAGE)
    );
    out
}

fn kilobytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1000.0
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// `250,000`.
pub fn grouped(number: usize) -> String {
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
