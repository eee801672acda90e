//! The demo: the article's story, told into an empty database through the same services that people use.
//!
//! It is brought to the morning of 19 May 2022: both pilots closed, opinions raised and concluded, the Organisation
//! Board's task open, guidance still to be issued, the other branches waiting. The clock then runs on from
//! there, across restarts. What the article does not tell is invented, and says so (`dữ liệu minh hoạ`).

pub mod article;
pub mod clock;
mod day;
mod pilot;
mod roll;
mod setting;
mod stage;
pub mod store;

pub use stage::load;

use crate::db::time::Instant;

/// One password for every account of the demo, printed at the start.
pub const PASSWORD: &str = "diem-lang-son-2022";

/// What is printed at the start of a demo: that it is one, its date, its accounts.
pub fn words(now: Instant) -> String {
    let mut out = format!(
        "  Đây là bản trình diễn, có ngày riêng: {} (dữ liệu minh hoạ, trừ những gì bài viết nêu).\n\
         \x20 This is a demo with a date of its own; what the article does not tell is invented.\n\
         \x20 Mật khẩu chung (password): {PASSWORD}\n",
        now.date().format("%-d/%-m/%Y")
    );
    for (username, display_name, role, _) in article::ACCOUNTS {
        out.push_str(&format!("    {username:<14} {display_name} ({role})\n"));
    }
    out
}
