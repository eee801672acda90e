//! How the congress elected, in its minutes: names put forward, withdrawals, the list, every ballot, what was left
//! vacant.

use super::{base_table, comrades, dashed, hands};
use crate::count::model::RoundKind;
use crate::paper::layout::{Block, Table, centred, text, words};
use crate::paper::model::{
    BaseCalculation, ElectionAccount, Figures, FloorName, RoundAccount, Withdrawal,
};
use crate::paper::rules::{counted, percent, written_time};

/// The part of the minutes on elections; nothing before one has begun.
pub(super) fn elections(accounts: &[ElectionAccount]) -> Vec<Block> {
    if accounts.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading("IV- BẦU CỬ (bỏ phiếu kín)".to_owned())];
    let mut printed: Option<&BaseCalculation> = None;
    for (place, account) in accounts.iter().enumerate() {
        blocks.push(Block::Heading(format!(
            "{}- Bầu {}",
            place + 1,
            account.elects
        )));
        blocks.extend(before_the_ballot(account));
        for round in &account.rounds {
            blocks.extend(of_round(account, round, &mut printed));
        }
        blocks.extend(result(account));
    }
    blocks
}

fn before_the_ballot(account: &ElectionAccount) -> Vec<Block> {
    let mut lines = Vec::new();
    if let Some(vote) = &account.seats_vote {
        lines.push(format!(
            "Số lượng: Đại hội biểu quyết bầu {} đồng chí ({}).",
            counted(account.seats),
            hands(vote)
        ));
    }
    if account.allocated {
        lines.push(format!(
            "Số lượng: {} đại biểu, do cấp ủy cấp trên phân bổ; Đại hội không biểu quyết số lượng.",
            counted(account.seats)
        ));
    }
    if !account.committee_list.is_empty() {
        let listed = comrades(&account.committee_list);
        lines.push(format!("Cấp ủy triệu tập đề cử: {listed}."));
    }
    lines.extend(account.floor.iter().map(put_forward));
    lines.extend(account.withdrawals.iter().map(withdrawal));
    if !account.list.is_empty() {
        let listed = i64::try_from(account.list.len()).unwrap_or(i64::MAX);
        let vote = account.list_vote.as_ref();
        lines.push(format!(
            "Danh sách bầu cử gồm {} đồng chí: {}{}.",
            counted(listed),
            comrades(&account.list),
            vote.map_or_else(String::new, |vote| format!(" ({})", hands(vote)))
        ));
    }
    lines.iter().map(|line| dashed(line)).collect()
}

fn put_forward(name: &FloorName) -> String {
    let how = match &name.by {
        Some(by) => format!("Đồng chí {by} đề cử đồng chí {}", name.name),
        None => format!("Đồng chí {} ứng cử", name.name),
    };
    let support = name.support.map(|(support, attending)| {
        format!("; {support}/{attending} người dự đại hội tán thành đưa vào danh sách")
    });
    let poll = name.poll.map(|votes| {
        format!(
            "; xin ý kiến bằng phiếu được {} phiếu giới thiệu",
            counted(votes)
        )
    });
    format!(
        "{how}{}{}.",
        support.unwrap_or_default(),
        poll.unwrap_or_default()
    )
}

fn withdrawal(withdrawal: &Withdrawal) -> String {
    let name = &withdrawal.name;
    match &withdrawal.vote {
        None => format!("Đồng chí {name} xin rút; Đại hội chưa quyết định."),
        Some(vote) => {
            let decided = if vote.adopted {
                "đồng ý"
            } else {
                "không đồng ý"
            };
            format!(
                "Đồng chí {name} xin rút khỏi danh sách; Đại hội biểu quyết {decided} cho rút ({}).",
                hands(vote)
            )
        }
    }
}

/// The base stands before the first ballot that was measured against it.
fn of_round<'a>(
    account: &ElectionAccount,
    round: &'a RoundAccount,
    printed: &mut Option<&'a BaseCalculation>,
) -> Vec<Block> {
    let why = match round.kind {
        RoundKind::First => "",
        RoundKind::ReVote => ", bầu tiếp số còn thiếu",
        RoundKind::TieBreak => ", bầu lại giữa các đồng chí có số phiếu bằng nhau",
    };
    let title = format!(
        "Lần {}{why}: bầu {} đồng chí, phát phiếu lúc {}.",
        round.n,
        counted(round.seats),
        written_time(&round.issued_at)
    );
    let mut blocks = vec![text(title)];
    if let Some(note) = &round.note {
        let what = if round.figures.is_some() {
            "Ghi chú"
        } else {
            "Lần bỏ phiếu này dừng, không có kết quả. Lý do"
        };
        blocks.push(text(format!("{what}: {}.", note.trim_end_matches('.'))));
    }
    let Some(figures) = &round.figures else {
        return blocks;
    };
    if *printed != Some(&round.base) {
        blocks.push(text("Cơ sở tính kết quả bầu cử:"));
        blocks.push(base_table(&round.base));
        *printed = Some(&round.base);
    }
    blocks.push(text(ballots(figures)));
    blocks.push(totals(figures, round.base.base));
    blocks.extend(tie(figures, account));
    blocks
}

fn ballots(figures: &Figures) -> String {
    let invalid: i64 = figures.invalid.iter().map(|(_, count)| count).sum();
    let reasons: Vec<String> = figures
        .invalid
        .iter()
        .map(|(reason, count)| format!("{reason} {}", counted(*count)))
        .collect();
    let reasons = if reasons.is_empty() {
        String::new()
    } else {
        format!(" ({})", reasons.join("; "))
    };
    format!(
        "Phát ra {} phiếu, thu về {} phiếu, hợp lệ {} phiếu, không hợp lệ {} phiếu{reasons}. Kết quả:",
        counted(figures.issued),
        counted(figures.returned),
        counted(figures.valid),
        counted(invalid)
    )
}

fn totals(figures: &Figures, base: i64) -> Block {
    let mut votes: Vec<_> = figures.votes.iter().collect();
    votes.sort_by_key(|candidate| std::cmp::Reverse(candidate.votes));
    let rows = votes.into_iter().enumerate().map(|(place, candidate)| {
        let outcome = if figures.elected.contains(&candidate.name) {
            "trúng cử"
        } else if figures.tied.contains(&candidate.name) {
            "bằng phiếu"
        } else {
            "không trúng cử"
        };
        vec![
            (place + 1).to_string(),
            candidate.name.clone(),
            format!("{}/{base}", candidate.votes),
            percent(candidate.votes, base),
            outcome.to_owned(),
        ]
    });
    Block::Table(Table {
        columns: vec![
            centred("TT", 8),
            words("Họ và tên", 38),
            centred("Số phiếu", 16),
            centred("Tỷ lệ", 16),
            centred("Kết quả", 22),
        ],
        rows: rows.collect(),
        roomy: false,
    })
}

fn tie(figures: &Figures, account: &ElectionAccount) -> Option<Block> {
    (!figures.tied.is_empty()).then(|| {
        text(format!(
            "Các đồng chí có số phiếu bằng nhau ở vị trí cuối cùng khi bầu {}: {}.",
            account.elects,
            comrades(&figures.tied)
        ))
    })
}

fn result(account: &ElectionAccount) -> Vec<Block> {
    let names: Vec<String> = account
        .elected
        .iter()
        .map(|line| line.name.clone())
        .collect();
    let mut blocks = Vec::new();
    if !names.is_empty() {
        blocks.push(text(format!(
            "Trúng cử {}: {}.",
            account.elects,
            comrades(&names)
        )));
    }
    blocks.extend(left_vacant(account));
    blocks
}

/// What was left vacant, and why.
pub(super) fn left_vacant(account: &ElectionAccount) -> Option<Block> {
    (account.vacant > 0).then(|| {
        let reason = account
            .vacancy_reason
            .as_deref()
            .map_or_else(String::new, |reason| {
                format!("; lý do: {}", reason.trim_end_matches('.'))
            });
        let vote = account
            .vacancy_vote
            .as_ref()
            .map_or_else(String::new, |vote| {
                format!(". Đại hội biểu quyết để khuyết: {}", hands(vote))
            });
        text(format!(
            "Khuyết {} đồng chí{reason}{vote}.",
            counted(account.vacant)
        ))
    })
}
