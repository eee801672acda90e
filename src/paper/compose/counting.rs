//! Biên bản kiểm phiếu (R §2.7): base, ballots, votes from high to low, those elected.

use super::{base_table, congress_name, dashed, header, numbered, record_line, signed_by_chair};
use crate::paper::layout::{
    Block, Closing, Paper, Signature, Span, Table, centred, spans, text, words,
};
use crate::paper::layout::{Column, Place};
use crate::paper::model::{CandidateTotals, CountingMinutes};
use crate::paper::rules::{counted, percent, short_date, written_date, written_time};

/// The minutes of one ballot.
pub fn counting_minutes(minutes: &CountingMinutes) -> Paper {
    let occasion = &minutes.occasion;
    let symbol = numbered(minutes.symbol.as_deref(), "BB/ĐH");
    let mut blocks = vec![
        Block::Title("BIÊN BẢN".to_owned()),
        Block::Abstract(format!(
            "Kiểm phiếu bầu {} nhiệm kỳ {} (lần {})",
            minutes.elects, occasion.term, minutes.round
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
    blocks.extend(result(minutes));
    blocks.extend(ending(minutes));
    Paper {
        name: format!(
            "Biên bản kiểm phiếu bầu {} lần {}",
            minutes.elects, minutes.round
        ),
        header: header(occasion, Some("BAN KIỂM PHIẾU"), Some(symbol)),
        blocks,
        foot: record_line(minutes.audit_head.as_deref()),
    }
}

fn opening(minutes: &CountingMinutes) -> Vec<Block> {
    let occasion = &minutes.occasion;
    let today = occasion.on.map_or_else(
        || "ngày ..... tháng ..... năm 20.....".to_owned(),
        written_date,
    );
    let hours = minutes
        .hours
        .as_ref()
        .map_or_else(String::new, |(from, to)| {
            format!(", từ {} đến {}", written_time(from), written_time(to))
        });
    let mut blocks = vec![text(format!(
        "Hôm nay, {today}, tại {}, Ban kiểm phiếu do Đại hội biểu quyết gồm {} đồng chí:",
        congress_name(occasion),
        counted(i64::try_from(minutes.counters.len()).unwrap_or_default()),
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
        "đã tiến hành kiểm phiếu bầu {}{hours}. Kết quả như sau:",
        minutes.elects
    )));
    blocks
}

fn ballots(minutes: &CountingMinutes) -> Vec<Block> {
    let listed = i64::try_from(minutes.votes.len()).unwrap_or_default();
    let invalid: i64 = minutes.invalid.iter().map(|(_, count)| count).sum();
    let mut blocks = vec![Block::Heading("II- PHIẾU BẦU".to_owned())];
    for line in [
        format!(
            "Số lượng được bầu: {}; danh sách bầu cử: {} đồng chí.",
            counted(minutes.seats),
            counted(listed)
        ),
        format!("Số phiếu phát ra: {} phiếu.", counted(minutes.issued)),
        format!("Số phiếu thu về: {} phiếu.", counted(minutes.returned)),
        format!("Số phiếu hợp lệ: {} phiếu.", counted(minutes.valid)),
        format!(
            "Số phiếu không hợp lệ: {} phiếu{}",
            counted(invalid),
            if invalid > 0 { ", gồm:" } else { "." }
        ),
    ] {
        blocks.push(dashed(&line));
    }
    for (reason, count) in minutes.invalid.iter().filter(|(_, count)| *count > 0) {
        blocks.push(text(format!("+ {reason}: {} phiếu.", counted(*count))));
    }
    blocks
}

fn result(minutes: &CountingMinutes) -> Vec<Block> {
    let mut votes: Vec<&CandidateTotals> = minutes.votes.iter().collect();
    votes.sort_by_key(|candidate| std::cmp::Reverse(candidate.votes));
    let four_columns = votes.iter().any(|candidate| candidate.against.is_some());
    let rows = votes
        .iter()
        .enumerate()
        .map(|(place, candidate)| row(place, candidate, four_columns, minutes.base.base))
        .collect();
    let mut blocks = vec![
        Block::Heading("III- KẾT QUẢ (xếp từ cao xuống thấp)".to_owned()),
        Block::Table(Table {
            columns: columns(four_columns),
            rows,
            roomy: false,
        }),
        spans(
            Place::Body,
            vec![Span::italic(format!(
                "Tỷ lệ được tính trên cơ sở tính kết quả bầu cử: {}.",
                counted(minutes.base.base)
            ))],
        ),
        Block::Heading("IV- TRÚNG CỬ".to_owned()),
    ];
    if minutes.elected.is_empty() {
        blocks.push(text(
            "Không có đồng chí nào đạt quá một nửa so với cơ sở tính kết quả.",
        ));
    } else {
        blocks.push(text(format!(
            "Các đồng chí sau đây có số phiếu quá một nửa so với cơ sở tính kết quả, trúng cử {}:",
            minutes.elects
        )));
    }
    for (place, name) in minutes.elected.iter().enumerate() {
        blocks.push(text(format!("{}- Đồng chí {name}", place + 1)));
    }
    blocks.extend(minutes.remark.as_ref().map(text));
    blocks
}

fn columns(four_columns: bool) -> Vec<Column> {
    if four_columns {
        return vec![
            centred("TT", 8),
            words("Họ và tên", 36),
            centred("Đồng ý", 14),
            centred("Không đồng ý", 14),
            centred("Không tính", 14),
            centred("Tỷ lệ", 14),
        ];
    }
    vec![
        centred("TT", 10),
        words("Họ và tên", 46),
        centred("Số phiếu bầu", 22),
        centred("Tỷ lệ", 22),
    ]
}

fn row(place: usize, candidate: &CandidateTotals, four_columns: bool, base: i64) -> Vec<String> {
    let mut row = vec![
        (place + 1).to_string(),
        candidate.name.clone(),
        counted(candidate.votes),
    ];
    if four_columns {
        let (against, not_counted) = candidate.against.unwrap_or_default();
        row.push(counted(against));
        row.push(counted(not_counted));
    }
    row.push(percent(candidate.votes, base));
    row
}

fn ending(minutes: &CountingMinutes) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(
        "V- Ý KIẾN, KHIẾU NẠI VÀ KẾT LUẬN CỦA BAN KIỂM PHIẾU".to_owned(),
    )];
    if minutes.complaints.is_empty() {
        blocks.push(text("Không có ý kiến, khiếu nại."));
    }
    blocks.extend(minutes.complaints.iter().map(|line| dashed(line)));
    let on = minutes
        .occasion
        .on
        .map(|date| format!(", ngày {}", short_date(date)));
    blocks.push(text(format!(
        "Biên bản được lập thành 02 bản, đọc trước Đại hội{}: 01 bản niêm phong cùng phiếu bầu, 01 bản giao {}.",
        on.unwrap_or_default(),
        if minutes.chair.presidium { "Đoàn Chủ tịch" } else { "Chủ tịch Đại hội" },
    )));
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
    if minutes.counters.len() > 1 {
        blocks.push(Block::Heading("CÁC THÀNH VIÊN BAN KIỂM PHIẾU".to_owned()));
        let members = minutes.counters.iter().skip(1).enumerate();
        blocks.push(Block::Table(Table {
            columns: vec![
                centred("TT", 10),
                words("Họ và tên", 50),
                centred("Chữ ký", 40),
            ],
            rows: members
                .map(|(place, name)| vec![(place + 1).to_string(), name.clone(), String::new()])
                .collect(),
            roomy: true,
        }));
    }
    blocks
}
