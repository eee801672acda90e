//! Hướng dẫn of points to note, and the công văn that sends it.

use super::numbered;
use crate::paper::layout::{Block, Closing, Header, Paper, Place, Signature, Span, spans, text};
use crate::paper::model::{GuidanceDocument, Issuer, OfficialLetter};
use crate::paper::rules::{capitals, place_and_date};

/// The document of points to note.
pub fn guidance_document(document: &GuidanceDocument) -> Paper {
    let mut blocks = vec![
        Block::Title("HƯỚNG DẪN".to_owned()),
        Block::Abstract(document.title.clone()),
        text(format!(
            "Thực hiện {}; trên cơ sở kết luận của đồng chí Bí thư tại các buổi rút kinh nghiệm sau đại hội điểm, {} \
             hướng dẫn một số nội dung như sau:",
            document.plan,
            name(&document.issuer)
        )),
    ];
    for (place, clause) in document.clauses.iter().enumerate() {
        let due = clause
            .due
            .as_ref()
            .map(|due| Span::italic(format!(" ({due})")));
        let mut stretches = vec![
            Span::bold(format!("{}- ", place + 1)),
            Span::plain(clause.text.clone()),
        ];
        stretches.extend(due);
        blocks.push(spans(Place::Body, stretches));
    }
    blocks.push(text(
        "Trong quá trình thực hiện, nếu có vướng mắc, các chi bộ kịp thời phản ánh để được hướng dẫn.",
    ));
    let committee = &document.issuer.committee;
    let above = format!("{committee} (để báo cáo)");
    let below = format!("Các đảng ủy, chi bộ trực thuộc {committee}");
    let recipients = document.issuer.board.iter().map(|_| above.clone());
    blocks.push(closing(
        &document.issuer,
        recipients.chain([below]).collect(),
    ));
    Paper {
        name: "Văn bản hướng dẫn".to_owned(),
        header: header(
            &document.issuer,
            numbered(document.symbol.as_deref(), "HD/........"),
            place_and_date(document.issuer.place.as_deref(), document.on),
        ),
        blocks,
        foot: None,
    }
}

/// The official letter: its abstract stands under the number, in 12 pt italics.
pub fn official_letter(letter: &OfficialLetter) -> Paper {
    let mut blocks = vec![spans(
        Place::Middle,
        vec![
            Span::italic("Kính gửi: "),
            Span::plain(letter.to.join("; ")),
        ],
    )];
    blocks.extend(letter.text.iter().map(text));
    blocks.push(closing(&letter.issuer, vec!["Như trên".to_owned()]));
    Paper {
        name: "Công văn gửi văn bản hướng dẫn".to_owned(),
        header: Header {
            letter_abstract: Some(letter.abstract_text.clone()),
            ..header(
                &letter.issuer,
                numbered(
                    letter.symbol.as_deref(),
                    &format!("CV/{}", letter.organ.as_deref().unwrap_or("........")),
                ),
                place_and_date(letter.issuer.place.as_deref(), letter.on),
            )
        },
        blocks,
        foot: None,
    }
}

fn name(issuer: &Issuer) -> String {
    match &issuer.board {
        Some(board) => format!("{board} {}", issuer.committee),
        None => issuer.committee.clone(),
    }
}

fn header(issuer: &Issuer, symbol: String, place_and_date: String) -> Header {
    let committee = capitals(&issuer.committee);
    let (above, organ) = match &issuer.board {
        Some(board) => (vec![committee], vec![capitals(board)]),
        None => (Vec::new(), vec![committee]),
    };
    Header {
        above,
        organ,
        symbol: Some(symbol),
        letter_abstract: None,
        stamp: None,
        place_and_date,
    }
}

/// A board is led by one person, who signs as such; a committee is collective and signs T/M.
fn closing(issuer: &Issuer, mut recipients: Vec<String>) -> Block {
    let (capacity, kept) = match &issuer.board {
        Some(board) => (vec!["TRƯỞNG BAN".to_owned()], format!("Lưu {board}")),
        None => (
            vec![
                format!("T/M {}", capitals(&issuer.committee)),
                "BÍ THƯ".to_owned(),
            ],
            "Lưu Văn phòng".to_owned(),
        ),
    };
    recipients.push(kept);
    Block::Closing(Closing {
        recipients,
        signatures: vec![Signature {
            capacity,
            name: issuer.signer.clone(),
        }],
    })
}
