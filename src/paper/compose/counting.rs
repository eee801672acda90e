//! Biên bản kiểm phiếu (R §2.7): base, ballots, votes from high to low, those elected. Without figures it is the form
//! on which the counting committee writes them.

use super::{
    base_table, comrades, congress_name, dashed, header, numbered, record_line, signed_by_chair,
};
use crate::count::model::{Columns, RoundKind};
use crate::paper::layout::{
    Block, Closing, Column, Paper, Place, Signature, Span, Table, centred, spans, text, words,
};
use crate::paper::model::{CandidateTotals, CountingMinutes, Figures};
use crate::paper::rules::{counted, percent, short_date, written_date, written_time};

/// Room for a figure that is written in by hand.
const ROOM: &str = "........";
/// A line to be written on.
const LINE: &str = "......................................................................";

/// The minutes of one ballot, or their form.
pub fn counting_minutes(minutes: &CountingMinutes) -> Paper {
    let occasion = &minutes.occasion;
    let symbol = numbered(minutes.symbol.as_deref(), "BB/ĐH");
    let mut blocks = vec![
        Block::Title("BIÊN BẢN".to_owned()),
        Block::Abstract(format!(
            "Kiểm phiếu bầu {} nhiệm kỳ {} (lần {}{})",
            minutes.elects,
            occasion.term,
            minutes.round,
            why(minutes.kind)
        )),
    ];
    blocks.extend(opening(minutes));
    blocks.push(Block::Heading("I- CƠ SỞ TÍNH KẾT QUẢ BẦU CỬ".to_owned()));
    blocks.push(base_table(&minutes.base));
    blocks.push(dashed(&format!(
        "Đảng viên chính thức có mặt khi bỏ phiếu: {} đồng chí.",
        counted(minutes.present)
    )));
    blocks.extend(ballots(minutes));
    blocks.extend(votes(minutes));
    blocks.extend(result(minutes));
    blocks.extend(ending(minutes));
    let what = match minutes.figures {
        Some(_) => "Biên bản kiểm phiếu",
        None => "Mẫu biên bản kiểm phiếu",
    };
    Paper {
        name: format!("{what} bầu {} lần {}", minutes.elects, minutes.round),
        header: header(occasion, Some("BAN KIỂM PHIẾU"), Some(symbol)),
        blocks,
        foot: record_line(minutes.audit_head.as_deref()),
    }
}

fn why(kind: RoundKind) -> &'static str {
    match kind {
        RoundKind::First => "",
        RoundKind::ReVote => ", bầu tiếp số còn thiếu",
        RoundKind::TieBreak => ", giữa các đồng chí có số phiếu bằng nhau",
    }
}

fn opening(minutes: &CountingMinutes) -> Vec<Block> {
    let occasion = &minutes.occasion;
    let today = occasion.on.map_or_else(
        || "ngày ..... tháng ..... năm 20.....".to_owned(),
        written_date,
    );
    let hour = |time: &Option<String>| {
        time.as_deref()
            .map_or_else(|| "..... giờ .....".to_owned(), written_time)
    };
    let mut blocks = vec![text(format!(
        "Hôm nay, {today}, tại {}, Ban kiểm phiếu do Đại hội biểu quyết gồm {} đồng chí:",
        congress_name(occasion),
        counted(how_many(&minutes.counters)),
    ))];
    for (place, name) in minutes.counters.iter().enumerate() {
        let as_what = if place == 0 {
            "Trưởng ban"
        } else {
            "Thành viên"
        };
        blocks.push(text(format!("{}- Đồng chí {name}, {as_what}", place + 1)));
    }
    blocks.push(text(format!(
        "đã phát phiếu bầu {} lúc {}, kiểm phiếu xong lúc {}. Kết quả như sau:",
        minutes.elects,
        hour(&minutes.issued_at),
        hour(&minutes.agreed_at)
    )));
    let note = minutes.note.as_deref();
    blocks.extend(note.map(|note| text(format!("Ghi chú: {}.", note.trim_end_matches('.')))));
    blocks
}

fn how_many<T>(items: &[T]) -> i64 {
    i64::try_from(items.len()).unwrap_or(i64::MAX)
}

fn ballots(minutes: &CountingMinutes) -> Vec<Block> {
    let figures = minutes.figures.as_ref();
    let written = |figure: fn(&Figures) -> i64| {
        figures.map_or_else(|| ROOM.to_owned(), |figures| counted(figure(figures)))
    };
    let all_invalid = |figures: &Figures| figures.invalid.iter().map(|(_, count)| count).sum();
    let reasons: Vec<(String, String)> = match figures {
        Some(figures) => figures
            .invalid
            .iter()
            .map(|(reason, count)| (reason.clone(), counted(*count)))
            .collect(),
        None => minutes
            .invalid_reasons
            .iter()
            .map(|reason| (reason.clone(), ROOM.to_owned()))
            .collect(),
    };
    let mut blocks = vec![Block::Heading("II- PHIẾU BẦU".to_owned())];
    for line in [
        format!(
            "Số lượng được bầu: {}; danh sách bầu cử: {} đồng chí.",
            counted(minutes.seats),
            counted(how_many(&minutes.names))
        ),
        format!("Số phiếu phát ra: {} phiếu.", written(|one| one.issued)),
        format!("Số phiếu thu về: {} phiếu.", written(|one| one.returned)),
        format!("Số phiếu hợp lệ: {} phiếu.", written(|one| one.valid)),
        format!(
            "Số phiếu không hợp lệ: {} phiếu{}",
            written(all_invalid),
            if reasons.is_empty() { "." } else { ", gồm:" }
        ),
    ] {
        blocks.push(dashed(&line));
    }
    let reasons = reasons
        .into_iter()
        .map(|(reason, count)| text(format!("+ Phiếu {reason}: {count} phiếu.")));
    blocks.extend(reasons);
    blocks
}

/// Votes from high to low; on the form the names in the order of the ballot.
fn votes(minutes: &CountingMinutes) -> Vec<Block> {
    let rows = match &minutes.figures {
        Some(figures) => {
            let mut votes: Vec<&CandidateTotals> = figures.votes.iter().collect();
            votes.sort_by_key(|candidate| std::cmp::Reverse(candidate.votes));
            let rows = votes.into_iter().enumerate();
            rows.map(|(place, candidate)| row(place, candidate, minutes.base.base))
                .collect()
        }
        None => blank_rows(minutes),
    };
    let title = match minutes.figures {
        Some(_) => "III- SỐ PHIẾU CỦA TỪNG NGƯỜI (xếp từ cao xuống thấp)",
        None => "III- SỐ PHIẾU CỦA TỪNG NGƯỜI",
    };
    vec![
        Block::Heading(title.to_owned()),
        Block::Table(Table {
            columns: columns(minutes.columns),
            rows,
            roomy: minutes.figures.is_none(),
        }),
        spans(
            Place::Body,
            vec![Span::italic(format!(
                "Tỷ lệ là số phiếu bầu chia cho cơ sở tính kết quả bầu cử ({} đảng viên chính thức, mục I), không chia \
                 cho số phiếu thu về.",
                counted(minutes.base.base)
            ))],
        ),
    ]
}

fn columns(form: Columns) -> Vec<Column> {
    match form {
        Columns::FourColumns => vec![
            centred("TT", 8),
            words("Họ và tên", 36),
            centred("Đồng ý", 14),
            centred("Không đồng ý", 14),
            centred("Không tính", 14),
            centred("Tỷ lệ", 14),
        ],
        Columns::StrikeOut => vec![
            centred("TT", 10),
            words("Họ và tên", 46),
            centred("Số phiếu bầu", 22),
            centred("Tỷ lệ", 22),
        ],
    }
}

fn row(place: usize, candidate: &CandidateTotals, base: i64) -> Vec<String> {
    let mut row = vec![
        (place + 1).to_string(),
        candidate.name.clone(),
        counted(candidate.votes),
    ];
    if let Some((against, not_counted)) = candidate.against {
        row.push(counted(against));
        row.push(counted(not_counted));
    }
    row.push(percent(candidate.votes, base));
    row
}

fn blank_rows(minutes: &CountingMinutes) -> Vec<Vec<String>> {
    let figures = columns(minutes.columns).len().saturating_sub(2);
    let rows = minutes.names.iter().enumerate().map(|(place, name)| {
        let mut row = vec![(place + 1).to_string(), name.clone()];
        row.resize(figures + 2, String::new());
        row
    });
    rows.collect()
}

fn result(minutes: &CountingMinutes) -> Vec<Block> {
    let mut blocks = vec![Block::Heading("IV- TRÚNG CỬ".to_owned())];
    let Some(figures) = &minutes.figures else {
        let seats = usize::try_from(minutes.seats).unwrap_or_default();
        blocks.push(text(format!(
            "Các đồng chí sau đây trúng cử {}:",
            minutes.elects
        )));
        blocks.extend((1..=seats).map(|place| text(format!("{place}- {LINE}"))));
        return blocks;
    };
    blocks.push(text(if figures.elected.is_empty() {
        nobody(minutes.kind, figures).to_owned()
    } else {
        format!("{}, trúng cử {}:", enough(minutes), minutes.elects)
    }));
    for (place, name) in figures.elected.iter().enumerate() {
        blocks.push(text(format!("{}- Đồng chí {name}", place + 1)));
    }
    blocks.extend(remaining(figures).map(text));
    blocks
}

fn nobody(kind: RoundKind, figures: &Figures) -> &'static str {
    match kind {
        RoundKind::First | RoundKind::ReVote if figures.tied.is_empty() => {
            "Không có đồng chí nào có số phiếu quá một nửa so với cơ sở tính kết quả."
        }
        RoundKind::First | RoundKind::ReVote | RoundKind::TieBreak => {
            "Không có đồng chí nào trúng cử."
        }
    }
}

/// Between those tied, the higher vote wins without more than half (R-RES-02).
fn enough(minutes: &CountingMinutes) -> &'static str {
    match minutes.kind {
        RoundKind::First | RoundKind::ReVote => {
            "Các đồng chí sau đây có số phiếu quá một nửa so với cơ sở tính kết quả, xếp từ cao xuống thấp cho đủ số \
             lượng"
        }
        RoundKind::TieBreak => {
            "Bầu lại giữa những người có số phiếu bằng nhau nên không cần quá một nửa; các đồng chí sau đây có số phiếu \
             cao hơn"
        }
    }
}

fn remaining(figures: &Figures) -> Option<String> {
    if !figures.tied.is_empty() {
        return Some(format!(
            "Có số phiếu bằng nhau ở vị trí cuối cùng: {}. Đề nghị Đại hội bầu lại giữa các đồng chí này.",
            comrades(&figures.tied)
        ));
    }
    (figures.unfilled > 0).then(|| {
        format!(
            "Còn thiếu {} đồng chí so với số lượng được bầu; đề nghị Đại hội xem xét, quyết định.",
            counted(figures.unfilled)
        )
    })
}

/// Complaints are written in by hand: the program keeps none, and must not say that there were none.
fn ending(minutes: &CountingMinutes) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading("V- Ý KIẾN, KHIẾU NẠI VÀ KẾT LUẬN CỦA BAN KIỂM PHIẾU".to_owned()),
        text(LINE),
        text(LINE),
    ];
    blocks.extend(entered(minutes).map(text));
    let on = minutes
        .occasion
        .on
        .map(|date| format!(", ngày {}", short_date(date)));
    blocks.push(text(format!(
        "Biên bản được lập thành 02 bản, đọc trước Đại hội{}: 01 bản niêm phong cùng phiếu bầu, 01 bản giao {}.",
        on.unwrap_or_default(),
        if minutes.chair.presidium { "Đoàn Chủ tịch" } else { "Chủ tịch Đại hội" },
    )));
    blocks.extend(members(&minutes.counters));
    blocks.push(Block::Closing(Closing {
        recipients: Vec::new(),
        signatures: vec![
            signed_by_chair(&minutes.chair),
            Signature {
                capacity: vec!["T/M BAN KIỂM PHIẾU".to_owned(), "TRƯỞNG BAN".to_owned()],
                name: minutes.counters.first().cloned(),
            },
        ],
    }));
    blocks
}

/// Who entered the figures, each without seeing the other's, and who settled where the two differed.
fn entered(minutes: &CountingMinutes) -> Option<String> {
    if minutes.entered_by.is_empty() {
        return None;
    }
    let by = comrades(&minutes.entered_by);
    Some(match &minutes.settled_by {
        None => format!("Số liệu do {by} nhập riêng, không xem của nhau; hai lần nhập khớp nhau."),
        Some(who) => format!(
            "Số liệu do {by} nhập riêng, không xem của nhau; hai lần nhập có chỗ không khớp, đồng chí {who} đối chiếu \
             với biên bản đã ký và nhập lần thứ ba."
        ),
    })
}

/// Every other member signs too.
fn members(counters: &[String]) -> Vec<Block> {
    if counters.len() < 2 {
        return Vec::new();
    }
    let members = counters.iter().skip(1).enumerate();
    vec![
        Block::Heading("CÁC THÀNH VIÊN BAN KIỂM PHIẾU".to_owned()),
        Block::Table(Table {
            columns: vec![
                centred("TT", 10),
                words("Họ và tên", 50),
                centred("Chữ ký", 40),
            ],
            rows: members
                .map(|(place, name)| vec![(place + 1).to_string(), name.clone(), String::new()])
                .collect(),
            roomy: true,
        }),
    ]
}
