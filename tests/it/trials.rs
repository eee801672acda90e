//! Who may nominate and stand, what the congress decides about names, and where the regulations of 2014 and 2024
//! answer differently: through the server, on days on both sides of 10 October 2024.

use daihoi::member::model::MemberStatus;
use serde_json::{Value, json};

use crate::clerk::{Clerk, Round, Wishes};
use crate::conduct::nearly_all;
use crate::door;
use crate::person::Answer;

const BEFORE: &str = "2024-10-09";
const AFTER: &str = "2024-10-11";
const COMMITTEE: &str = "branch_committee_member";

/// The congress has published the committee's list of its committee, and nominates.
async fn nominating(wishes: Wishes) -> (Round, Clerk, String) {
    let (round, mut clerks) = Round::of(vec![wishes]).await;
    let clerk = clerks.remove(0);
    clerk
        .goes_on_until(&round.world, "election.close_nominations")
        .await
        .expect("reached");
    let election = clerk.election(COMMITTEE).await;
    (round, clerk, election)
}

async fn of_status(clerk: &Clerk, status: &str) -> Vec<String> {
    door::called(&clerk.branch, &clerk.congress, status).await
}

async fn nominates(clerk: &Clerk, election: &str, body: Value) -> Answer {
    clerk
        .branch
        .post(&format!("{election}/candidates"), body)
        .await
}

/// Puts these members forward, who are on no list. Gives their candidates.
async fn from_the_floor(clerk: &Clerk, election: &str, count: usize) -> Vec<String> {
    let called = of_status(clerk, "official").await;
    let mut added = Vec::new();
    // The last in order may be in an organ or away; those before them are not.
    for entry in called.iter().skip(clerk.wishes.names.len()).take(count) {
        let body = json!({ "roll_entry_id": entry, "nominated_by": called[15] });
        let candidate = nominates(clerk, election, body).await.expect_ok();
        added.push(format!(
            "{election}/candidates/{}",
            candidate["id"].as_str().expect("a key")
        ));
    }
    added
}

#[tokio::test]
async fn the_administrator_of_the_system_sees_no_ballots() {
    let (round, clerk, election) = nominating(Wishes::on(BEFORE)).await;
    let administrator = round.world.administrator().await;
    let rest = [
        "",
        "/actions",
        "/history",
        "/ballot",
        "/candidates",
        "/rounds",
    ];
    let mut paths: Vec<String> = rest
        .iter()
        .map(|rest| format!("{election}{rest}"))
        .collect();
    paths.push(format!("{}/elections", clerk.congress));
    for path in paths {
        let answer = administrator.get(&path).await;
        assert_eq!(answer.reasons(), ["office_needed"], "{path}");
    }
}

fn cited(answer: &Answer, code: &str) -> (String, String) {
    let reasons = answer.body["reasons"].as_array().expect("reasons");
    let one = reasons.iter().find(|reason| reason["code"] == code);
    let one = one.unwrap_or_else(|| panic!("{code} in {:#}", answer.body));
    let text = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
    (text("regulation"), text("ground"))
}

fn pair(regulation: &str, clause: &str) -> (String, String) {
    (regulation.to_owned(), clause.to_owned())
}

async fn version(clerk: &Clerk, election: &str, candidate: &str) -> i64 {
    let listed = clerk
        .branch
        .get(&format!("{election}/candidates?limit=200"))
        .await
        .expect_ok();
    let key = crate::story::key(candidate);
    let items = listed["items"].as_array().expect("candidates");
    let one = items
        .iter()
        .find(|one| one["id"] == key)
        .expect("the candidate");
    one["version"].as_i64().expect("a version")
}

async fn supports(clerk: &Clerk, election: &str, candidate: &str, count: i64) -> Value {
    let seen = version(clerk, election, candidate).await;
    let body = json!({ "support": { "count": count, "attending": 29 } });
    clerk.branch.patch(candidate, seen, body).await.expect_ok()
}

/// Somebody asks to withdraw, and the congress raises so many hands for it.
async fn withdraws(clerk: &Clerk, election: &str, candidate: &str, hands: i64) -> Value {
    let path = format!("{candidate}/withdrawal");
    let seen = version(clerk, election, candidate).await;
    let why = json!({ "reason": "Sức khỏe không bảo đảm" });
    clerk.branch.post_seen(&path, seen, why).await.expect_ok();
    let early = clerk
        .branch
        .tries(election, "vote_list", json!({ "votes": nearly_all() }))
        .await;
    assert!(
        early
            .reasons()
            .contains(&"candidate_withdrawal_open".to_owned())
    );
    let seen = version(clerk, election, candidate).await;
    let votes = json!({ "votes": { "for": hands, "against": 27 - hands, "abstain": 0 } });
    clerk.branch.put(&path, seen, votes).await.expect_ok()
}

#[tokio::test]
async fn r_el_01_to_03_official_members_stand_and_everybody_nominates() {
    let (round, mut clerks) = Round::of(vec![Wishes::on(AFTER)]).await;
    let clerk = clerks.remove(0);
    // Admitted two years ago: the twelve months are over, the decision has not been made.
    let late = daihoi::member::model::Member {
        id: daihoi::db::id::Id::new(),
        unit_id: clerk.place.id,
        full_name: "Mai Văn Quá Hạn".to_owned(),
        birth_date: crate::world::day("1995-03-02"),
        sex: daihoi::member::model::Sex::Male,
        ethnicity: None,
        admitted_on: Some(crate::world::day("2022-09-01")),
        official_on: None,
        post: None,
        education: None,
        status: MemberStatus::Probationary,
        created_at: round.world.state.clock.now(),
        version: 1,
    };
    round
        .world
        .write(move |conn| daihoi::member::store::insert(conn, &[&late]))
        .await;
    clerk
        .goes_on_until(&round.world, "election.close_nominations")
        .await
        .expect("reached");
    let election = clerk.election(COMMITTEE).await;
    let guest = json!({
        "full_name": "Lý Thị Khách", "status": "temporarily_attending", "reason": "Sinh hoạt tạm thời",
    });
    let path = format!("{}/roll-entries", clerk.congress);
    let guest = clerk.branch.post(&path, guest).await.expect_ok();
    // Whoever nominates by word of mouth is in the hall.
    let comes = json!({ "entry_ids": [guest["id"]] });
    let door = format!("{}/check-ins", clerk.congress);
    clerk.branch.post(&door, comes).await.expect_ok();

    let official = of_status(&clerk, "official").await;
    let probationary = of_status(&clerk, "probationary").await;
    let guests = of_status(&clerk, "temporarily_attending").await;
    assert_eq!(probationary.len(), 3);
    for entry in probationary.iter().chain(&guests) {
        let stands = nominates(&clerk, &election, json!({ "roll_entry_id": entry })).await;
        assert_eq!(stands.reasons(), ["roll_may_not_stand"], "R-EL-02");
        let (regulation, clause) = cited(&stands, "roll_may_not_stand");
        assert!(regulation.starts_with("Điều lệ Đảng"), "{regulation}");
        assert_eq!(clause, "Điều 3");
    }
    for (nominator, person) in [
        (&probationary[0], &official[10]),
        (&guests[0], &official[11]),
    ] {
        let body = json!({ "roll_entry_id": person, "nominated_by": nominator });
        let added = nominates(&clerk, &election, body).await.expect_ok();
        assert_eq!(added["nominated_by"], nominator.as_str(), "R-EL-06");
    }
    let itself = nominates(&clerk, &election, json!({ "roll_entry_id": official[12] })).await;
    assert_eq!(itself.expect_ok()["origin"], "self_nomination");
    let twice = nominates(&clerk, &election, json!({ "roll_entry_id": official[12] })).await;
    assert_eq!(twice.reasons(), ["candidate_twice"]);
}

#[tokio::test]
async fn r_el_04_the_convening_committee_keeps_to_its_list_by_the_clause_of_the_day() {
    for (day, ground) in [
        (BEFORE, pair("244-QĐ/TW (9/6/2014)", "Điều 13")),
        (AFTER, pair("190-QĐ/TW (10/10/2024)", "Điều 11")),
    ] {
        let (_round, clerk, election) = nominating(Wishes::on(day)).await;
        let official = of_status(&clerk, "official").await;
        // The first of the list stands for re-election: so much is known without being said.
        let by_member = json!({ "roll_entry_id": official[10], "nominated_by": official[0] });
        let barred = nominates(&clerk, &election, by_member.clone()).await;
        assert_eq!(barred.reasons(), ["candidate_nominator_barred"]);
        assert_eq!(cited(&barred, "candidate_nominator_barred"), ground);
        // What nothing here tells may be said, with the nomination or on the roll.
        let said = json!({
            "roll_entry_id": official[10], "nominated_by": official[15], "by_convening_committee": true,
        });
        let barred = nominates(&clerk, &election, said).await;
        assert_eq!(barred.reasons(), ["candidate_nominator_barred"]);
        let off_list = json!({ "roll_entry_id": official[10], "of_convening_committee": true });
        let barred = nominates(&clerk, &election, off_list).await;
        assert_eq!(cited(&barred, "candidate_convener_barred"), ground);
        told_on_roll(&clerk, &official[11], true).await;
        let off_list = json!({ "roll_entry_id": official[11], "nominated_by": official[15] });
        let barred = nominates(&clerk, &election, off_list).await;
        assert_eq!(barred.reasons(), ["candidate_convener_barred"]);
        // Whoever has left the committee since is let go by the roll, with the reason.
        told_on_roll(&clerk, &official[0], false).await;
        let made = nominates(&clerk, &election, by_member).await.expect_ok();
        assert_eq!(made["of_convening_committee"], false);
        assert_eq!(made["manner"], "oral");
    }
}

/// The roll is told whether somebody is of the convening committee.
async fn told_on_roll(clerk: &Clerk, entry: &str, of_committee: bool) {
    let path = format!("/roll-entries/{entry}");
    let seen = clerk.branch.get(&path).await.expect_ok();
    let version = seen["version"].as_i64().expect("a version");
    let body = json!({ "of_convening_committee": of_committee, "reason": "Theo biên bản chi ủy" });
    let told = clerk.branch.patch(&path, version, body).await.expect_ok();
    assert_eq!(told["of_convening_committee"], of_committee);
    let history = clerk
        .branch
        .get(&format!("{path}/history"))
        .await
        .expect_ok();
    let last = history["items"].as_array().expect("changes").last();
    assert_eq!(
        last.expect("a change")["of_convening_committee"],
        of_committee
    );
}

/// Elected in 2022 and on nobody's list in 2025: of the convening committee all the same.
#[tokio::test]
async fn r_el_04_the_last_congress_tells_who_convenes() {
    let (mut round, mut clerks) = Round::of(vec![Wishes::on("2022-05-11")]).await;
    let first = clerks[0].goes_on_until(&round.world, "never").await;
    assert_eq!(first, None);
    clerks[0].wishes = Wishes {
        names: vec![
            "Nguyễn Văn An",
            "Trần Thị Bình",
            "Hoàng Thị Dung",
            "Đảng viên official X000",
        ],
        ..Wishes::on("2025-01-10")
    };
    round.comes_again(&mut clerks).await;
    let clerk = clerks.remove(0);
    clerk
        .goes_on_until(&round.world, "election.close_nominations")
        .await
        .expect("reached");
    let election = clerk.election(COMMITTEE).await;
    let official = of_status(&clerk, "official").await;
    // By given name: An, Bình, Cường, Dung, then the others.
    let cuong = &official[2];
    let body = json!({ "roll_entry_id": official[10], "nominated_by": cuong });
    let barred = nominates(&clerk, &election, body).await;
    assert_eq!(barred.reasons(), ["candidate_nominator_barred"]);
    let body = json!({ "roll_entry_id": cuong, "nominated_by": official[10] });
    let barred = nominates(&clerk, &election, body).await;
    assert_eq!(barred.reasons(), ["candidate_convener_barred"]);
    let body = json!({ "roll_entry_id": official[11], "nominated_by": official[10] });
    nominates(&clerk, &election, body).await.expect_ok();
}

#[tokio::test]
async fn r_el_05_in_the_hall_by_word_of_mouth_and_otherwise_in_writing_with_consent() {
    for (day, ground) in [
        (BEFORE, pair("244-QĐ/TW (9/6/2014)", "Điều 11")),
        (AFTER, pair("190-QĐ/TW (10/10/2024)", "Điều 10")),
    ] {
        let (_round, clerk, election) = nominating(Wishes::on(day)).await;
        let official = of_status(&clerk, "official").await;
        // Twenty-seven of thirty have come: the last is not in the hall.
        let (here, away, nominator) = (&official[10], &official[29], &official[15]);
        let spoken = json!({ "roll_entry_id": here, "nominated_by": nominator });
        let written = json!({ "roll_entry_id": official[11], "nominated_by": nominator, "manner": "written" });
        assert_eq!(
            nominates(&clerk, &election, spoken).await.expect_ok()["manner"],
            "oral"
        );
        assert_eq!(
            nominates(&clerk, &election, written).await.expect_ok()["manner"],
            "written"
        );
        let mut absent = json!({ "roll_entry_id": away, "nominated_by": nominator });
        let refused = nominates(&clerk, &election, absent.clone()).await;
        assert_eq!(
            refused.reasons(),
            ["candidate_not_in_writing", "candidate_without_consent"]
        );
        assert_eq!(cited(&refused, "candidate_without_consent"), ground);
        absent["manner"] = "written".into();
        let refused = nominates(&clerk, &election, absent.clone()).await;
        assert_eq!(refused.reasons(), ["candidate_without_consent"]);
        absent["consented"] = true.into();
        let made = nominates(&clerk, &election, absent).await.expect_ok();
        assert_eq!(made["consented"], true);
        // Nor does who is not in the hall nominate by word of mouth, whatever is said of it.
        let mut by_absent = json!({
            "roll_entry_id": official[12], "nominated_by": away, "note": "Gọi điện thoại",
        });
        let refused = nominates(&clerk, &election, by_absent.clone()).await;
        assert_eq!(refused.reasons(), ["candidate_nominator_absent"]);
        assert_eq!(cited(&refused, "candidate_nominator_absent"), ground);
        by_absent["manner"] = "written".into();
        nominates(&clerk, &election, by_absent).await.expect_ok();
        // No more than a warning: with a reason it goes on, and the reason is kept.
        let why = json!({
            "roll_entry_id": official[28], "nominated_by": nominator, "note": "Đang đi công tác, đã gọi điện",
        });
        let made = nominates(&clerk, &election, why).await.expect_ok();
        assert_eq!(made["note"], "Đang đi công tác, đã gọi điện");
    }
}

#[tokio::test]
async fn r_el_11_the_application_of_whoever_is_away_is_received_by_the_committees_staff() {
    let (round, clerk, election) = nominating(Wishes::on("2022-05-11")).await;
    let official = of_status(&clerk, "official").await;
    let path = format!("{election}/candidates");
    let spoken = json!({ "roll_entry_id": official[29] });
    let refused = nominates(&clerk, &election, spoken).await;
    assert_eq!(refused.reasons(), ["candidate_not_in_writing"]);
    assert_eq!(
        cited(&refused, "candidate_not_in_writing"),
        pair("03-HD/TW (20/3/2020)", "mục 2.2")
    );
    let applies = json!({ "roll_entry_id": official[29], "manner": "written" });
    let made = round.office.post(&path, applies).await.expect_ok();
    assert_eq!(made["origin"], "self_nomination");
    let applies = json!({ "roll_entry_id": official[28], "manner": "written" });
    clerk.upper.post(&path, applies.clone()).await.expect_ok();
    assert_eq!(
        clerk.upper.post(&path, applies.clone()).await.reasons(),
        ["candidate_twice"]
    );
    // They receive applications, and nothing else; whoever only looks on receives nothing.
    let here = json!({ "roll_entry_id": official[10], "manner": "written" });
    assert_eq!(
        round.office.post(&path, here).await.reasons(),
        ["wrong_office"]
    );
    let third = json!({ "roll_entry_id": official[27], "manner": "written" });
    assert_eq!(round.observer.post(&path, third).await.status, 403);
}

#[tokio::test]
async fn r_el_07_a_name_from_the_floor_needs_support_since_2024_and_needed_none_before() {
    let list = json!({ "votes": nearly_all() });
    let (_round, clerk, election) = nominating(Wishes::on(BEFORE)).await;
    from_the_floor(&clerk, &election, 1).await;
    clerk
        .branch
        .takes(&election, "close_nominations", json!({}))
        .await;
    let refused = clerk
        .branch
        .tries(&election, "vote_list", list.clone())
        .await;
    assert_eq!(
        refused.reasons(),
        ["list_surplus_too_large"],
        "no word of support under 244"
    );

    let (_round, clerk, election) = nominating(Wishes::on(AFTER)).await;
    let added = from_the_floor(&clerk, &election, 2).await;
    clerk
        .branch
        .takes(&election, "close_nominations", json!({}))
        .await;
    let refused = clerk
        .branch
        .tries(&election, "vote_list", list.clone())
        .await;
    assert_eq!(
        cited(&refused, "candidate_support_missing"),
        pair("190-QĐ/TW (10/10/2024)", "Điều 14 khoản 3")
    );
    let next = clerk.next(&clerk.branch).await;
    assert_eq!(
        next["steps"][0]["step"], "ask_support",
        "what is next leads there: {next:#}"
    );
    // 29 attend: thirty percent are 8.7, so eight are not enough and nine are.
    assert_eq!(
        supports(&clerk, &election, &added[0], 8).await["state"],
        "unsupported"
    );
    assert_eq!(
        supports(&clerk, &election, &added[1], 9).await["state"],
        "standing"
    );
    assert_eq!(
        supports(&clerk, &election, &added[1], 8).await["state"],
        "unsupported"
    );
    clerk.branch.takes(&election, "vote_list", list).await;
}

#[tokio::test]
async fn r_el_08_the_congress_decides_whether_somebody_withdraws() {
    let (_round, clerk, election) = nominating(Wishes::on(AFTER)).await;
    clerk
        .branch
        .takes(&election, "close_nominations", json!({}))
        .await;
    let listed = clerk
        .branch
        .get(&format!("{election}/candidates"))
        .await
        .expect_ok();
    let first = format!(
        "{election}/candidates/{}",
        listed["items"][3]["id"].as_str().expect("a key")
    );
    let kept = withdraws(&clerk, &election, &first, 15).await;
    assert_eq!(
        kept["state"], "standing",
        "fifteen of thirty are not more than half"
    );
    let gone = withdraws(&clerk, &election, &first, 16).await;
    assert_eq!(gone["state"], "withdrawn");
    assert_eq!(gone["withdrawal_vote"]["carried"], true);
    // Three names for three seats: a committee's list must be longer (R-SUR-01).
    let short = clerk
        .branch
        .tries(&election, "vote_list", json!({ "votes": nearly_all() }))
        .await;
    assert_eq!(
        cited(&short, "list_without_surplus"),
        pair("190-QĐ/TW (10/10/2024)", "Điều 14 khoản 1")
    );
    let next = clerk.next(&clerk.branch).await;
    assert_eq!(
        next["steps"][0]["step"], "election.reopen_nominations",
        "{next:#}"
    );
}

/// T4 in the size of a branch: seven seats, a list of eight, three from the floor, one of whom is let go; nine may
/// stand, so the poll keeps one of the two left.
#[tokio::test]
async fn t4_the_poll_brings_the_list_down_to_what_is_allowed() {
    let wishes = Wishes {
        seats: [7, 1, 1],
        names: vec![
            "Nguyễn Văn An",
            "Trần Thị Bình",
            "Lê Văn Cường",
            "Hoàng Thị Dung",
            "Phạm Văn Đức",
            "Vũ Thị Giang",
            "Đỗ Văn Hải",
            "Bùi Thị Khánh",
        ],
        members: vec![
            (MemberStatus::Official, 22, 19),
            (MemberStatus::Probationary, 2, 2),
        ],
        ..Wishes::on(AFTER)
    };
    let (round, clerk, election) = nominating(wishes).await;
    let added = from_the_floor(&clerk, &election, 3).await;
    clerk
        .branch
        .takes(&election, "close_nominations", json!({}))
        .await;
    for candidate in &added {
        supports(&clerk, &election, candidate, 15).await;
    }
    withdraws(&clerk, &election, &added[0], 20).await;
    let list = json!({ "votes": nearly_all() });
    let long = clerk
        .branch
        .tries(&election, "vote_list", list.clone())
        .await;
    assert_eq!(long.reasons(), ["list_surplus_too_large"]);
    let next = clerk.next(&clerk.branch).await;
    assert_eq!(next["steps"][0]["step"], "election.record_poll");
    the_presidium_runs_the_poll(&round, &clerk, &election).await;
    let poll = |votes: [i64; 2]| {
        let rows = added[1..].iter().zip(votes);
        let rows: Vec<Value> = rows
            .map(|(path, votes)| json!({ "candidate_id": crate::story::key(path), "votes": votes }))
            .collect();
        json!({ "poll": rows })
    };
    let tied = clerk
        .branch
        .tries(&election, "record_poll", poll([14, 14]))
        .await;
    assert_eq!(tied.reasons(), ["poll_tied"]);
    clerk
        .branch
        .takes(&election, "record_poll", poll([11, 17]))
        .await;
    // R-EL-10: a poll is no ballot; no counting committee, no round, and its votes elect nobody.
    assert!(clerk.rounds(&clerk.elections().await[0]).await.is_empty());
    let seen = clerk.branch.get(&election).await.expect_ok();
    assert_eq!(seen["elected"], json!([]));
    clerk.branch.takes(&election, "vote_list", list).await;
    let ballot = clerk
        .branch
        .get(&format!("{election}/ballot"))
        .await
        .expect_ok();
    let names = ballot["names"].as_array().expect("names");
    assert_eq!(names.len(), 9);
    // R-LIST-01: by given name, whoever put the name forward.
    let keys: Vec<String> = names
        .iter()
        .map(|name| daihoi::db::search::given_name_key(name["full_name"].as_str().expect("a name")))
        .collect();
    assert!(keys.is_sorted(), "{names:#?}");
    assert_eq!(ballot["stamp"]["place"], "upper_left");
}

#[tokio::test]
async fn the_same_refusals_cite_the_text_of_their_day() {
    for (day, regulation, secret, majority) in [
        (BEFORE, "244-QĐ/TW (9/6/2014)", "Điều 3", "Điều 32"),
        (AFTER, "190-QĐ/TW (10/10/2024)", "Điều 3 khoản 1", "Điều 30"),
    ] {
        let (round, mut clerks) = Round::of(vec![Wishes::on(day)]).await;
        let clerk = clerks.remove(0);
        clerk
            .goes_on_until(&round.world, "election.issue_ballots")
            .await
            .expect("reached");
        let election = clerk.election(COMMITTEE).await;
        let hands = json!({ "form": "show_of_hands" });
        let refused = clerk.branch.tries(&election, "issue_ballots", hands).await;
        let (text, clause) = cited(&refused, "election_not_secret");
        assert_eq!(text, regulation);
        assert!(clause.starts_with(secret), "{clause}");
        let joint = json!({ "with_posts": ["secretary", "deputy_secretary"] });
        let refused = clerk.branch.tries(&election, "issue_ballots", joint).await;
        assert_eq!(refused.reasons(), ["election_not_separate"], "T7");
        clerk
            .goes_on_until(&round.world, "enter_count")
            .await
            .expect("reached");
        let election = clerk.elections().await.remove(0);
        let ballot = clerk.rounds(&election).await.remove(0);
        assert_eq!(ballot["base"]["majority"]["regulation"], regulation);
        assert_eq!(ballot["base"]["majority"]["clause"], majority);
    }
}

/// T2: nine official members, two of them exempted and away. Still a branch of nine: it may elect a committee.
#[tokio::test]
async fn t2_the_exempted_count_for_the_nine_and_not_for_the_base() {
    let wishes = |exempted: usize| Wishes {
        members: vec![
            (MemberStatus::Official, 3, 3),
            (MemberStatus::Exempted, exempted, 0),
        ],
        ..Wishes::on(BEFORE)
    };
    let (_round, clerk, election) = nominating(wishes(2)).await;
    let seen = clerk.branch.get(&election).await.expect_ok();
    assert_eq!(seen["seats_vote"]["base"]["base"], 7);
    assert_eq!(seen["seats_vote"]["base"]["needed"], 4);
    // Eight are not nine: the scheme with a committee is refused, and what is next says why.
    let (round, mut clerks) = Round::of(vec![wishes(1)]).await;
    let clerk = clerks.remove(0);
    clerk
        .goes_on_until(&round.world, "record_personnel_step")
        .await;
    let other_seats = clerk.goes_on_until(&round.world, "set_seats").await;
    assert!(other_seats.is_some(), "what clears the way is offered");
    let seen = clerk.next(&clerk.branch).await;
    let steps = seen["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["step"] == "submit_scheme");
    let step = step.expect("named");
    assert_eq!(step["allowed"], false);
    let refused = crate::clerk::says(&clerk.branch, step, &step["body"]).await;
    assert!(
        refused
            .reasons()
            .contains(&"personnel_branch_too_small".to_owned()),
        "{:#}",
        refused.body
    );
}

/// R-EL-10: as long as the secretariat is not elected, nobody runs a poll.
async fn the_presidium_runs_the_poll(round: &Round, clerk: &Clerk, election: &str) {
    use daihoi::db::schema::organs;
    use diesel::prelude::*;
    let becomes = |state: &'static str| {
        round.world.write(move |conn| {
            diesel::update(organs::table.filter(organs::kind.eq("secretariat")))
                .set(organs::state.eq(state))
                .execute(conn)?;
            Ok(())
        })
    };
    becomes("proposed").await;
    let refused = clerk
        .branch
        .tries(election, "record_poll", json!({ "poll": [] }))
        .await;
    assert!(
        refused
            .reasons()
            .contains(&"poll_without_presidium".to_owned()),
        "{:#}",
        refused.body
    );
    let (_, clause) = cited(&refused, "poll_without_presidium");
    assert_eq!(clause, "Điều 14 khoản 3");
    becomes("elected").await;
}
