//! Invented contents for every paper: a branch of thirty, long names, marks on every letter.

use daihoi::count::model::{Columns, RoundKind};
use daihoi::count::rules::columns;
use daihoi::paper::compose;
use daihoi::paper::layout::Paper;
use daihoi::paper::model::{
    Attendance, Ballot, BaseCalculation, CandidateTotals, Chair, Clerk, CongressMinutes,
    CountingMinutes, ElectedLine, ElectedList, ElectionAccount, ExcludedLine, Figures, FloorName,
    GuidanceClause, GuidanceDocument, Issuer, MinutesItem, Occasion, OfficialLetter, Resolution,
    RoundAccount, RunSheet, ScriptItem, TargetLine, VoteLine, Withdrawal,
};

const HEAD: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub fn occasion() -> Occasion {
    Occasion {
        above: "Đảng ủy VNPT Lạng Sơn".to_owned(),
        branch: "Chi bộ Trung tâm Kinh doanh".to_owned(),
        term: daihoi::paper::rules::term(2022, 2025),
        place: Some("Lạng Sơn".to_owned()),
        on: "2022-05-11".parse().ok(),
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn chair() -> Chair {
    Chair {
        names: names(&["Nguyễn Thị Ánh Tuyết", "Lương Đình Kỳ", "Vy Thị Ngoãn"]),
        presidium: true,
    }
}

fn clerk() -> Clerk {
    Clerk {
        names: names(&["Hoàng Thị Thuỷ"]),
        secretariat: false,
    }
}

fn base() -> BaseCalculation {
    let line = |reason: &str, count| ExcludedLine {
        reason: reason.to_owned(),
        count,
        ground: "244-QĐ/TW (9/6/2014), Điều 32".to_owned(),
    };
    BaseCalculation {
        summoned: 31,
        excluded: vec![
            line("được miễn công tác và sinh hoạt đảng, không dự đại hội", 1),
            line(
                "vắng mặt suốt thời gian đại hội có lý do chính đáng, được cấp ủy triệu tập đồng ý",
                1,
            ),
        ],
        base: 29,
        more_than_half: 15,
        ground: "244-QĐ/TW (9/6/2014), Điều 32".to_owned(),
        majority_ground: "244-QĐ/TW (9/6/2014), Điều 32".to_owned(),
    }
}

fn totals(name: &str, votes: i64) -> CandidateTotals {
    CandidateTotals {
        name: name.to_owned(),
        votes,
        against: None,
    }
}

pub fn counting() -> CountingMinutes {
    CountingMinutes {
        occasion: occasion(),
        symbol: Some("05-BB/ĐH".to_owned()),
        elects: "Chi ủy Chi bộ Trung tâm Kinh doanh".to_owned(),
        round: 1,
        kind: RoundKind::First,
        issued_at: Some("09:30".to_owned()),
        agreed_at: Some("10:15".to_owned()),
        entered_by: names(&["Nông Thị Hường", "Triệu Văn Lẩy"]),
        settled_by: None,
        counters: names(&["Đặng Quốc Khánh", "Nông Thị Hường", "Triệu Văn Lẩy"]),
        chair: chair(),
        base: base(),
        present: 28,
        seats: 3,
        columns: Columns::StrikeOut,
        names: names(&CANDIDATES),
        invalid_reasons: Vec::new(),
        figures: Some(figures()),
        note: None,
        audit_head: Some(HEAD.to_owned()),
    }
}

const CANDIDATES: [&str; 4] = [
    "Lương Đình Kỳ",
    "Vy Thị Ngoãn",
    "Công Tằng Tôn Nữ Thị Hoàng Phượng Ngọc Quỳnh",
    "Nguyễn Thị Ánh Tuyết",
];

fn figures() -> Figures {
    Figures {
        issued: 28,
        returned: 28,
        valid: 27,
        invalid: vec![("để nhiều tên hơn số lượng bầu".to_owned(), 1)],
        votes: vec![
            totals("Lương Đình Kỳ", 25),
            totals("Vy Thị Ngoãn", 21),
            totals("Công Tằng Tôn Nữ Thị Hoàng Phượng Ngọc Quỳnh", 7),
            totals("Nguyễn Thị Ánh Tuyết", 27),
        ],
        elected: names(&["Nguyễn Thị Ánh Tuyết", "Lương Đình Kỳ", "Vy Thị Ngoãn"]),
        tied: Vec::new(),
        unfilled: 0,
    }
}

/// The form that the counting committee takes with it.
pub fn counting_form() -> CountingMinutes {
    CountingMinutes {
        symbol: None,
        issued_at: None,
        agreed_at: None,
        invalid_reasons: names(&["để nhiều tên hơn số lượng bầu", "gạch hết tên"]),
        figures: None,
        entered_by: Vec::new(),
        audit_head: None,
        ..counting()
    }
}

/// One candidate for secretary: no surplus, so a vote may be against or not counted.
pub fn counting_of_secretary() -> CountingMinutes {
    CountingMinutes {
        symbol: None,
        elects: "Bí thư Chi bộ Trung tâm Kinh doanh".to_owned(),
        round: 2,
        kind: RoundKind::ReVote,
        seats: 1,
        columns: Columns::FourColumns,
        names: names(&["Nguyễn Thị Ánh Tuyết"]),
        figures: Some(Figures {
            invalid: vec![("đánh dấu cả hai ô".to_owned(), 1)],
            votes: vec![CandidateTotals {
                against: Some((13, 0)),
                ..totals("Nguyễn Thị Ánh Tuyết", 14)
            }],
            elected: Vec::new(),
            unfilled: 1,
            ..figures()
        }),
        ..counting()
    }
}

/// The last seat was tied, voted on again, and a deputy was left out.
pub fn elections() -> Vec<ElectionAccount> {
    let elected = |name: &str, round, votes| ElectedLine {
        name: name.to_owned(),
        round,
        votes,
        base: 29,
    };
    let tied = names(&["Vy Thị Ngoãn", "Nông Thị Hường"]);
    let first = Figures {
        votes: vec![
            totals("Nguyễn Thị Ánh Tuyết", 27),
            totals("Lương Đình Kỳ", 25),
            totals("Vy Thị Ngoãn", 15),
            totals("Nông Thị Hường", 15),
        ],
        elected: names(&["Nguyễn Thị Ánh Tuyết", "Lương Đình Kỳ"]),
        tied: tied.clone(),
        unfilled: 1,
        ..figures()
    };
    let second = Figures {
        valid: 28,
        invalid: Vec::new(),
        votes: vec![totals("Vy Thị Ngoãn", 13), totals("Nông Thị Hường", 12)],
        elected: names(&["Vy Thị Ngoãn"]),
        ..figures()
    };
    let round = |n, kind, seats, figures| RoundAccount {
        n,
        kind,
        issued_at: "09:30".to_owned(),
        seats,
        base: base(),
        figures: Some(figures),
        note: None,
    };
    let committee = ElectionAccount {
        elects: "Chi ủy Chi bộ Trung tâm Kinh doanh".to_owned(),
        seats: 3,
        allocated: false,
        seats_vote: Some(vote("", 28, 0)),
        committee_list: names(&["Lương Đình Kỳ", "Vy Thị Ngoãn", "Nguyễn Thị Ánh Tuyết"]),
        floor: vec![FloorName {
            name: "Nông Thị Hường".to_owned(),
            by: Some("Triệu Văn Lẩy".to_owned()),
            support: Some((12, 30)),
            poll: None,
        }],
        withdrawals: vec![Withdrawal {
            name: "Vy Thị Ngoãn".to_owned(),
            vote: Some(VoteLine {
                adopted: false,
                ..vote("", 9, 2)
            }),
        }],
        list: names(&CANDIDATES),
        list_vote: Some(vote("", 27, 1)),
        rounds: vec![
            round(1, RoundKind::First, 3, first),
            round(2, RoundKind::TieBreak, 1, second),
        ],
        elected: vec![
            elected("Nguyễn Thị Ánh Tuyết", 1, 27),
            elected("Lương Đình Kỳ", 1, 25),
            elected("Vy Thị Ngoãn", 2, 13),
        ],
        vacant: 0,
        vacancy_reason: None,
        vacancy_vote: None,
    };
    let deputy = ElectionAccount {
        elects: "Phó Bí thư Chi bộ Trung tâm Kinh doanh".to_owned(),
        seats: 1,
        floor: Vec::new(),
        withdrawals: Vec::new(),
        rounds: Vec::new(),
        elected: Vec::new(),
        vacant: 1,
        vacancy_reason: Some("Chuẩn bị nhân sự chưa đủ điều kiện.".to_owned()),
        vacancy_vote: Some(vote("", 26, 1)),
        ..committee.clone()
    };
    vec![committee, deputy]
}

fn vote(subject: &str, for_: i64, abstain: i64) -> VoteLine {
    VoteLine {
        subject: subject.to_owned(),
        for_,
        against: 0,
        abstain,
        base: 30,
        adopted: true,
    }
}

pub fn minutes() -> CongressMinutes {
    let item = |at: &str, title: &str, notes: &[&str]| MinutesItem {
        session: None,
        at: Some(at.to_owned()),
        title: title.to_owned(),
        notes: names(notes),
    };
    CongressMinutes {
        occasion: occasion(),
        symbol: Some("07-BB/ĐH".to_owned()),
        venue: Some("Hội trường Trung tâm Kinh doanh, số 15 đường Hùng Vương".to_owned()),
        hours: (Some("08:00".to_owned()), Some("11:20".to_owned())),
        attendance: Attendance {
            summoned_official: 31,
            present_official: 28,
            summoned_probationary: 2,
            present_probationary: 2,
        },
        corrections: names(&[
            "8 giờ 20: Lý Thị Hoa, đưa ra khỏi danh sách; lý do: đã chuyển sinh hoạt từ ngày 2/5/2022.",
        ]),
        chair: chair(),
        clerk: clerk(),
        items: vec![
            item("08:00", "Chào cờ", &["Hát Quốc ca, Quốc tế ca."]),
            item(
                "08:10",
                "Bầu Đoàn Chủ tịch, Thư ký",
                &["Đại hội biểu quyết số lượng và danh sách."],
            ),
            item(
                "08:30",
                "Báo cáo chính trị",
                &[
                    "Đồng chí Lương Đình Kỳ trình bày.",
                    "Đại hội thảo luận, có 06 ý kiến.",
                ],
            ),
            item(
                "09:30",
                "Bầu cử",
                &["Ban kiểm phiếu làm việc; biên bản kiểm phiếu kèm theo."],
            ),
        ],
        votes: vec![
            vote("Số lượng chi ủy viên: 03 đồng chí", 28, 0),
            vote("Danh sách bầu cử Chi ủy", 27, 1),
            vote("Chỉ tiêu: doanh thu tăng bình quân 8%/năm", 26, 2),
            vote("Nghị quyết Đại hội", 28, 0),
        ],
        base: Some(base()),
        elections: elections(),
        audit_head: Some(HEAD.to_owned()),
    }
}

pub fn resolution() -> Resolution {
    let paragraph = "Đại hội thống nhất đánh giá: trong nhiệm kỳ qua, Chi bộ đã lãnh đạo thực hiện hoàn thành các \
                     chỉ tiêu, nhiệm vụ; công tác xây dựng Đảng được quan tâm; nội bộ đoàn kết, thống nhất.";
    Resolution {
        occasion: occasion(),
        symbol: Some("06-NQ/ĐH".to_owned()),
        text: vec![paragraph.to_owned(); 6],
        targets: vec![
            TargetLine {
                text: "Doanh thu tăng bình quân hằng năm".to_owned(),
                unit: Some("%".to_owned()),
                baseline: Some("6,5".to_owned()),
                value: Some("8".to_owned()),
            },
            TargetLine {
                text: "Kết nạp đảng viên mới".to_owned(),
                unit: Some("đồng chí".to_owned()),
                baseline: None,
                value: Some("05".to_owned()),
            },
        ],
        vote: Some(vote("Nghị quyết Đại hội", 28, 0)),
        chair: chair(),
    }
}

pub fn ballot(seats: i64) -> Ballot {
    Ballot {
        occasion: occasion(),
        stamp_of: "Đảng ủy VNPT Lạng Sơn".to_owned(),
        elects: "Chi ủy Chi bộ Trung tâm Kinh doanh".to_owned(),
        round: 1,
        kind: RoundKind::First,
        seats,
        columns: columns(4, seats),
        candidates: names(&CANDIDATES),
    }
}

pub fn run_sheet() -> RunSheet {
    let item = |at: &str, minutes, title: &str, spoken: &[&str], notes: &[&str]| ScriptItem {
        session: None,
        at: Some(at.to_owned()),
        minutes: Some(minutes),
        title: title.to_owned(),
        who: Some("Đoàn Chủ tịch".to_owned()),
        spoken: names(spoken),
        notes: names(notes),
    };
    let mut items = vec![
        item(
            "08:00",
            10,
            "Ổn định tổ chức, chào cờ",
            &["Đề nghị Đại hội đứng dậy làm lễ chào cờ. Nghiêm! Chào cờ, chào!"],
            &["Toàn thể hát Quốc ca, Quốc tế ca trên nền nhạc"],
        ),
        item(
            "08:10",
            5,
            "Báo cáo tình hình đảng viên dự Đại hội",
            &["Đại hội có mặt 28 trên 31 đảng viên chính thức được triệu tập, đạt 90,32%."],
            &[],
        ),
    ];
    for hour in 0..14 {
        items.push(item("09:00", 15, &format!("Nội dung thứ {hour}"), &["Xin ý kiến Đại hội. Đồng chí nào nhất trí, đề nghị giơ tay biểu quyết. Xin cảm ơn. Có đồng chí nào không nhất trí? Có đồng chí nào có ý kiến khác?"], &[]));
    }
    RunSheet {
        occasion: occasion(),
        items,
    }
}

fn issuer() -> Issuer {
    Issuer {
        committee: "Đảng ủy Khối các cơ quan tỉnh Lạng Sơn".to_owned(),
        board: Some("Ban Tổ chức".to_owned()),
        place: Some("Lạng Sơn".to_owned()),
        signer: None,
    }
}

pub fn guidance() -> GuidanceDocument {
    let clause = |text: &str, due: Option<&str>| GuidanceClause {
        text: text.to_owned(),
        due: due.map(ToOwned::to_owned),
    };
    GuidanceDocument {
        issuer: issuer(),
        symbol: Some("07-HD/BTCĐUK".to_owned()),
        on: "2022-05-16".parse().ok(),
        title: "Một số vấn đề cần lưu ý trong quá trình tổ chức đại hội chi bộ".to_owned(),
        plan: "Kế hoạch số 65-KH/ĐUK, ngày 16/3/2022 về đại hội chi bộ nhiệm kỳ 2022 - 2025"
            .to_owned(),
        clauses: vec![
            clause(
                "Ma két đại hội thực hiện thống nhất theo mẫu của Đảng ủy Khối.",
                Some("hoàn thành trước khai mạc"),
            ),
            clause(
                "Chào cờ khi khai mạc và bế mạc: toàn thể hát Quốc ca, Quốc tế ca.",
                None,
            ),
            clause(
                "Văn bản của đại hội đánh số từ 01 chung cho mọi thể loại, ký hiệu ĐH.",
                None,
            ),
        ],
    }
}

pub fn letter() -> OfficialLetter {
    OfficialLetter {
        issuer: issuer(),
        symbol: Some("112-CV/BTCĐUK".to_owned()),
        organ: Some("BTCĐUK".to_owned()),
        on: "2022-05-16".parse().ok(),
        abstract_text: "V/v gửi văn bản những vấn đề cần lưu ý trong quá trình tổ chức đại hội chi bộ"
            .to_owned(),
        to: names(&["Các đảng ủy, chi bộ trực thuộc Đảng ủy Khối"]),
        text: vec!["Ban Tổ chức Đảng ủy Khối gửi kèm Hướng dẫn số 07-HD/BTCĐUK để các đồng chí triển khai thực hiện.".to_owned()],
    }
}

/// Every paper, with the name of its file.
pub fn all() -> Vec<(&'static str, Paper)> {
    let list = ElectedList {
        occasion: occasion(),
        symbol: None,
        elections: elections(),
        chair: chair(),
        audit_head: Some(HEAD.to_owned()),
    };
    vec![
        ("counting-minutes", compose::counting_minutes(&counting())),
        ("counting-form", compose::counting_minutes(&counting_form())),
        (
            "counting-minutes-secretary",
            compose::counting_minutes(&counting_of_secretary()),
        ),
        ("congress-minutes", compose::congress_minutes(&minutes())),
        ("resolution", compose::resolution(&resolution())),
        ("elected-list", compose::elected_list(&list)),
        ("ballot-strike-out", compose::ballot(&ballot(3))),
        ("ballot-four-columns", compose::ballot(&ballot(4))),
        ("run-sheet", compose::run_sheet(&run_sheet())),
        ("guidance", compose::guidance_document(&guidance())),
        ("official-letter", compose::official_letter(&letter())),
    ]
}
