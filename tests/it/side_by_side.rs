//! Thirty congresses at once: check-ins from several devices, hands, blind entries. Nothing is lost, nothing doubled.

use std::collections::BTreeSet;

use daihoi::audit::model::Verdict;
use daihoi::member::model::MemberStatus;
use futures_util::future::join_all;
use serde_json::json;

use crate::clerk::{Clerk, Round, Wishes, says};
use crate::door;

/// How many congresses.
const CONGRESSES: usize = 30;

/// How many official members come to each, of twelve.
const COME: usize = 11;

fn wishes() -> Wishes {
    // As short as a congress with elections can be: it is the many at once that is looked at here.
    Wishes {
        contents: vec!["election_of_committee"],
        documents: vec!["draft_resolution"],
        personnel_steps: vec!["introduction"],
        members: vec![(MemberStatus::Official, 8, 7)],
        seats: [3, 1, 0],
        ..Wishes::on("2022-05-11")
    }
}

/// Everybody who comes is checked in by three devices at once, and told apart.
async fn come_from_three_devices(clerk: &Clerk) {
    let mut coming = door::called(&clerk.branch, &clerk.congress, "official").await;
    coming.truncate(COME);
    let path = |entry: &String| format!("/roll-entries/{entry}/check-in");
    let devices = (0..3).map(|device| {
        let coming = coming.clone();
        async move {
            for entry in coming.iter().skip(device).chain(coming.iter().take(device)) {
                let answer = clerk.branch.post(&path(entry), json!({})).await;
                assert!(answer.status.is_success(), "{:#}", answer.body);
            }
        }
    });
    join_all(devices).await;
    let here = clerk.next(&clerk.branch).await;
    assert_eq!(
        here["hall"]["present_official"], COME,
        "nobody lost, nobody counted twice"
    );
}

/// Both counters enter at the same moment, each in the name of another member of the counting committee.
async fn enter_together(round: &Round, clerk: &Clerk) {
    let seen = clerk.next(&clerk.counters[0]).await;
    let step = seen["steps"][0].clone();
    assert_eq!(step["step"], "enter_count");
    let body = clerk.filled_in(&round.world, &step, &seen).await;
    let path = step["path"].as_str().expect("a path");
    let ballot = path.trim_end_matches("/entries");
    let ballot = clerk.counters[0].get(ballot).await.expect_ok();
    let bodies = [0, 1].map(|at: usize| {
        let mut own = body.clone();
        own["counter_id"] = ballot["counters"][at]["roll_entry_id"].clone();
        own
    });
    let entries = clerk
        .counters
        .iter()
        .zip(&bodies)
        .map(|(counter, body)| says(counter, &step, body));
    for answer in join_all(entries).await {
        assert_eq!(answer.status, 201, "{:#}", answer.body);
    }
}

async fn is_held(round: &Round, clerk: &Clerk) {
    clerk.goes_on_until(&round.world, "congress.open").await;
    while clerk
        .goes_on_until(&round.world, "enter_count")
        .await
        .is_some()
    {
        enter_together(round, clerk).await;
    }
}

/// Every version once and in order, and the states follow one another.
async fn its_history_is_whole(clerk: &Clerk) {
    let mut paths = vec![clerk.congress.clone()];
    for election in clerk.elections().await {
        paths.push(format!(
            "/elections/{}",
            election["id"].as_str().expect("a key")
        ));
    }
    for path in paths {
        let history = clerk
            .branch
            .get(&format!("{path}/history?limit=200"))
            .await
            .expect_ok();
        let steps = history["items"].as_array().expect("steps");
        for pair in steps.windows(2) {
            assert_eq!(pair[0]["to"], pair[1]["from"], "{path}: {pair:#?}");
        }
        let keys: BTreeSet<String> = steps.iter().map(|step| step["id"].to_string()).collect();
        assert_eq!(keys.len(), steps.len());
    }
}

#[tokio::test]
async fn thirty_congresses_lose_nothing_and_double_nothing() {
    let (round, clerks) = Round::of((0..CONGRESSES).map(|_| wishes()).collect()).await;
    // The clock is the world's: everybody gets ready before anybody's day comes.
    let begun = std::time::Instant::now();
    let ready = clerks
        .iter()
        .map(|clerk| clerk.goes_on_until(&round.world, "check_in"));
    join_all(ready).await;
    println!("ready after {:?}", begun.elapsed());
    round.world.goes_on_to("2022-05-11");
    join_all(clerks.iter().map(come_from_three_devices)).await;
    println!("come after {:?}", begun.elapsed());
    join_all(clerks.iter().map(|clerk| is_held(&round, clerk))).await;
    println!("held after {:?}", begun.elapsed());
    for clerk in &clerks {
        let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
        assert_eq!(congress["state"], "confirmed");
        assert_eq!(congress["present_official"], COME);
        for election in clerk.elections().await {
            assert_eq!(election["state"], "decided");
            for ballot in clerk.rounds(&election).await {
                assert_eq!(ballot["entries"].as_array().map(Vec::len), Some(2));
                assert_eq!(ballot["differences"], json!([]));
            }
        }
        its_history_is_whole(clerk).await;
    }
    let verdict = round
        .world
        .read(|conn| daihoi::audit::verification::service::verify(conn, None))
        .await;
    assert!(matches!(verdict, Verdict::Whole(_)), "{verdict:?}");
}
