//! What comes out on paper: what is to be read, without what is to be clicked, and nothing cut off at the edge.

use serde_json::Value;

use super::access::pages_of;
use super::{Screen, Scripts};
use crate::clerk::{self, Wishes};
use crate::person::Person;
use crate::story::Story;
use crate::world::World;

/// What holds on paper holds on the screen from now on; the body is as wide as what is printed of a sheet.
const AS_ON_PAPER: &str = "for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) \
    if (rule.media && rule.media.mediaText == 'print') rule.media.mediaText = 'all'; \
    const across = !!document.querySelector('table.board'); \
    document.body.style.width = across ? '1031px' : '623px'; \
    return true;";

/// What is there only to be clicked, and is to be seen all the same.
const CLICKED: &str = "return [...document.querySelectorAll('.top, .foot, nav, form, button, .button, details.shut')] \
    .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 100));";

/// What stands out of the sheet to the right.
const CUT_OFF: &str = "const room = document.body.getBoundingClientRect().right; \
    return [...document.querySelectorAll('main *')] \
    .filter(one => one.checkVisibility() && !one.classList.contains('unseen')) \
    .filter(one => one.getBoundingClientRect().right > room + 1) \
    .map(one => one.outerHTML.slice(0, 100)).slice(0, 3);";

/// Whether sheets are A4 and numbered.
const NUMBERED: &str = "return [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]) \
    .filter(rule => rule.constructor.name == 'CSSPageRule').map(rule => rule.cssText);";

fn sentences(found: Value) -> Vec<String> {
    serde_json::from_value(found).expect("sentences")
}

/// Sees that every kind of page to which links lead these people can be printed.
async fn is_printed(world: &World, people: &[&Person]) {
    let mut found = Vec::new();
    for person in people {
        let pages = pages_of(world, person).await;
        assert!(pages.len() > 5, "{} pages are no walk", pages.len());
        let sheet = Screen::sized(world, Scripts::On, 1100).await;
        sheet.comes_in(world, person).await;
        for page in pages {
            sheet.opens(&page).await;
            sheet.asks(AS_ON_PAPER).await;
            for one in sentences(sheet.asks(CLICKED).await) {
                found.push(format!("{page} prints what is clicked: {one}"));
            }
            for one in sentences(sheet.asks(CUT_OFF).await) {
                found.push(format!("{page} is cut off: {one}"));
            }
            assert!(!sheet.text("h1").await.is_empty(), "{page} has its title");
        }
        let rules = sentences(sheet.asks(NUMBERED).await);
        assert!(
            rules.iter().all(|rule| rule.contains("size: a4")) && rules.len() == 2,
            "{rules:?}"
        );
        sheet.ends().await;
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn what_is_planned_and_prepared_is_printed_without_what_is_clicked() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-12").await;
    is_printed(&story.world, &[&story.office, &branch.people]).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn a_congress_that_was_held_is_printed_without_what_is_clicked() {
    let (round, clerks) = clerk::Round::of(vec![Wishes::on("2022-05-11")]).await;
    let clerk = &clerks[0];
    clerk.goes_on_until(&round.world, "never").await;
    is_printed(&round.world, &[&clerk.branch]).await;
}
