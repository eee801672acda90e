//! The day of a congress in browsers: two tablets at the door, and the counting committee on two accounts.

use std::time::Duration;

use serde_json::Value;

use super::{Screen, Scripts};
use crate::clerk::{Clerk, Round, Wishes};
use crate::pages_day::DAY;
use crate::pages_day_conduct::on_its_day;

/// Waits until the page says so by itself.
async fn says_by_itself(screen: &Screen, css: &str, words: &str) {
    for _ in 0..240 {
        if screen.text(css).await.contains(words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("\"{words}\" never came: {}", screen.text(css).await);
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn two_tablets_at_the_door_count_the_same_people_once() {
    let (story, _) = on_its_day().await;
    let branch = &story.branches[0];
    let door = format!("{}/attendance?mark=awaited", branch.congress);
    let one = Screen::of(&story.world, &branch.people, Scripts::On).await;
    let other = Screen::of(&story.world, &branch.people, Scripts::On).await;
    one.opens(&door).await;
    other.opens(&door).await;
    let small = "return [...document.querySelectorAll('.door .touch')] \
        .filter(one => one.getBoundingClientRect().height < 44).length";
    assert_eq!(one.asks(small).await, 0, "a finger finds every target");
    let first = "tbody tr[id] .door button";
    let awaited = one.all(first).await.len();
    assert_eq!(awaited, 3, "three of thirty are still awaited");
    // Both press for the same person, whose row on the other tablet is not yet changed.
    one.presses(first).await;
    other.presses(first).await;
    for screen in [&one, &other] {
        says_by_itself(screen, "#totals", "28").await;
    }
    one.presses(first).await;
    says_by_itself(&one, "#totals", "29").await;
    // The other hears of it without a hand on it.
    says_by_itself(&other, "#totals", "29").await;
    assert_eq!(one.path().await, door, "the page stayed");
    let next = "return document.activeElement.matches('.door button')";
    assert_eq!(
        one.asks(next).await,
        true,
        "the keyboard is at the next one"
    );
    let here = format!("{}/attendance", branch.congress);
    let here = branch.people.get(&here).await.expect_ok();
    assert_eq!(here["present_official"], 29);
    one.keeps_picture("diem-danh").await;
    one.ends().await;
    other.ends().await;
}

/// The figures of a body as the fields of its form.
fn fields_of(body: &Value, under: &str, fields: &mut Vec<(String, String)>) {
    let under = |name: &str| match under {
        "" => name.to_owned(),
        under => format!("{under}.{name}"),
    };
    match body {
        Value::Object(parts) => {
            for (name, part) in parts {
                fields_of(part, &under(name), fields);
            }
        }
        Value::Array(parts) => {
            for (n, part) in parts.iter().enumerate() {
                fields_of(part, &under(&n.to_string()), fields);
            }
        }
        Value::Number(figure) => fields.push((
            under("").trim_end_matches('.').to_owned(),
            figure.to_string(),
        )),
        _ => (),
    }
}

/// Everybody's figures of the ballot that is to be counted, as the signed minutes have them, and the members of the
/// counting committee.
async fn minutes(round: &Round, clerk: &Clerk) -> (String, Vec<(String, String)>, Vec<String>) {
    let seen = clerk.next(&clerk.counters[0]).await;
    let step = seen["steps"][0].clone();
    assert_eq!(step["step"], "enter_count");
    let body = clerk.filled_in(&round.world, &step, &seen).await;
    let mut fields = Vec::new();
    fields_of(&body, "", &mut fields);
    let path = step["path"].as_str().expect("a path");
    let path = path.trim_end_matches("/entries");
    let ballot = clerk.counters[0].get(path).await.expect_ok();
    let committee = ballot["counters"].as_array().expect("counters");
    let ids = committee.iter().map(|one| one["roll_entry_id"].as_str());
    let ids = ids.map(|id| id.expect("a key").to_owned()).collect();
    (path.to_owned(), fields, ids)
}

/// What is typed, in the name of a member of the committee.
fn in_the_name_of(member: &str, figures: &[(String, String)]) -> Vec<(String, String)> {
    let mut all = vec![("counter_id".to_owned(), member.to_owned())];
    all.extend_from_slice(figures);
    all
}

fn typed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let typed = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    typed.collect()
}

async fn counted_on_two_accounts(scripts: Scripts) {
    let (round, clerks) = Round::of(vec![Wishes::on(DAY)]).await;
    let clerk = &clerks[0];
    clerk.goes_on_until(&round.world, "enter_count").await;
    let (path, right, committee) = minutes(&round, clerk).await;
    let first = Screen::of(&round.world, &clerk.counters[0], scripts).await;
    let second = Screen::of(&round.world, &clerk.counters[1], scripts).await;
    for screen in [&first, &second] {
        screen.opens(&path).await;
    }
    first.opens(&format!("{path}/entries")).await;
    first
        .completes(&typed(&in_the_name_of(&committee[0], &right)))
        .await;

    // Nothing of it stands before the other one.
    second.opens(&path).await;
    assert!(
        second
            .all("table td.figure")
            .await
            .iter()
            .all(|cell| !cell.contains("27 %"))
    );
    second.opens(&format!("{path}/entries")).await;
    for (name, _) in &right {
        let value = format!("return document.querySelector(\"[name='{name}']\").value");
        let value = second.asks(&value).await;
        assert!(value == "" || value == "0", "{name} is blank: {value}");
    }
    // One figure is read wrongly, so that both must settle it.
    let mut wrong = right.clone();
    let slip = wrong
        .iter_mut()
        .find(|(name, _)| name.starts_with("minutes.candidates.0."));
    let (_, figure) = slip.expect("votes for the first");
    *figure = (figure.parse::<i64>().expect("a number") - 1).to_string();
    second
        .completes(&typed(&in_the_name_of(&committee[1], &wrong)))
        .await;
    second.sees("không khớp").await;
    second.keeps_picture("hai-lan-nhap-khac-nhau").await;
    second.opens(&format!("{path}/settlement")).await;
    let mut settled = in_the_name_of(&committee[2], &right);
    settled.push(("note".to_owned(), "Đã kiểm lại từng phiếu".to_owned()));
    second.completes(&typed(&settled)).await;
    second.keeps_picture("ket-qua-kiem-phieu").await;
    for screen in [first, second] {
        screen.ends().await;
    }
    // The clerk goes on from there to the end.
    assert_eq!(clerk.goes_on_until(&round.world, "never").await, None);
    let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
    assert_eq!(congress["state"], "confirmed");
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn the_counters_enter_blindly_on_two_accounts() {
    counted_on_two_accounts(Scripts::On).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn the_counters_enter_blindly_without_scripts() {
    counted_on_two_accounts(Scripts::Off).await;
}
