//! Nghị quyết: the adopted text with its targets, and how it was adopted.

use super::{congress_name, header, numbered};
use crate::paper::layout::{Block, Closing, Paper, Signature, Table, centred, text, words};
use crate::paper::model::{Chair, Resolution, TargetLine, VoteLine};
use crate::paper::rules::percent;

/// The resolution of the congress.
pub fn resolution(resolution: &Resolution) -> Paper {
    let occasion = &resolution.occasion;
    let symbol = numbered(resolution.symbol.as_deref(), "NQ/ĐH");
    let mut blocks = vec![
        Block::Title("NGHỊ QUYẾT".to_owned()),
        Block::Abstract(congress_name(occasion)),
    ];
    blocks.extend(resolution.text.iter().map(text));
    if !resolution.targets.is_empty() {
        blocks.push(Block::Heading("CÁC CHỈ TIÊU CHỦ YẾU".to_owned()));
        blocks.push(targets(&resolution.targets));
    }
    blocks.extend(resolution.vote.as_ref().map(adopted));
    blocks.push(Block::Closing(Closing {
        recipients: vec![
            format!("{} (để báo cáo)", occasion.above),
            "Các đồng chí chi ủy viên, đảng viên".to_owned(),
            "Lưu Chi bộ".to_owned(),
        ],
        signatures: vec![signed(&resolution.chair)],
    }));
    Paper {
        name: "Nghị quyết đại hội".to_owned(),
        header: header(occasion, None, Some(symbol)),
        blocks,
        foot: None,
    }
}

fn signed(chair: &Chair) -> Signature {
    let capacity = if chair.presidium {
        vec!["T/M ĐOÀN CHỦ TỊCH".to_owned()]
    } else {
        vec!["T/M ĐẠI HỘI".to_owned(), "CHỦ TỊCH".to_owned()]
    };
    Signature {
        capacity,
        name: chair.names.first().cloned(),
    }
}

fn targets(targets: &[TargetLine]) -> Block {
    let rows = targets.iter().enumerate().map(|(place, target)| {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            (place + 1).to_string(),
            target.text.clone(),
            said(&target.unit),
            said(&target.baseline),
            said(&target.value),
        ]
    });
    Block::Table(Table {
        columns: vec![
            centred("TT", 8),
            words("Chỉ tiêu", 44),
            centred("Đơn vị tính", 16),
            centred("Hiện nay", 16),
            centred("Chỉ tiêu đến cuối nhiệm kỳ", 16),
        ],
        rows: rows.collect(),
        roomy: false,
    })
}

fn adopted(vote: &VoteLine) -> Block {
    text(format!(
        "Nghị quyết được Đại hội biểu quyết thông qua với {}/{} phiếu tán thành, đạt {}; không tán thành {}; không \
         có ý kiến {}.",
        vote.for_,
        vote.base,
        percent(vote.for_, vote.base),
        vote.against,
        vote.abstain
    ))
}
