//! What a form asks for and was not told is said at its field, at the first sending: before anybody is asked whether
//! everything is right, and before anything is done.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::StatusCode;
use serde_json::json;

use crate::browsing::{Browser, Seen};
use crate::person::Person;
use crate::story::Story;

/// The most pages of one kind that are opened: their addresses differ only in keys.
const OF_A_KIND: usize = 3;

/// An address with its keys taken out.
fn kind(path: &str) -> String {
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let parts = bare.split('/').map(|part| {
        let is_key = part.len() == 36 && part.matches('-').count() == 4;
        if is_key { "{id}" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Sends the form of a page with nothing filled in; what it asks for is a fault at each field, and nothing else happens.
async fn says_what_is_missing(browser: &mut Browser, page: &Seen) {
    let asked_for = page.fields_asked_for();
    let answer = browser.sends_blank(page).await;
    let at = format!("{} ({asked_for:?})", page.path);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
    assert!(
        !answer.html.contains("name=\"form_confirmed\""),
        "{at}: nobody is asked whether that is right"
    );
    let named: BTreeSet<String> = answer.faulty_fields().into_iter().collect();
    let links = answer.all(".trouble a[href^='#']").len();
    for field in &asked_for {
        assert!(
            named.contains(field),
            "{at}: no fault at {field}: {named:?}"
        );
    }
    assert!(links >= asked_for.len(), "{at}: the summary leads to each");
}

/// Walks whatever links lead to and sends every form blank that asks for something; which forms those were.
async fn walks(story: &Story, person: &Person, from: &[String]) -> BTreeSet<String> {
    let mut browser = Browser::of(&story.world, person).await;
    let mut open: Vec<String> = from.to_vec();
    open.push("/".to_owned());
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut forms = BTreeSet::new();
    while let Some(path) = open.pop() {
        let page = browser.opens(&path).await;
        if !page.status.is_success() {
            continue;
        }
        if page.html.contains("name=\"form_once\"") && !page.fields_asked_for().is_empty() {
            forms.insert(kind(&path));
            says_what_is_missing(&mut browser, &page).await;
        }
        for href in page.own_links() {
            let of_a_kind = kinds.entry(kind(&href)).or_default();
            if *of_a_kind < OF_A_KIND && seen.insert(href.clone()) {
                *of_a_kind += 1;
                open.push(href);
            }
        }
    }
    forms
}

#[tokio::test]
async fn whatever_a_form_asks_for_and_is_left_empty_is_a_fault_at_its_field() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let administrator = story.world.administrator().await;
    let mut forms = walks(&story, &administrator, &[]).await;
    let drafted = [story.plan.clone()];
    forms.extend(walks(&story, &story.office, &drafted).await);
    forms.extend(walks(&story, &story.secretary, &drafted).await);
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    let personnel = story
        .the_personnel_steps_are_signed(branch, "2022-04-01")
        .await;
    let here = [branch.congress.clone()];
    for person in [&story.office, &story.secretary, &branch.people] {
        forms.extend(walks(&story, person, &here).await);
    }
    branch
        .people
        .takes(&personnel, "submit_scheme", json!({}))
        .await;
    forms.extend(walks(&story, &branch.upper, &here).await);
    crate::congresses::stand(
        &story.world,
        &branch.congress,
        daihoi::congress::model::State::Closed,
    )
    .await;
    let opinion = story.an_opinion_is_raised("anthems").await;
    for person in [&story.office, &story.secretary, &branch.people] {
        forms.extend(walks(&story, person, std::slice::from_ref(&opinion)).await);
    }
    for expected in [
        "/personnel/{id}/steps/approve_scheme",
        "/personnel/{id}/nominees/{id}/withdraw",
        "/congresses/{id}/steps/designate_pilot",
        "/plans/{id}/steps/issue",
        "/opinions/{id}/steps/answer",
    ] {
        assert!(forms.contains(expected), "{expected}: {forms:?}");
    }
    assert!(forms.len() >= 25, "{}: {forms:?}", forms.len());
}

#[tokio::test]
async fn what_the_rules_refuse_is_refused_before_anybody_is_asked_to_look_once_more() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    let personnel = story
        .the_personnel_steps_are_signed(branch, "2022-04-01")
        .await;
    branch
        .people
        .takes(&personnel, "submit_scheme", json!({}))
        .await;
    let mut upper = Browser::of(&story.world, &branch.upper).await;
    let form = upper
        .opens(&format!("{personnel}/steps/approve_scheme"))
        .await
        .expect_ok();
    let opinion = [
        ("opinion_symbol", "12-CV/ĐU"),
        ("opinion_on", "1/5/2022"),
        ("opinion_text", "Đồng ý"),
    ];
    // A date still to come: only the rules know.
    let refused = upper.fills(&form, &opinion, "Tiếp tục").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.all(".trouble .reasons li").len(), 1);
    let today = [("opinion_on", "1/4/2022")];
    let check = upper.fills(&refused, &today, "Tiếp tục").await.expect_ok();
    assert!(check.html.contains("name=\"form_confirmed\""));
    assert!(check.all("dl.check dd").contains(&"1/4/2022".to_owned()));
    // It was tried, and nothing of it is left.
    let path = format!("{}/personnel", branch.congress);
    let stands = branch.people.get(&path).await.expect_ok();
    assert_eq!(stands["state"], "submitted");
    let agreed = upper.fills(&check, &[], "Cho ý kiến").await.expect_ok();
    assert!(agreed.says("Đề án đã được đồng ý"));
}
