//! Danh sách trúng cử: who was elected as what, with votes and share.

use super::{header, numbered, record_line, signed_by_chair};
use crate::paper::layout::{Block, Closing, Paper, Table, centred, words};
use crate::paper::model::{ElectedLine, ElectedList};
use crate::paper::rules::percent;

/// The list of those elected.
pub fn elected_list(list: &ElectedList) -> Paper {
    let occasion = &list.occasion;
    let symbol = list
        .symbol
        .as_deref()
        .map(|symbol| numbered(Some(symbol), "BC/ĐH"));
    Paper {
        name: "Danh sách trúng cử".to_owned(),
        header: header(occasion, None, symbol),
        blocks: vec![
            Block::Title("DANH SÁCH".to_owned()),
            Block::Abstract(format!(
                "Các đồng chí trúng cử tại Đại hội {} nhiệm kỳ {}",
                occasion.branch, occasion.term
            )),
            elected_table(&list.lines),
            Block::Closing(Closing {
                recipients: vec![
                    format!("{} (để báo cáo)", occasion.above),
                    "Lưu Chi bộ".to_owned(),
                ],
                signatures: vec![signed_by_chair(&list.chair)],
            }),
        ],
        foot: record_line(list.audit_head.as_deref()),
    }
}

/// The table of those elected.
pub(super) fn elected_table(lines: &[ElectedLine]) -> Block {
    let rows = lines.iter().enumerate().map(|(place, line)| {
        vec![
            (place + 1).to_string(),
            line.name.clone(),
            line.born.map(|year| year.to_string()).unwrap_or_default(),
            line.post.clone().unwrap_or_default(),
            line.elected_as.clone(),
            line.votes.map(votes_of(line)).unwrap_or_default(),
        ]
    });
    Block::Table(Table {
        columns: vec![
            centred("TT", 7),
            words("Họ và tên", 26),
            centred("Năm sinh", 11),
            words("Chức vụ", 22),
            words("Trúng cử", 18),
            centred("Số phiếu", 16),
        ],
        rows: rows.collect(),
        roomy: false,
    })
}

fn votes_of(line: &ElectedLine) -> impl Fn(i64) -> String {
    let base = line.base;
    move |votes| match base {
        Some(base) => format!("{votes}/{base} ({})", percent(votes, base)),
        None => votes.to_string(),
    }
}
