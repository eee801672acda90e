//! From what a paper tells to what stands on it, in the words of Party offices. One file for each paper.

mod account;
mod ballot;
mod counting;
mod elected;
mod guidance;
mod minutes;
mod resolution;
mod run_sheet;

pub use ballot::ballot;
pub use counting::counting_minutes;
pub use elected::elected_list;
pub use guidance::{guidance_document, official_letter};
pub use minutes::congress_minutes;
pub use resolution::resolution;
pub use run_sheet::run_sheet;

use super::layout::{Block, Header, Signature, Table, centred, text, words};
use super::model::{BaseCalculation, Chair, Clerk, Occasion, VoteLine};
use super::rules::{capitals, counted, percent, place_and_date};
use crate::audit::rules::short;
use crate::personnel::model::Post;
use crate::programme::model::Session;

/// The head of a paper of the congress itself, or of an organ of it.
fn header(occasion: &Occasion, organ: Option<&str>, symbol: Option<String>) -> Header {
    let congress = format!("ĐẠI HỘI {}", capitals(&occasion.branch));
    let term = format!("NHIỆM KỲ {}", occasion.term);
    let (above, organ) = match organ {
        Some(organ) => (vec![congress, term], vec![organ.to_owned()]),
        None => (vec![capitals(&occasion.above)], vec![congress, term]),
    };
    Header {
        above,
        organ,
        symbol,
        letter_abstract: None,
        stamp: None,
        place_and_date: place_and_date(occasion.place.as_deref(), occasion.on),
    }
}

/// `Số 02-NQ/ĐH`, or room to write the number in.
fn numbered(symbol: Option<&str>, code: &str) -> String {
    match symbol {
        Some(symbol) => format!("Số {symbol}"),
        None => format!("Số ........-{code}"),
    }
}

/// `Đại hội Chi bộ … nhiệm kỳ …`, inside a sentence.
fn congress_name(occasion: &Occasion) -> String {
    format!("Đại hội {} nhiệm kỳ {}", occasion.branch, occasion.term)
}

/// Who or what is elected: `Chi ủy Chi bộ …`.
pub fn elects(post: Post, branch: &str) -> String {
    let organ = match post {
        Post::BranchCommitteeMember => "Chi ủy",
        Post::Secretary => "Bí thư",
        Post::DeputySecretary => "Phó Bí thư",
        Post::Delegate => return format!("Đại biểu {branch} dự đại hội cấp trên"),
        Post::AlternateDelegate => {
            return format!("Đại biểu dự khuyết {branch} dự đại hội cấp trên");
        }
    };
    format!("{organ} {branch}")
}

/// Hands raised, for a sentence.
fn hands(vote: &VoteLine) -> String {
    format!(
        "{}/{} tán thành, đạt {}; không tán thành {}; không có ý kiến {}",
        vote.for_,
        vote.base,
        percent(vote.for_, vote.base),
        vote.against,
        vote.abstain
    )
}

/// Names in a sentence.
fn comrades(names: &[String]) -> String {
    let named: Vec<String> = names
        .iter()
        .map(|name| format!("đồng chí {name}"))
        .collect();
    named.join("; ")
}

/// Where whoever leads the congress signs.
fn signed_by_chair(chair: &Chair) -> Signature {
    let capacity = if chair.presidium {
        vec!["T/M ĐOÀN CHỦ TỊCH".to_owned()]
    } else {
        vec!["CHỦ TỊCH ĐẠI HỘI".to_owned()]
    };
    Signature {
        capacity,
        name: chair.names.first().cloned(),
    }
}

/// Where whoever keeps the minutes signs.
fn signed_by_clerk(clerk: &Clerk) -> Signature {
    let capacity = if clerk.secretariat {
        vec!["T/M ĐOÀN THƯ KÝ".to_owned()]
    } else {
        vec!["THƯ KÝ ĐẠI HỘI".to_owned()]
    };
    Signature {
        capacity,
        name: clerk.names.first().cloned(),
    }
}

/// The base of votes, line by line, and what is more than half of it.
fn base_table(base: &BaseCalculation) -> Block {
    let mut rows = vec![vec![
        "Đảng viên chính thức được triệu tập".to_owned(),
        counted(base.summoned),
        String::new(),
    ]];
    rows.extend(base.excluded.iter().map(|line| {
        vec![
            format!("Trừ: {}", line.reason),
            format!("− {}", counted(line.count)),
            line.ground.clone(),
        ]
    }));
    rows.push(vec![
        "Còn lại, là cơ sở tính kết quả".to_owned(),
        counted(base.base),
        base.ground.clone(),
    ]);
    rows.push(vec![
        "Quá một nửa: từ".to_owned(),
        counted(base.more_than_half),
        base.majority_ground.clone(),
    ]);
    Block::Table(Table {
        columns: vec![
            words("Nội dung", 52),
            centred("Số lượng", 16),
            words("Căn cứ", 32),
        ],
        rows,
        roomy: false,
    })
}

/// A line with a dash, as minutes have them.
fn dashed(line: &str) -> Block {
    text(format!("- {line}"))
}

/// By which entry of the congress's record the paper can be checked.
fn record_line(audit_head: Option<&str>) -> Option<String> {
    audit_head.map(|hash| format!("Mã đối chiếu với nhật ký đại hội: {}", short(hash)))
}

/// What stands over the items of a session, where there is more than one.
fn session_heading(session: Session) -> Block {
    let words = match session {
        Session::Preparatory => "PHIÊN TRÙ BỊ",
        Session::Official => "PHIÊN CHÍNH THỨC",
    };
    Block::Heading(words.to_owned())
}
