//! A whole congress day through its pages, without scripts, with two counting accounts at the end of it.

use reqwest::StatusCode;

use crate::ballots;
use crate::browsing::{Browser, Seen};
use crate::conduct;
use crate::elections::at_the_ballots;
use crate::pages_day::{by_link, done};
use crate::pages_day_conduct::{NEARLY_ALL, elects, on_its_day, presses};
use crate::story::{Branch, Story};

/// Hands for a step of an election.
const HANDS: [(&str, &str); 3] = [
    ("votes.for", "26"),
    ("votes.against", "0"),
    ("votes.abstain", "1"),
];

/// Fills in the form behind a link; says yes once more where that is asked.
pub async fn takes(
    browser: &mut Browser,
    page: &Seen,
    step: &str,
    fields: &[(&str, &str)],
) -> Seen {
    let form = browser.follows(page, step).await.expect_ok();
    let button = form.all("main form button").pop().expect("a button");
    let answer = browser.fills(&form, fields, &button).await;
    if answer.status.is_success() && answer.heading().contains("Kiểm tra lại") {
        return browser.fills(&answer, &[], step).await;
    }
    answer
}

/// Takes steps of an election in turn; gives its page.
async fn takes_all(chair: &mut Browser, election: &str, steps: &[(&str, &[(&str, &str)])]) -> Seen {
    let mut page = chair.opens(election).await.expect_ok();
    for (step, fields) in steps {
        page = takes(chair, &page, step, fields).await.expect_ok();
        assert!(done(&page).starts_with("Đã thực hiện"), "{step}");
    }
    page
}

/// The page of one of the congress's elections.
async fn election(chair: &mut Browser, branch: &Branch, title: &str) -> Seen {
    let list = chair.opens(&format!("{}/elections", branch.congress)).await;
    chair.follows(&list.expect_ok(), title).await.expect_ok()
}

/// The figures of 27 ballots, so many for each name in its order.
fn figures(votes: &[&str]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = ["issued", "returned", "valid"]
        .map(|name| (format!("minutes.{name}"), "27".to_owned()))
        .into();
    for (row, votes) in votes.iter().enumerate() {
        let name = format!("minutes.candidates.{row}.votes");
        fields.push((name, (*votes).to_owned()));
    }
    fields
}

/// As [`figures`], of a ballot with one name: agree, disagree.
fn of_one_name(agree: i64) -> Vec<(String, String)> {
    let mut fields = figures(&[]);
    for (part, count) in [
        ("agree", agree),
        ("disagree", 27 - agree),
        ("not_counted", 0),
    ] {
        fields.push((format!("minutes.candidates.0.{part}"), count.to_string()));
    }
    fields
}

/// The members of the counting committee who can be named in a form, in order.
fn who_may_be_named(form: &Seen) -> Vec<String> {
    let select = form
        .html
        .split("name=\"counter_id\"")
        .nth(1)
        .expect("a list");
    let list = select.split("</select>").next().expect("its end");
    let values = list.split("<option value=\"").skip(1);
    let keys = values.filter_map(|option| option.split('"').next());
    keys.filter(|key| !key.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// Fills in the figures in the name of the first who can be named; gives the page that asks once more.
async fn fills_in(counter: &mut Browser, round: &str, fields: &[(String, String)]) -> Seen {
    let form = counter.opens(&format!("{round}/entries")).await.expect_ok();
    let member = who_may_be_named(&form).remove(0);
    let mut fields = pairs(fields);
    fields.push(("counter_id", &member));
    counter
        .fills(&form, &fields, "Tiếp tục để kiểm tra lại")
        .await
}

async fn enters(counter: &mut Browser, round: &str, fields: &[(String, String)]) -> Seen {
    let asked = fills_in(counter, round, fields).await;
    if !asked.status.is_success() {
        // What cannot be is said before anybody looks once more.
        return asked;
    }
    assert!(
        asked.heading().contains("Kiểm tra lại"),
        "{}",
        asked.heading()
    );
    counter.fills(&asked, &[], "Nhập số liệu kiểm phiếu").await
}

#[tokio::test]
async fn a_whole_congress_day_is_held_from_its_pages() {
    let (story, personnel) = on_its_day().await;
    let branch = &story.branches[0];
    let mut chair = Browser::of(&story.world, &branch.people).await;
    let [first, second] = ballots::counters(&story.world, branch).await;
    let mut counters = [
        Browser::of(&story.world, &first).await,
        Browser::of(&story.world, &second).await,
    ];
    let congress = chair.opens(&branch.congress).await.expect_ok();
    let opened = takes(&mut chair, &congress, "Khai mạc đại hội", &[]).await;
    assert_eq!(opened.expect_ok().path, branch.congress);
    for kind in conduct::kinds(branch).await {
        presses(&mut chair, branch, &kind, "Bắt đầu")
            .await
            .expect_ok();
        let at = (&mut chair, &mut counters);
        what_belongs_to(&story, at, &personnel, &kind).await;
        let ended = presses(&mut chair, branch, &kind, "Kết thúc")
            .await
            .expect_ok();
        assert!(done(&ended).starts_with("Đã kết thúc"));
    }
    let programme = chair.opens(&format!("{}/programme", branch.congress)).await;
    assert!(programme.says("Các mục của chương trình đã xong"));
    let congress = chair.opens(&branch.congress).await.expect_ok();
    let closed = takes(&mut chair, &congress, "Bế mạc đại hội", &[])
        .await
        .expect_ok();
    assert!(done(&closed).starts_with("Đã thực hiện"));
    let elected = chair.opens(&format!("{}/elections", branch.congress)).await;
    assert!(elected.says("Đã bầu đủ"), "{:?}", elected.all("main"));
}

/// What is done in an item of this kind: on pages, but for documents and the scheme, which are presented elsewhere.
async fn what_belongs_to(
    story: &Story,
    (chair, counters): (&mut Browser, &mut [Browser; 2]),
    personnel: &str,
    kind: &str,
) {
    if !what_is_voted_and_elected(story, (chair, counters), kind).await {
        story
            .what_belongs_to(&story.branches[0], personnel, kind)
            .await;
    }
}

/// What is voted and elected in an item of this kind; whether there was anything.
pub async fn what_is_voted_and_elected(
    story: &Story,
    (chair, counters): (&mut Browser, &mut [Browser; 2]),
    kind: &str,
) -> bool {
    let branch = &story.branches[0];
    match kind {
        "presidium_election" => {
            let roll = crate::door::called(&branch.people, &branch.congress, "official").await;
            elects(chair, branch, "presidium", &roll[..1])
                .await
                .expect_ok();
            elects(chair, branch, "secretariat", &roll[1..2])
                .await
                .expect_ok();
        }
        "counting_committee" => {
            let roll = crate::door::called(&branch.people, &branch.congress, "official").await;
            elects(chair, branch, "counting_committee", &roll[24..27])
                .await
                .expect_ok();
        }
        "programme_adoption" => {
            for link in ["Biểu quyết chương trình", "Biểu quyết quy chế làm việc"] {
                let page = chair.opens(&format!("{}/votes", branch.congress)).await;
                let button = "Ghi kết quả biểu quyết";
                by_link(chair, &page.expect_ok(), link, &NEARLY_ALL, button)
                    .await
                    .expect_ok();
            }
        }
        "committee_ballot" => the_committee_is_elected(branch, chair, counters).await,
        "secretary_ballot" => one_is_elected(branch, chair, counters, "Bầu bí thư").await,
        "deputy_ballot" => one_is_elected(branch, chair, counters, "Bầu phó bí thư").await,
        _ => return false,
    }
    true
}

async fn one_is_elected(
    branch: &Branch,
    chair: &mut Browser,
    counters: &mut [Browser; 2],
    title: &str,
) {
    let page = election(chair, branch, title).await;
    let seats: Vec<(&str, &str)> = HANDS.iter().copied().chain([("seats", "1")]).collect();
    let at = page.path;
    takes_all(
        chair,
        &at,
        &[
            ("Biểu quyết số lượng bầu", &seats),
            ("Công bố danh sách đề cử", &[]),
            ("Kết thúc ứng cử, đề cử", &[]),
            ("Biểu quyết danh sách bầu cử", &HANDS),
            ("Phát phiếu bầu", &[]),
        ],
    )
    .await;
    let round = format!("{at}/rounds/1");
    for counter in counters {
        enters(counter, &round, &of_one_name(25)).await.expect_ok();
    }
    let announce = "Công bố kết quả kiểm phiếu";
    let conclude = "Tuyên bố kết quả trúng cử";
    let page = takes_all(chair, &at, &[(announce, &[]), (conclude, &[])]).await;
    assert!(page.says("Đã bầu đủ"));
}

async fn the_committee_is_elected(
    branch: &Branch,
    chair: &mut Browser,
    counters: &mut [Browser; 2],
) {
    let page = election(chair, branch, "Bầu chi ủy").await;
    let at = page.path.clone();
    assert!(
        page.says("Đại hội biểu quyết số lượng bầu"),
        "it says what is next"
    );
    let many = [
        ("seats", "3"),
        ("votes.for", "28"),
        ("votes.against", "0"),
        ("votes.abstain", "0"),
    ];
    let refused = takes(chair, &page, "Biểu quyết số lượng bầu", &many).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.html.contains("value=\"28\""));
    let seats: Vec<(&str, &str)> = HANDS.iter().copied().chain([("seats", "3")]).collect();
    let page = takes_all(
        chair,
        &at,
        &[
            ("Biểu quyết số lượng bầu", &seats),
            ("Công bố danh sách đề cử", &[]),
        ],
    )
    .await;
    let why = [("reason", "Sức khỏe")];
    let asked = takes(chair, &page, "Xin rút Hoàng Thị Dung", &why)
        .await
        .expect_ok();
    assert!(asked.says("xin rút, đại hội chưa quyết định"));
    let page = takes_all(chair, &at, &[("Kết thúc ứng cử, đề cử", &[])]).await;
    let few = [
        ("votes.for", "10"),
        ("votes.against", "17"),
        ("votes.abstain", "0"),
    ];
    let kept = takes(chair, &page, "Biểu quyết cho rút Hoàng Thị Dung", &few).await;
    assert!(kept.expect_ok().says("có tên trong danh sách"));
    let list = ("Biểu quyết danh sách bầu cử", HANDS.as_slice());
    let page = takes_all(chair, &at, &[list, ("Phát phiếu bầu", &[])]).await;
    let round = page.link("Nhập và đối chiếu kiểm phiếu lần bầu 1");
    blindly(chair, counters, &round).await;
    let page = takes_all(chair, &at, &[("Công bố kết quả kiểm phiếu", &[])]).await;
    assert!(page.says("Đã bầu đủ: tuyên bố kết quả trúng cử"));
    let result = chair.opens(&round).await.expect_ok();
    let rows = result.all("table tbody tr");
    let elected = rows.iter().find(|row| row.starts_with("Nguyễn Văn An25"));
    let elected = elected.unwrap_or_else(|| panic!("{rows:#?}"));
    assert!(
        elected.contains("83,33%") && elected.contains("trúng cử"),
        "{elected}"
    );
    let page = takes_all(chair, &at, &[("Tuyên bố kết quả trúng cử", &[])]).await;
    assert!(page.says("Đã bầu đủ"));
}

/// Two counters enter what was signed; nobody sees a figure before both are in.
async fn blindly(chair: &mut Browser, counters: &mut [Browser; 2], round: &str) {
    let right = figures(&["25", "24", "23", "4"]);
    let [first, second] = counters;
    let mut wrong = right.clone();
    wrong[2].1 = "26".to_owned();
    let refused = enters(first, round, &wrong).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("Phiếu hợp lệ (26) cộng phiếu không hợp lệ (0)"));
    assert!(
        refused.html.contains("value=\"26\""),
        "what was typed is kept"
    );
    // It is shown once more before it is written; whoever goes back finds everything that was typed.
    let asked = fills_in(first, round, &right).await.expect_ok();
    let shown = asked.all("dl.check dd").join("|");
    assert!(
        shown.contains("|25|") && shown.contains("Đảng viên official"),
        "{shown}"
    );
    let still = chair.opens(round).await.expect_ok();
    assert!(still.says("Chưa ai nhập"), "nothing is written yet");
    let change = [("form_change", "1")];
    let back = first
        .fills(&asked, &change, "Nhập số liệu kiểm phiếu")
        .await;
    assert!(back.html.contains("value=\"24\"") && back.html.contains("selected"));
    let entered = enters(first, round, &right).await.expect_ok();
    assert!(done(&entered).contains("Chờ thành viên thứ hai"));
    for browser in [&mut *first, &mut *second, &mut *chair] {
        let page = browser.opens(round).await.expect_ok();
        assert!(
            page.all("main")
                .concat()
                .contains("Trước khi đủ hai lần nhập")
        );
        assert_eq!(page.all("caption").len(), 1, "the base, and no figures");
        let form = browser.opens(&format!("{round}/entries")).await;
        assert!(!form.html.contains("value=\"24\"") && !form.html.contains("value=\"23\""));
    }
    // Whoever has entered, or may not enter, is shown no form at all.
    let again = first.opens(&format!("{round}/entries")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(
        again.says("phải do thành viên khác của ban kiểm phiếu"),
        "{:?}",
        again.all("main")
    );
    let meddling = chair.opens(&format!("{round}/entries")).await;
    assert_eq!(meddling.status, StatusCode::FORBIDDEN);
    assert!(
        meddling.says("thuộc thẩm quyền của: tổ kiểm phiếu"),
        "{:?}",
        meddling.all("main")
    );

    let mut other = right.clone();
    other[5].1 = "22".to_owned();
    let differing = enters(second, round, &other).await.expect_ok();
    assert!(done(&differing).contains("không khớp"));
    assert_eq!(differing.all(".tag.bad"), ["không khớp"]);
    let form = second
        .follows(&differing, "Giải quyết chênh lệch")
        .await
        .expect_ok();
    assert!(form.says("Lần một: 23; lần hai: 22."));
    let member = who_may_be_named(&form).remove(2);
    let unexplained = [
        ("minutes.candidates.2.votes", "23"),
        ("counter_id", &member),
    ];
    let unexplained = second
        .fills(&form, &unexplained, "Tiếp tục để kiểm tra lại")
        .await;
    assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("note", "Nhập nhầm; biên bản ghi 23")];
    let asked = second
        .fills(&unexplained, &why, "Tiếp tục để kiểm tra lại")
        .await
        .expect_ok();
    let settled = second
        .fills(&asked, &[], "Giải quyết chênh lệch")
        .await
        .expect_ok();
    assert!(done(&settled).contains("có thể công bố kết quả"));
}

#[tokio::test]
async fn a_tie_is_led_to_another_ballot_between_those_who_are_tied() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let two = ballots::counters(&story.world, branch).await;
    let at = &elections[0].0;
    ballots::comes_to_the_list(branch, at, 3).await;
    ballots::is_held(branch, &two, at, &[25, 24, 16, 16]).await;
    let mut chair = Browser::of(&story.world, &branch.people).await;
    let tied = chair.opens(at).await.expect_ok();
    assert!(
        tied.says("bằng phiếu ở vị trí cuối cùng"),
        "{:?}",
        tied.all(".now")
    );
    let again = takes(&mut chair, &tied, "Bầu lại giữa những người", &[]).await;
    assert!(
        again
            .expect_ok()
            .says("In phiếu, rồi ghi việc phát phiếu bầu")
    );
    ballots::is_held(branch, &two, at, &[12, 15]).await;
    let filled = chair.opens(at).await.expect_ok();
    assert!(filled.says("Đã bầu đủ: tuyên bố kết quả trúng cử"));
    let rounds = filled.all("#rounds ~ .scroll tbody th");
    assert_eq!(
        rounds[1], "Lần bầu 2 – bầu lại giữa những người bằng phiếu",
        "{rounds:?}"
    );
}

#[tokio::test]
async fn a_seat_that_nobody_won_is_left_vacant_with_its_reason() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let two = ballots::counters(&story.world, branch).await;
    let at = &elections[0].0;
    ballots::comes_to_the_list(branch, at, 3).await;
    ballots::is_held(branch, &two, at, &[25, 24, 12, 4]).await;
    let mut chair = Browser::of(&story.world, &branch.people).await;
    let short = chair.opens(at).await.expect_ok();
    assert!(
        short.says("Chưa bầu đủ: đại hội quyết định"),
        "{:?}",
        short.all(".now")
    );
    let mut vacant = takes(&mut chair, &short, "Để khuyết", &HANDS).await;
    assert!(!vacant.status.is_success(), "a reason is asked for");
    let why = [("note", "Không ai quá nửa; kiện toàn sau đại hội")];
    for _ in 0..2 {
        let button = vacant.all("main form button").pop().expect("a button");
        vacant = chair.fills(&vacant, &why, &button).await.expect_ok();
    }
    assert!(
        vacant.says("Kết thúc, có chức danh khuyết"),
        "{:?}",
        vacant.all("main")
    );
    let mut observer = Browser::of(&story.world, &story.observer).await;
    assert_eq!(observer.opens(at).await.all("h1").len(), 1);
    let mut stranger = Browser::of(&story.world, &story.branches[1].people).await;
    assert_eq!(stranger.opens(at).await.status, StatusCode::NOT_FOUND);
}
