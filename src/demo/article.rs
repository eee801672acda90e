//! What the article tells, in our own words, and what had to be invented to make it live.
//!
//! The article names the plan, the two base organisations, the two pilot branches, the two days, the themes that
//! were raised, the conclusion and the task. It gives no figures, no members, and does not say which pilot was held
//! on which day. Everything else is invented, and says so: [`INVENTED`].

use crate::auth::permission::Role;
use crate::opinion::model::Theme;
use crate::unit::model::Level;

/// Stands beside everything that the article does not tell.
pub const INVENTED: &str = "dữ liệu minh hoạ";

/// A unit of the demo: its short key here, level, code, name, the key of the unit above, the code of its sector.
pub struct DemoUnit {
    /// How the other tables here refer to it.
    pub key: &'static str,
    /// What it is.
    pub level: Level,
    /// Its code.
    pub code: &'static str,
    /// Its full name.
    pub name: &'static str,
    /// Its short name.
    pub short_name: &'static str,
    /// The unit above.
    pub above: Option<&'static str>,
    /// Its sector.
    pub sector: Option<&'static str>,
    /// Official members; invented.
    pub official: i64,
    /// Probationary members; invented.
    pub probationary: i64,
}

#[rustfmt::skip]
#[expect(clippy::too_many_arguments, reason = "a row of the table below")]
const fn unit(
    key: &'static str, level: Level, code: &'static str, name: &'static str, short_name: &'static str,
    above: Option<&'static str>, sector: Option<&'static str>, official: i64, probationary: i64,
) -> DemoUnit {
    DemoUnit { key, level, code, name, short_name, above, sector, official, probationary }
}

/// Sectors: code and name (both named in the article).
pub const SECTORS: [(&str, &str); 2] = [
    ("doanh_nghiep", "Doanh nghiệp"),
    ("co_quan", "Cơ quan, Sự nghiệp"),
];

/// The units. The first four and the two pilots are the article's; the others are invented.
#[rustfmt::skip]
pub const UNITS: [DemoUnit; 15] = [
    unit("tinh",    Level::ProvinceCommittee, "TU",  "Tỉnh ủy Lạng Sơn",                                   "Tỉnh ủy",            None,            None,                 0, 0),
    unit("khoi",    Level::BlocCommittee,     "ĐUK", "Đảng ủy Khối các cơ quan tỉnh Lạng Sơn",             "Đảng ủy Khối",       Some("tinh"),    None,                 0, 0),
    unit("vnpt",    Level::BaseCommittee,     "ĐU",  "Đảng ủy cơ sở VNPT Lạng Sơn",                        "VNPT Lạng Sơn",      Some("khoi"),    Some("doanh_nghiep"), 0, 0),
    unit("cucthue", Level::BaseCommittee,     "ĐU",  "Đảng ủy cơ sở Cục Thuế tỉnh Lạng Sơn",               "Cục Thuế tỉnh",      Some("khoi"),    Some("co_quan"),      0, 0),
    unit("ttkd",    Level::Branch,            "CB",  "Chi bộ Trung tâm kinh doanh",                        "TT Kinh doanh",      Some("vnpt"),    Some("doanh_nghiep"), 12, 1),
    unit("chibo3",  Level::Branch,            "CB",  "Chi bộ III",                                         "Chi bộ III",         Some("cucthue"), Some("co_quan"),      11, 0),
    unit("vnpt2",   Level::Branch,            "CB",  "Chi bộ Kỹ thuật (dữ liệu minh hoạ)",                 "CB Kỹ thuật",        Some("vnpt"),    Some("doanh_nghiep"), 14, 1),
    unit("vnpt3",   Level::Branch,            "CB",  "Chi bộ Khối văn phòng (dữ liệu minh hoạ)",           "CB Văn phòng",       Some("vnpt"),    Some("doanh_nghiep"), 9, 0),
    unit("thue1",   Level::Branch,            "CB",  "Chi bộ I (dữ liệu minh hoạ)",                        "Chi bộ I",           Some("cucthue"), Some("co_quan"),      10, 1),
    unit("thue2",   Level::Branch,            "CB",  "Chi bộ II (dữ liệu minh hoạ)",                       "Chi bộ II",          Some("cucthue"), Some("co_quan"),      8, 0),
    unit("dn",      Level::BaseCommittee,     "ĐU",  "Đảng ủy cơ sở Công ty A (dữ liệu minh hoạ)",         "Công ty A",          Some("khoi"),    Some("doanh_nghiep"), 0, 0),
    unit("dn1",     Level::Branch,            "CB",  "Chi bộ Phân xưởng 1 (dữ liệu minh hoạ)",             "CB Phân xưởng 1",    Some("dn"),      Some("doanh_nghiep"), 16, 2),
    unit("dn2",     Level::Branch,            "CB",  "Chi bộ Phân xưởng 2 (dữ liệu minh hoạ)",             "CB Phân xưởng 2",    Some("dn"),      Some("doanh_nghiep"), 7, 0),
    unit("so",      Level::BaseBranch,        "CB",  "Chi bộ cơ sở Cơ quan B (dữ liệu minh hoạ)",          "CB Cơ quan B",       Some("khoi"),    Some("co_quan"),      18, 1),
    unit("bo",      Level::BaseBranch,        "CB",  "Chi bộ cơ sở Đơn vị C (dữ liệu minh hoạ)",           "CB Đơn vị C",        Some("khoi"),    Some("co_quan"),      13, 0),
];

/// The accounts: user name, what the person is called, office, the key of its unit.
#[rustfmt::skip]
pub const ACCOUNTS: [(&str, &str, Role, Option<&str>); 15] = [
    ("admin",        "Quản trị hệ thống",                              Role::Administrator,       None),
    ("bantochuc",    "Cán bộ Ban Tổ chức Đảng ủy Khối",                Role::OrganisationOfficer, Some("khoi")),
    ("bithu",        "Bí thư Đảng ủy Khối",                            Role::Secretary,           Some("khoi")),
    ("vnpt",         "Văn phòng Đảng ủy VNPT Lạng Sơn",                Role::CommitteeOfficer,    Some("vnpt")),
    ("cucthue",      "Văn phòng Đảng ủy Cục Thuế tỉnh",                Role::CommitteeOfficer,    Some("cucthue")),
    ("vnpt.bithu",   "Bí thư Đảng ủy VNPT Lạng Sơn",                   Role::Secretary,           Some("vnpt")),
    ("cucthue.bithu", "Bí thư Đảng ủy Cục Thuế tỉnh",                  Role::Secretary,           Some("cucthue")),
    ("ttkd",         "Chi ủy Chi bộ Trung tâm kinh doanh",             Role::BranchCommittee,     Some("ttkd")),
    ("chibo3",       "Chi ủy Chi bộ III",                              Role::BranchCommittee,     Some("chibo3")),
    ("kiemphieu1",   "Tổ kiểm phiếu, thành viên 1",                    Role::Counter,             Some("ttkd")),
    ("kiemphieu2",   "Tổ kiểm phiếu, thành viên 2",                    Role::Counter,             Some("ttkd")),
    ("kiemphieu3",   "Tổ kiểm phiếu Chi bộ III, thành viên 1",         Role::Counter,             Some("chibo3")),
    ("kiemphieu4",   "Tổ kiểm phiếu Chi bộ III, thành viên 2",         Role::Counter,             Some("chibo3")),
    ("quansat",      "Đại biểu dự đại hội",                            Role::Observer,            Some("khoi")),
    ("thue1",        "Chi ủy Chi bộ I, Cục Thuế tỉnh",                 Role::BranchCommittee,     Some("thue1")),
];

/// Number and symbol of the plan.
pub const PLAN_SYMBOL: &str = "65-KH/ĐUK";
/// What the plan is about.
pub const PLAN_TITLE: &str = "Chuẩn bị và tiến hành đại hội chi bộ trực thuộc đảng ủy bộ phận, đảng ủy cơ sở, nhiệm kỳ 2022 - 2025";

/// The pilots: the branch's key, the account that prepares it, those that review it, the day.
///
/// The article gives 11 and 12 May for the two together; which was on which day is assumed.
pub const PILOTS: [DemoPilot; 2] = [
    DemoPilot {
        unit: "ttkd",
        branch: "ttkd",
        reviewer: "vnpt",
        counters: ["kiemphieu1", "kiemphieu2"],
        day: "2022-05-11",
        reason: "Đại diện khối Doanh nghiệp (theo bài viết; ngày 11/5 là giả định)",
    },
    DemoPilot {
        unit: "chibo3",
        branch: "chibo3",
        reviewer: "cucthue",
        counters: ["kiemphieu3", "kiemphieu4"],
        day: "2022-05-12",
        reason: "Đại diện khối Cơ quan, Sự nghiệp (theo bài viết; ngày 12/5 là giả định)",
    },
];

/// One pilot of the article.
pub struct DemoPilot {
    /// The branch.
    pub unit: &'static str,
    /// Who prepares it.
    pub branch: &'static str,
    /// Who reviews it.
    pub reviewer: &'static str,
    /// Who enters the counts, each without seeing the other's entry.
    pub counters: [&'static str; 2],
    /// The day; which of the two it was is assumed.
    pub day: &'static str,
    /// Why it was chosen.
    pub reason: &'static str,
}

/// What was raised at the pilots, by theme. The themes are the article's; who raised them, the answers and the
/// wording of each conclusion are invented.
pub struct DemoOpinion {
    /// The theme the article names.
    pub theme: Theme,
    /// At which pilot; invented.
    pub at: &'static str,
    /// What was raised.
    pub text: &'static str,
    /// The answer; invented.
    pub answer: &'static str,
    /// The conclusion; invented in its wording.
    pub conclusion: &'static str,
}

/// The opinions of the article.
pub const OPINIONS: [DemoOpinion; 5] = [
    DemoOpinion {
        theme: Theme::BackdropLayout,
        at: "ttkd",
        text: "Đề nghị làm rõ việc thống nhất ma két đại hội.",
        answer: "Các chi bộ dùng chung một mẫu ma két do Đảng ủy Khối duyệt (dữ liệu minh hoạ).",
        conclusion: "Thực hiện thống nhất mẫu ma két kèm theo kế hoạch; không tự thay đổi bố cục (dữ liệu minh hoạ).",
    },
    DemoOpinion {
        theme: Theme::Anthems,
        at: "ttkd",
        text: "Đề nghị làm rõ việc đảng viên hát Quốc ca, Quốc tế ca khi chào cờ khai mạc, bế mạc.",
        answer: "Đảng viên trực tiếp hát trên nền nhạc (dữ liệu minh hoạ).",
        conclusion: "Đảng viên hát Quốc ca, Quốc tế ca ở cả phần chào cờ khai mạc và bế mạc (dữ liệu minh hoạ).",
    },
    DemoOpinion {
        theme: Theme::CongressDocuments,
        at: "chibo3",
        text: "Đề nghị làm rõ việc ban hành tài liệu đại hội.",
        answer: "Tài liệu của đại hội đánh số chung một hệ thống từ 01 (dữ liệu minh hoạ).",
        conclusion: "Tài liệu đại hội ban hành đúng thể thức, đánh số liên tục từ 01, ký hiệu ĐH (dữ liệu minh hoạ).",
    },
    DemoOpinion {
        theme: Theme::Presidium,
        at: "chibo3",
        text: "Đề nghị làm rõ cách điều hành của đoàn chủ tịch.",
        answer: "Đoàn chủ tịch điều hành theo kịch bản đã được duyệt (dữ liệu minh hoạ).",
        conclusion: "Phân công rõ từng đồng chí trong đoàn chủ tịch, điều hành theo kịch bản (dữ liệu minh hoạ).",
    },
    DemoOpinion {
        theme: Theme::CountingCommittee,
        at: "chibo3",
        text: "Đề nghị làm rõ cách điều hành, làm việc của tổ kiểm phiếu.",
        answer: "Tổ kiểm phiếu làm việc theo trình tự của quy chế bầu cử (dữ liệu minh hoạ).",
        conclusion: "Tổ kiểm phiếu hướng dẫn cách ghi phiếu, kiểm tra, niêm phong thùng phiếu trước khi bầu \
                     (dữ liệu minh hoạ).",
    },
];

/// The task that the Secretary gave the Organisation Board.
pub const ASSIGNMENT: &str = "Căn cứ ý kiến kết luận, ban hành văn bản về những vấn đề cần lưu ý trong quá trình tổ chức \
                              đại hội chi bộ 2022-2025 để thực hiện thống nhất trong toàn Đảng bộ";
