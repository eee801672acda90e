//! Biên bản đại hội: who came, who led, what happened in order, every vote with its totals, who was elected.

use super::account::elections;
use super::{
    base_table, comrades, congress_name, dashed, header, numbered, record_line, session_heading,
    signed_by_chair, signed_by_clerk,
};
use crate::paper::layout::{
    Block, Closing, Paper, Place, Span, Table, centred, spans, text, words,
};
use crate::paper::model::{Attendance, CongressMinutes, MinutesItem, VoteLine};
use crate::paper::rules::{counted, percent, written_date, written_time};

/// The minutes of the whole congress.
pub fn congress_minutes(minutes: &CongressMinutes) -> Paper {
    let occasion = &minutes.occasion;
    let mut blocks = vec![
        Block::Title("BIÊN BẢN".to_owned()),
        Block::Abstract(congress_name(occasion)),
    ];
    blocks.extend(opening(minutes));
    blocks.push(Block::Heading("I- THÀNH PHẦN".to_owned()));
    blocks.extend(attendance(&minutes.attendance));
    blocks.extend(corrections(&minutes.corrections));
    blocks.extend(leaders(minutes));
    blocks.push(Block::Heading("II- NỘI DUNG VÀ DIỄN BIẾN".to_owned()));
    for (place, item) in minutes.items.iter().enumerate() {
        blocks.extend(happened(place, item));
    }
    blocks.extend(votes(minutes));
    blocks.extend(elections(&minutes.elections));
    blocks.extend(ending(minutes));
    Paper {
        name: "Biên bản đại hội".to_owned(),
        header: header(
            occasion,
            None,
            Some(numbered(minutes.symbol.as_deref(), "BB/ĐH")),
        ),
        blocks,
        foot: record_line(minutes.audit_head.as_deref()),
    }
}

fn opening(minutes: &CongressMinutes) -> Vec<Block> {
    let occasion = &minutes.occasion;
    let on = occasion.on.map_or_else(
        || "ngày ..... tháng ..... năm 20.....".to_owned(),
        written_date,
    );
    let at = minutes
        .hours
        .0
        .as_deref()
        .map_or_else(|| "..... giờ .....".to_owned(), written_time);
    let venue = minutes.venue.as_deref().unwrap_or("................");
    vec![text(format!(
        "Vào hồi {at}, {on}, tại {venue}, {} họp {}.",
        occasion.branch,
        congress_name(occasion)
    ))]
}

fn attendance(attendance: &Attendance) -> Vec<Block> {
    let Attendance {
        summoned_official,
        present_official,
        summoned_probationary,
        present_probationary,
    } = *attendance;
    let mut blocks = vec![dashed(&format!(
        "Đảng viên chính thức: có mặt {} trên {} đồng chí được triệu tập, đạt {}.",
        counted(present_official),
        counted(summoned_official),
        percent(present_official, summoned_official)
    ))];
    if summoned_probationary > 0 {
        blocks.push(dashed(&format!(
            "Đảng viên dự bị: có mặt {} trên {} đồng chí được triệu tập.",
            counted(present_probationary),
            counted(summoned_probationary)
        )));
    }
    blocks
}

fn corrections(corrections: &[String]) -> Vec<Block> {
    if corrections.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![dashed("Danh sách triệu tập được điều chỉnh trong Đại hội:")];
    blocks.extend(corrections.iter().map(|line| text(format!("+ {line}"))));
    blocks
}

fn leaders(minutes: &CongressMinutes) -> Vec<Block> {
    let listed = |names: &[String]| {
        if names.is_empty() {
            return "................".to_owned();
        }
        comrades(names)
    };
    let chair = if minutes.chair.presidium {
        "Đoàn Chủ tịch"
    } else {
        "Chủ tịch Đại hội"
    };
    let clerk = if minutes.clerk.secretariat {
        "Đoàn Thư ký"
    } else {
        "Thư ký Đại hội"
    };
    vec![
        dashed(&format!("{chair}: {}.", listed(&minutes.chair.names))),
        dashed(&format!("{clerk}: {}.", listed(&minutes.clerk.names))),
    ]
}

fn happened(place: usize, item: &MinutesItem) -> Vec<Block> {
    let at = item.at.as_deref().map_or_else(String::new, |time| {
        // Kept on one line.
        format!(" ({})", written_time(time).replace(' ', "\u{a0}"))
    });
    let mut blocks: Vec<Block> = item.session.map(session_heading).into_iter().collect();
    blocks.push(spans(
        Place::Body,
        vec![
            Span::bold(format!("{}- {}", place + 1, item.title)),
            Span::italic(at),
        ],
    ));
    blocks.extend(item.notes.iter().map(text));
    blocks
}

fn votes(minutes: &CongressMinutes) -> Vec<Block> {
    if minutes.votes.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(
        "III- CÁC NỘI DUNG BIỂU QUYẾT GIƠ TAY".to_owned(),
    )];
    if let Some(base) = &minutes.base {
        blocks.push(text("Cơ sở tính kết quả biểu quyết:"));
        blocks.push(base_table(base));
    }
    blocks.push(Block::Table(Table {
        columns: vec![
            centred("TT", 7),
            words("Nội dung", 31),
            centred("Tán thành", 11),
            centred("Không tán thành", 12),
            centred("Không có ý kiến", 12),
            centred("Kết quả", 27),
        ],
        rows: minutes
            .votes
            .iter()
            .enumerate()
            .map(|(place, vote)| vote_row(place, vote))
            .collect(),
        roomy: false,
    }));
    blocks
}

fn vote_row(place: usize, vote: &VoteLine) -> Vec<String> {
    let outcome = if vote.adopted {
        "thông qua"
    } else {
        "không thông qua"
    };
    vec![
        (place + 1).to_string(),
        vote.subject.clone(),
        format!("{}/{}", vote.for_, vote.base),
        vote.against.to_string(),
        vote.abstain.to_string(),
        format!("{}, {outcome}", percent(vote.for_, vote.base)),
    ]
}

fn ending(minutes: &CongressMinutes) -> Vec<Block> {
    let at = minutes
        .hours
        .1
        .as_deref()
        .map_or_else(|| "..... giờ .....".to_owned(), written_time);
    vec![
        text(format!(
            "Đại hội bế mạc vào hồi {at} cùng ngày. Biên bản được thông qua trước Đại hội."
        )),
        Block::Closing(Closing {
            recipients: Vec::new(),
            signatures: vec![
                signed_by_clerk(&minutes.clerk),
                signed_by_chair(&minutes.chair),
            ],
        }),
    ]
}
