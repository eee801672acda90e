//! Phiếu bầu, blank: stamp at the upper left; names to strike out, or four columns where there is no surplus
//! (244 Art. 17, kept by 190 Art. 15).

use super::header;
use crate::count::model::{Columns, RoundKind};
use crate::paper::layout::{Block, Header, Paper, Place, Span, Table, centred, spans, words};
use crate::paper::model::Ballot;
use crate::paper::rules::counted;

/// A blank ballot.
pub fn ballot(ballot: &Ballot) -> Paper {
    let occasion = &ballot.occasion;
    let round = match ballot.kind {
        RoundKind::First if ballot.round == 1 => String::new(),
        RoundKind::First | RoundKind::ReVote => format!(" (lần {})", ballot.round),
        RoundKind::TieBreak => format!(
            " (lần {}, giữa các đồng chí có số phiếu bằng nhau)",
            ballot.round
        ),
    };
    let mut blocks = vec![
        Block::Title("PHIẾU BẦU".to_owned()),
        Block::Abstract(format!(
            "{} nhiệm kỳ {}{round}",
            ballot.elects, occasion.term
        )),
        spans(
            Place::Middle,
            vec![Span::plain(format!(
                "Số lượng được bầu: {} đồng chí",
                counted(ballot.seats)
            ))],
        ),
        names(ballot),
    ];
    blocks.push(instruction(ballot));
    Paper {
        name: format!("Phiếu bầu {} lần {}", ballot.elects, ballot.round),
        header: Header {
            stamp: Some(format!("Đóng dấu của {}", ballot.stamp_of)),
            ..header(occasion, None, None)
        },
        blocks,
        foot: None,
    }
}

fn names(ballot: &Ballot) -> Block {
    let surplus = ballot.columns == Columns::StrikeOut;
    let columns = if surplus {
        vec![centred("TT", 12), words("Họ và tên", 88)]
    } else {
        vec![
            centred("TT", 10),
            words("Họ và tên", 50),
            centred("Đồng ý", 20),
            centred("Không đồng ý", 20),
        ]
    };
    let rows = ballot.candidates.iter().enumerate().map(|(place, name)| {
        let mut row = vec![(place + 1).to_string(), name.clone()];
        if !surplus {
            row.extend([String::new(), String::new()]);
        }
        row
    });
    Block::Table(Table {
        columns,
        rows: rows.collect(),
        roomy: true,
    })
}

fn instruction(ballot: &Ballot) -> Block {
    let how = if ballot.columns == Columns::StrikeOut {
        format!(
            "Cách bầu: gạch ngang họ và tên người không bầu; để lại không quá {} người. Phiếu để lại nhiều hơn số \
             lượng được bầu, phiếu gạch hết, phiếu ký tên hoặc viết thêm là không hợp lệ.",
            counted(ballot.seats)
        )
    } else {
        "Cách bầu: với mỗi người, đánh dấu X vào một trong hai ô “Đồng ý” hoặc “Không đồng ý”. Không ký tên, không \
         viết thêm vào phiếu."
            .to_owned()
    };
    spans(Place::Body, vec![Span::italic(how)])
}
