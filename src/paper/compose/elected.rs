//! Danh sách trúng cử: who was elected to which post, by which ballot, with votes and share; what was left vacant.

use super::{header, numbered, record_line, signed_by_chair};
use crate::paper::compose::account::left_vacant;
use crate::paper::layout::{
    Block, Closing, Paper, Place, Span, Table, centred, spans, text, words,
};
use crate::paper::model::{ElectedLine, ElectedList, ElectionAccount};
use crate::paper::rules::{counted, percent};

/// The list of those elected.
pub fn elected_list(list: &ElectedList) -> Paper {
    let occasion = &list.occasion;
    let symbol = list
        .symbol
        .as_deref()
        .map(|symbol| numbered(Some(symbol), "BC/ĐH"));
    let mut blocks = vec![
        Block::Title("DANH SÁCH".to_owned()),
        Block::Abstract(format!(
            "Các đồng chí trúng cử tại Đại hội {} nhiệm kỳ {}",
            occasion.branch, occasion.term
        )),
    ];
    for (place, election) in list.elections.iter().enumerate() {
        blocks.extend(of_post(place, election));
    }
    blocks.push(spans(
        Place::Body,
        vec![Span::italic(
            "Tỷ lệ được tính trên cơ sở tính kết quả bầu cử của từng lần bầu.",
        )],
    ));
    blocks.push(Block::Closing(Closing {
        recipients: vec![
            format!("{} (để báo cáo)", occasion.above),
            "Lưu Chi bộ".to_owned(),
        ],
        signatures: vec![signed_by_chair(&list.chair)],
    }));
    Paper {
        name: "Danh sách trúng cử".to_owned(),
        header: header(occasion, None, symbol),
        blocks,
        foot: record_line(list.audit_head.as_deref()),
    }
}

fn of_post(place: usize, election: &ElectionAccount) -> Vec<Block> {
    let elected = i64::try_from(election.elected.len()).unwrap_or(i64::MAX);
    let mut blocks = vec![Block::Heading(format!(
        "{}- {}: {}/{} đồng chí",
        place + 1,
        election.elects,
        counted(elected),
        counted(election.seats)
    ))];
    if election.elected.is_empty() {
        blocks.push(text("Không có đồng chí nào trúng cử."));
    } else {
        blocks.push(elected_table(&election.elected));
    }
    blocks.extend(left_vacant(election));
    blocks
}

fn elected_table(lines: &[ElectedLine]) -> Block {
    let rows = lines.iter().enumerate().map(|(place, line)| {
        vec![
            (place + 1).to_string(),
            line.name.clone(),
            format!("lần {}", line.round),
            format!("{}/{}", line.votes, line.base),
            percent(line.votes, line.base),
        ]
    });
    Block::Table(Table {
        columns: vec![
            centred("TT", 8),
            words("Họ và tên", 44),
            centred("Lần bầu", 14),
            centred("Số phiếu", 17),
            centred("Tỷ lệ", 17),
        ],
        rows: rows.collect(),
        roomy: false,
    })
}
