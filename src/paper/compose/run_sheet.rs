//! Kịch bản điều hành: item by item, with hour and minutes, what is said and what is to be seen to.

use super::{congress_name, header, session_heading};
use crate::paper::layout::{Block, Paper, Place, Span, Table, centred, spans, text, words};
use crate::paper::model::{RunSheet, ScriptItem};

/// The chairman's script: first the programme at a glance, then what is said.
pub fn run_sheet(sheet: &RunSheet) -> Paper {
    let mut blocks = vec![
        Block::Title("KỊCH BẢN ĐIỀU HÀNH".to_owned()),
        Block::Abstract(congress_name(&sheet.occasion)),
        at_a_glance(&sheet.items),
        Block::NewPage,
    ];
    for (place, item) in sheet.items.iter().enumerate() {
        blocks.extend(said(place, item));
    }
    Paper {
        name: "Kịch bản điều hành đại hội".to_owned(),
        header: header(&sheet.occasion, None, None),
        blocks,
        foot: None,
    }
}

fn at_a_glance(items: &[ScriptItem]) -> Block {
    let rows = items.iter().enumerate().map(|(place, item)| {
        let minutes = item.minutes.map(|minutes| format!("{minutes} phút"));
        vec![
            (place + 1).to_string(),
            item.at.clone().unwrap_or_default(),
            minutes.unwrap_or_default(),
            item.title.clone(),
            item.who.clone().unwrap_or_default(),
        ]
    });
    Block::Table(Table {
        columns: vec![
            centred("TT", 7),
            centred("Giờ", 10),
            centred("Thời lượng", 14),
            words("Nội dung", 43),
            words("Người thực hiện", 26),
        ],
        rows: rows.collect(),
        roomy: false,
    })
}

fn said(place: usize, item: &ScriptItem) -> Vec<Block> {
    let mut blocks: Vec<Block> = item.session.map(session_heading).into_iter().collect();
    blocks.push(Block::Heading(format!("{}. {}", place + 1, item.title)));
    blocks.extend(
        item.notes
            .iter()
            .map(|note| spans(Place::Body, vec![Span::italic(format!("({note})"))])),
    );
    if item.spoken.is_empty() && item.notes.is_empty() {
        blocks.push(text("................................"));
    }
    blocks.extend(
        item.spoken
            .iter()
            .map(|line| spans(Place::Spoken, vec![Span::plain(line.clone())])),
    );
    blocks
}
