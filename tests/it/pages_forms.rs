//! Forms are shown to whoever may fill them in, when they may: everything else is a page of reasons, and no page leads
//! there.

use daihoi::congress::model::State;
use reqwest::StatusCode;
use serde_json::json;

use crate::ballots;
use crate::browsing::{Browser, Seen};
use crate::elections::at_the_ballots;
use crate::person::Person;
use crate::story::{Branch, Story};

/// Nothing but reasons, and a way back.
#[track_caller]
pub fn only_reasons(page: &Seen) {
    let is_refused = [StatusCode::CONFLICT, StatusCode::FORBIDDEN].contains(&page.status);
    assert!(
        is_refused,
        "{}: {} {:?}",
        page.path,
        page.status,
        page.all("main")
    );
    assert!(!page.all(".reasons li").is_empty(), "{}", page.path);
    assert!(page.all("main form").is_empty(), "a form at {}", page.path);
}

pub async fn are_shut(browser: &mut Browser, places: &[String]) {
    for place in places {
        only_reasons(&browser.opens(place).await);
    }
}

pub async fn are_open(browser: &mut Browser, places: &[String]) {
    for place in places {
        let page = browser.opens(place).await.expect_ok();
        assert!(!page.all("main form").is_empty(), "no form at {place}");
    }
}

/// Follows every link of the pages of the day: none leads to a form.
async fn no_page_leads_to_a_form(browser: &mut Browser, congress: &str, elections: &[String]) {
    let day = [
        "attendance",
        "programme",
        "organs",
        "votes",
        "targets",
        "elections",
        "papers",
        "personnel",
    ];
    let mut pages: Vec<String> = day.map(|place| format!("{congress}/{place}")).into();
    pages.extend_from_slice(elections);
    let mut seen = std::collections::BTreeSet::new();
    for page in pages {
        let page = browser.opens(&page).await.expect_ok();
        for link in page.own_links() {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.is_empty() || !seen.insert(link.clone()) {
                continue;
            }
            let led_to = browser.opens(&link).await;
            let says_no = led_to.status == StatusCode::CONFLICT && page.path != link;
            assert!(!says_no, "{} leads to {link}, which is shut", page.path);
            let form = led_to.html.contains("class=\"field");
            let sends = led_to.html.contains("name=\"form_once\"");
            assert!(!(form && sends), "{} leads to the form {link}", page.path);
        }
    }
    assert!(seen.len() > 20, "the links are found: {seen:?}");
}

async fn key(person: &Person, path: &str, body: serde_json::Value) -> String {
    let made = person.post(path, body).await.expect_ok();
    made["id"].as_str().expect("a key").to_owned()
}

async fn first(person: &Person, path: &str) -> String {
    let list = person.get(path).await.expect_ok();
    list["items"][0]["id"].as_str().expect("a key").to_owned()
}

/// A target, an organ, an entry of the roll, the personnel work and a nominee of the branch.
struct Things {
    target: String,
    organ: String,
    entry: String,
    personnel: String,
    nominee: String,
    candidate: String,
}

async fn things(branch: &Branch, election: &str) -> Things {
    let (people, congress) = (&branch.people, &branch.congress);
    let target = json!({
        "text": "Phấn đấu 8 chuyên đề mỗi năm", "indicator": "số chuyên đề", "direction": "increase",
        "value": "8", "unit": "chuyên đề",
    });
    let target = key(people, &format!("{congress}/targets"), target).await;
    let work = people
        .get(&format!("{congress}/personnel"))
        .await
        .expect_ok();
    let personnel = format!("/personnel/{}", work["id"].as_str().expect("a key"));
    Things {
        target: format!("/targets/{target}"),
        organ: format!(
            "/organs/{}",
            first(people, &format!("{congress}/organs")).await
        ),
        entry: format!(
            "/roll-entries/{}",
            first(people, &format!("{congress}/roll")).await
        ),
        nominee: first(people, &format!("{personnel}/nominees")).await,
        candidate: first(people, &format!("{election}/candidates")).await,
        personnel,
    }
}

/// Every form of the day, with what is needed to open it.
fn forms_of_the_day(congress: &str, at: &Things) -> Vec<String> {
    let mut forms: Vec<String> = [
        "organs/new",
        "votes/new?subject=programme",
        "votes/new?subject=other",
        "targets/new",
        "elections/new",
        "roll/draw-up",
        "roll-entries/new",
        "programme/build",
        "programme/edit",
        "programme/minutes",
        "programme/items/new",
    ]
    .map(|place| format!("{congress}/{place}"))
    .into();
    for (thing, verbs) in [
        (&at.organ, &["edit", "vote"][..]),
        (&at.target, &["edit", "remove", "vote"]),
        (&at.entry, &["edit", "mark"]),
    ] {
        forms.extend(verbs.iter().map(|verb| format!("{thing}/{verb}")));
    }
    forms
}

fn forms_of_the_personnel_work(at: &Things) -> Vec<String> {
    let nominee = format!("nominees/{}", at.nominee);
    [
        "steps/1".to_owned(),
        "steps/1/signature".to_owned(),
        "seats".to_owned(),
        "nominees/new".to_owned(),
        format!("{nominee}/edit"),
        format!("{nominee}/withdraw"),
    ]
    .map(|place| format!("{}/{place}", at.personnel))
    .into()
}

fn forms_of_an_election(election: &str, candidate: &str) -> Vec<String> {
    let one = format!("candidates/{candidate}");
    [
        "candidates/new".to_owned(),
        format!("{one}/edit"),
        format!("{one}/withdrawal"),
        format!("{one}/withdrawal/vote"),
    ]
    .map(|place| format!("{election}/{place}"))
    .into()
}

#[tokio::test]
async fn no_form_is_shown_that_could_only_be_refused() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let [first_counter, second] = ballots::counters(&story.world, branch).await;
    let committee = &elections[0].0;
    let mut people = Browser::of(&story.world, &branch.people).await;
    // The table of the election: what does not lead on from here has no form.
    for step in ["announce", "conclude", "issue_ballots"] {
        only_reasons(&people.opens(&format!("{committee}/steps/{step}")).await);
    }
    ballots::comes_to_the_list(branch, committee, 3).await;
    let at = things(branch, committee).await;
    let congress = &branch.congress;

    // In session: the roll is drawn up and the programme arranged, the resolution has not been reached.
    are_open(
        &mut people,
        &[
            format!("{congress}/organs/new"),
            format!("{congress}/votes/new?subject=other"),
            format!("{}/edit", at.target),
            format!("{}/mark", at.entry),
        ],
    )
    .await;
    let closed = [
        format!("{congress}/roll/draw-up"),
        format!("{congress}/programme/build"),
        format!("{congress}/programme/edit"),
        format!("{}/vote", at.target),
    ];
    are_shut(&mut people, &closed).await;
    // The list has been voted: nobody is nominated or withdraws any more.
    are_shut(&mut people, &forms_of_an_election(committee, &at.candidate)).await;
    are_shut(&mut people, &forms_of_the_personnel_work(&at)).await;
    the_count_is_for_the_counters(&story, committee, (&first_counter, &second)).await;

    crate::congresses::stand(&story.world, congress, State::Closed).await;
    are_shut(&mut people, &forms_of_the_day(congress, &at)).await;
    let all: Vec<String> = elections.iter().map(|(path, _)| path.clone()).collect();
    no_page_leads_to_a_form(&mut people, congress, &all).await;
    // And nobody but the branch was ever shown one.
    let mut observer = Browser::of(&story.world, &story.observer).await;
    let others = [
        format!("{congress}/organs/new"),
        format!("{}/vote", at.target),
    ];
    for place in &others {
        let page = observer.opens(place).await;
        assert!(!page.status.is_success(), "{place}");
    }
}

/// Whoever may enter the figures of a ballot is shown the form, until they have.
async fn the_count_is_for_the_counters(
    story: &Story,
    election: &str,
    (one, other): (&Person, &Person),
) {
    let branch = &story.branches[0];
    branch
        .people
        .takes(election, "issue_ballots", json!({}))
        .await;
    let round = format!("{election}/rounds/1");
    let entries = vec![format!("{round}/entries")];
    let settlement = vec![format!("{round}/settlement")];
    let mut people = Browser::of(&story.world, &branch.people).await;
    are_shut(&mut people, &entries).await;
    let seen = people.opens(&round).await.expect_ok();
    assert!(
        seen.all(".now a").is_empty(),
        "the branch is not led to the count"
    );
    let mut counter = Browser::of(&story.world, one).await;
    are_open(&mut counter, &entries).await;
    are_shut(&mut counter, &settlement).await;
    let given_out = ballots::round(&branch.people, election).await;
    let figures = ballots::minutes(&given_out, &[25, 24, 23, 4]);
    let entered = ballots::enters(one, election, &given_out["n"], &figures).await;
    entered.expect_ok();
    are_shut(&mut counter, &entries).await;
    let mut second = Browser::of(&story.world, other).await;
    are_open(&mut second, &entries).await;
}

#[tokio::test]
async fn a_refused_page_leads_back_to_where_somebody_was() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let mut people = Browser::of(&story.world, &branch.people).await;
    let page = people.opens(&elections[0].0).await.expect_ok();
    let refused = people.opens(&format!("{}/steps/conclude", page.path)).await;
    only_reasons(&refused);
    assert_eq!(refused.link("Quay lại trang trước"), page.path);
    assert_eq!(refused.link("Về trang đầu"), "/");
    assert!(
        refused
            .all(".menu a")
            .iter()
            .any(|place| place == "Đại hội"),
        "the menu is there"
    );
    // Nobody who came from elsewhere is sent there.
    people.came_from("https://elsewhere.example/page");
    let refused = people.opens(&refused.path).await;
    assert!(!refused.says("Quay lại trang trước"));
}

#[tokio::test]
async fn no_form_of_the_preparation_and_the_lessons_is_shown_in_vain() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let branch = &story.branches[0];
    let document = story.a_document(branch, "political_report").await;
    let at_the_congress = |congress: &str| -> Vec<String> {
        ["edit", "documents/new"]
            .map(|place| format!("{congress}/{place}"))
            .into()
    };
    let mut people = Browser::of(&story.world, &branch.people).await;
    are_open(&mut people, &at_the_congress(&branch.congress)).await;
    are_open(&mut people, &[format!("{document}/versions/new")]).await;
    // No opinion is raised before the pilot has been held.
    let raising = vec![format!("{}/opinions/new", branch.congress)];
    are_shut(&mut people, &raising).await;
    // Whoever only looks on is shown none of them.
    let mut observer = Browser::of(&story.world, &story.observer).await;
    for place in at_the_congress(&branch.congress) {
        let page = observer.opens(&place).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{place}");
    }

    crate::congresses::stand(&story.world, &branch.congress, State::Closed).await;
    are_shut(&mut people, &[format!("{}/edit", branch.congress)]).await;
    are_shut(&mut people, &[format!("{document}/versions/new")]).await;
    let opinion = story.an_opinion_is_raised("anthems").await;
    story.the_opinion_is_concluded(&opinion).await;
    let mut office = Browser::of(&story.world, &story.office).await;
    let drafts = vec![format!("{}/guidances/new", story.plan)];
    are_open(&mut office, &drafts).await;
    are_shut(&mut people, &drafts).await;
    // A conclusion is taken into the draft with its own words.
    let title = [("title", "Những vấn đề cần lưu ý")];
    let form = office.opens(&drafts[0]).await.expect_ok();
    let draft = office
        .fills(&form, &title, "Soạn văn bản")
        .await
        .expect_ok();
    let clause = office
        .follows(&draft, "Đưa kết luận này vào văn bản")
        .await
        .expect_ok();
    let told = story.office.get(&opinion).await.expect_ok();
    let conclusion = told["conclusion"].as_str().expect("a conclusion");
    assert_eq!(clause.all("textarea[name=text]"), [conclusion]);
    let added = office
        .fills(&clause, &[], "Thêm nội dung")
        .await
        .expect_ok();
    assert!(
        added.says("Đã thêm nội dung lưu ý số 1"),
        "{:?}",
        added.all("main")
    );

    let guidance = story.the_guidance_is_issued(&[opinion]).await;
    are_shut(&mut office, &[format!("{guidance}/clauses/new")]).await;
    // Tasks are given by the Secretary.
    let tasks = vec![format!("{}/assignments/new", story.plan)];
    are_shut(&mut office, &tasks).await;
    let mut secretary = Browser::of(&story.world, &story.secretary).await;
    are_open(&mut secretary, &tasks).await;
}
