//! No page bars anybody: axe-core looks at every page that people come to, in both languages.

use std::collections::BTreeSet;

use daihoi::auth::permission::Role;
use daihoi::unit::model::Level;
use serde_json::json;

use super::{Screen, Scripts};
use crate::browsing::Browser;
use crate::clerk::{self, Wishes};
use crate::lessons;
use crate::person::Person;
use crate::story::Story;
use crate::world::World;

/// The most pages of one kind that are looked at: their addresses differ only in keys.
const OF_A_KIND: usize = 1;

/// An address with its keys taken out: what kind of page it is.
fn kind(path: &str) -> String {
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let parts = bare.split('/').map(|part| {
        let is_key = part.len() == 36 && part.matches('-').count() == 4;
        if is_key { "{id}" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// One page of every kind that links lead this person to.
pub async fn pages_of(world: &World, person: &Person) -> Vec<String> {
    let mut browser = Browser::of(world, person).await;
    let mut open = vec!["/".to_owned()];
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    let mut pages = Vec::new();
    while let Some(path) = open.pop() {
        let page = browser.opens(&path).await;
        if !page.status.is_success() {
            continue;
        }
        pages.push(path);
        for href in page.own_links() {
            let seen = kinds.iter().filter(|one| **one == kind(&href)).count();
            if seen < OF_A_KIND {
                kinds.insert(kind(&href));
                open.push(href);
            }
        }
    }
    pages
}

/// Looks at these pages in both languages; what is found, page by page.
async fn looked_at(screen: &Screen, pages: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for language in ["vi", "en"] {
        screen.speaks(language).await;
        for page in pages {
            screen.opens(page).await;
            for barrier in screen.barriers().await {
                found.push(format!("{page} ({language}): {barrier}"));
            }
            let out = screen.too_wide().await;
            if !out.is_empty() {
                found.push(format!("{page} ({language}) is too wide: {out:?}"));
            }
        }
    }
    found
}

/// Looks at these pages on a screen that is 320 points wide; what stands out of it.
async fn held_upright(telephone: &Screen, pages: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages {
        telephone.opens(page).await;
        let out = telephone.too_wide().await;
        if !out.is_empty() {
            found.push(format!("{page} is too wide for a telephone: {out:?}"));
        }
    }
    found
}

/// Sees that nobody is barred from any kind of page that links lead these people to.
async fn nobody_is_barred(world: &World, people: &[&Person]) {
    let mut found = Vec::new();
    for person in people {
        let pages = pages_of(world, person).await;
        assert!(pages.len() > 5, "{} pages are no walk", pages.len());
        let screen = Screen::of(world, person, Scripts::On).await;
        found.extend(looked_at(&screen, &pages).await);
        screen.ends().await;
        let telephone = Screen::on_a_telephone(world, person).await;
        found.extend(held_upright(&telephone, &pages).await);
        telephone.ends().await;
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn no_page_of_the_preparation_bars_anybody() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-12").await;
    let people = [&story.secretary, &story.office, &branch.people];
    nobody_is_barred(&story.world, &people).await;
    let screen = Screen::of_anybody(&story.world, Scripts::On).await;
    let found = looked_at(&screen, &["/sign-in".to_owned()]).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    screen.ends().await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn no_page_of_the_administration_bars_anybody() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    nobody_is_barred(&world, &[&administrator]).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn no_page_of_the_day_bars_anybody() {
    let (round, clerks) = clerk::Round::of(vec![Wishes::on("2022-05-11")]).await;
    let clerk = &clerks[0];
    clerk.goes_on_until(&round.world, "enter_count").await;
    nobody_is_barred(&round.world, &[&clerk.branch, &clerk.counters[0]]).await;
    // Results, minutes and the printed papers are there only in the end.
    clerk.goes_on_until(&round.world, "never").await;
    nobody_is_barred(&round.world, &[&clerk.branch]).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn a_form_that_comes_back_with_its_faults_bars_nobody() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let office = world.person(Role::OrganisationOfficer, &bloc).await;
    for screen in [
        Screen::of(&world, &office, Scripts::On).await,
        Screen::on_a_telephone(&world, &office).await,
    ] {
        screen.opens("/plans/new").await;
        screen.sends(&[]).await;
        assert!(
            !screen.all(".trouble a").await.is_empty(),
            "faults are told"
        );
        assert_eq!(screen.barriers().await, Vec::<String>::new());
        assert_eq!(screen.too_wide().await, Vec::<String>::new());
        screen.ends().await;
    }
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn no_page_of_the_lessons_bars_anybody() {
    let round = lessons::Round::new().await;
    let opinion = json!({
        "theme": "anthems", "text": "Hát Quốc ca hay phát bản thu?", "raised_by": "Đồng chí An",
        "raised_by_unit_id": round.bloc.id,
    });
    let path = format!("/congresses/{}/opinions", round.pilot);
    round.office.post(&path, opinion).await.expect_ok();
    let title = json!({ "title": "Một số vấn đề cần lưu ý" });
    let path = format!("/plans/{}/guidances", round.plan);
    round.office.post(&path, title).await.expect_ok();
    nobody_is_barred(&round.world, &[&round.office]).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn a_barrier_would_be_found() {
    let world = World::new().await;
    let screen = Screen::of_anybody(&world, Scripts::On).await;
    screen.opens("/sign-in").await;
    assert_eq!(screen.barriers().await, Vec::<String>::new());
    let spoilt = "document.querySelector('main').insertAdjacentHTML('beforeend', \
        '<img src=\"/x\"><input><canvas width=\"3000\" height=\"1\"></canvas>'); return 0";
    screen.asks(spoilt).await;
    let found = screen.barriers().await.join("\n");
    assert!(found.contains("image-alt"), "{found}");
    assert!(found.contains("label"), "{found}");
    assert!(!screen.too_wide().await.is_empty());
    screen.ends().await;
}
