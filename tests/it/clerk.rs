//! The clerk who knows no rules: asks what is next, does the first thing that is allowed, with what a person in the
//! hall would say, and asks again.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use daihoi::auth::permission::Role;
use daihoi::member::model::MemberStatus;
use daihoi::unit::model::Level;
use serde_json::{Value, json};

use crate::door;
use crate::person::{Answer, Person};
use crate::world::{Place, World};

/// The branch, and what it wishes: what a person brings along and no program can know.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The day of the congress.
    pub day: NaiveDate,
    /// The members besides the nominees: how they stand, how many, how many of them come.
    pub members: Vec<(MemberStatus, usize, usize)>,
    /// How many official members who do not come are excused, for a reason that is accepted.
    pub excused: usize,
    /// Seats of the committee, the secretary, the deputy.
    pub seats: [i64; 3],
    /// Those put forward, official members who come, in the order of given names.
    pub names: Vec<&'static str>,
    /// Whom the ballots of each post are for, ballot after ballot, in the order of the list; all for the first
    /// names where nothing is said.
    pub votes: BTreeMap<&'static str, Vec<Vec<i64>>>,
    /// What the congresses of the plan deal with.
    pub contents: Vec<&'static str>,
    /// The documents the plan asks for.
    pub documents: Vec<&'static str>,
    /// The steps of the personnel work.
    pub personnel_steps: Vec<&'static str>,
    /// What the plan lays down for the programme.
    pub programme: Value,
}

/// Four names in the order of given names.
pub const NAMES: [&str; 4] = [
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Lê Văn Cường",
    "Hoàng Thị Dung",
];

impl Wishes {
    /// Thirty official members, twenty-seven of whom come, and two probationary ones; three seats of the committee.
    pub fn on(day: &str) -> Self {
        Self {
            day: crate::world::day(day),
            members: vec![
                (MemberStatus::Official, 26, 23),
                (MemberStatus::Probationary, 2, 2),
            ],
            excused: 0,
            seats: [3, 1, 1],
            names: NAMES.to_vec(),
            votes: BTreeMap::new(),
            contents: vec![
                "review_and_direction",
                "self_review",
                "election_of_committee",
            ],
            documents: crate::story::DOCUMENTS.to_vec(),
            personnel_steps: vec!["direction", "introduction", "settlement", "verification"],
            programme: json!({}),
        }
    }
}

/// A plan without pilots, and the people of its committee.
pub struct Round {
    pub world: World,
    pub upper: Person,
    pub office: Person,
    pub secretary: Person,
    pub observer: Person,
    pub plan: String,
    pub bloc: Place,
}

/// The clerk of one congress: everybody whose hands are needed, and what the branch wishes.
pub struct Clerk {
    pub place: Place,
    pub branch: Person,
    pub upper: Person,
    pub counters: [Person; 2],
    pub wishes: Wishes,
    pub congress: String,
    /// Every step taken, in order.
    pub taken: std::sync::Mutex<Vec<String>>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Round {
    /// A world some weeks before these congresses, and their clerks.
    pub async fn of(wishes: Vec<Wishes>) -> (Self, Vec<Clerk>) {
        let first = wishes.iter().map(|one| one.day).min().expect("a congress");
        let last = wishes.iter().map(|one| one.day).max().expect("a congress");
        let world = World::on(first - TimeDelta::days(60)).await;
        let province = world.unit(Level::ProvinceCommittee, "Tỉnh ủy", None).await;
        let bloc = world
            .unit(Level::BlocCommittee, "Đảng ủy Khối", Some(&province))
            .await;
        let base = world
            .unit(Level::BaseCommittee, "Đảng ủy cơ sở", Some(&bloc))
            .await;
        let mut clerks = Vec::new();
        for (n, wishes) in wishes.into_iter().enumerate() {
            clerks.push(Clerk::at(&world, &base, &format!("Chi bộ {}", n + 1), wishes).await);
        }
        let mut round = Self {
            upper: world.person(Role::Secretary, &base).await,
            office: world.person(Role::OrganisationOfficer, &bloc).await,
            secretary: world.person(Role::Secretary, &bloc).await,
            observer: world.person(Role::Observer, &bloc).await,
            world,
            plan: String::new(),
            bloc,
        };
        round.plans((first, last), &mut clerks).await;
        for clerk in &mut clerks {
            clerk.upper = round.upper.clone();
        }
        (round, clerks)
    }

    /// The next round of the same branches, some years later.
    pub async fn comes_again(&mut self, clerks: &mut [Clerk]) {
        let first = clerks.iter().map(|one| one.wishes.day).min();
        let first = first.expect("a congress");
        let morning = first - TimeDelta::days(60);
        let ahead = morning.signed_duration_since(self.world.state.clock.today());
        self.world.state.clock.advance(ahead);
        self.plans((first, first), clerks).await;
    }

    async fn plans(&mut self, (first, last): (NaiveDate, NaiveDate), clerks: &mut [Clerk]) {
        let year = chrono::Datelike::year(&first);
        let draft = json!({
            "unit_id": self.bloc.id, "title": "Đại hội chi bộ", "term": { "from": year, "to": year + 3 },
            "plan": {
                "rest_from": first - TimeDelta::days(20), "rest_to": last + TimeDelta::days(20),
                "content": {
                    "without_pilots": true, "contents": clerks[0].wishes.contents,
                    "required_documents": clerks[0].wishes.documents,
                    "personnel_steps": clerks[0].wishes.personnel_steps,
                    "programme": clerks[0].wishes.programme,
                },
            },
        });
        let drafted = self.office.post("/plans", draft).await.expect_ok();
        self.plan = format!("/plans/{}", text(&drafted["id"]));
        let number = json!({ "symbol": "65-KH/ĐUK", "issued_on": self.world.state.clock.today() });
        self.secretary.takes(&self.plan, "issue", number).await;
        self.office
            .takes(&self.plan, "open_rollout", json!({}))
            .await;
        let bulk = format!("{}/congresses/bulk", self.plan);
        self.office.post(&bulk, json!({})).await.expect_ok();
        let path = format!(
            "/congresses?limit=200&plan_id={}",
            crate::story::key(&self.plan)
        );
        let listed = self.office.get(&path).await.expect_ok();
        for congress in listed["items"].as_array().expect("congresses") {
            let of = clerks
                .iter_mut()
                .find(|clerk| clerk.place.id.to_string() == text(&congress["unit_id"]));
            of.expect("a branch of the round").congress =
                format!("/congresses/{}", text(&congress["id"]));
        }
    }
}

impl Clerk {
    async fn at(world: &World, base: &Place, name: &str, wishes: Wishes) -> Self {
        let place = world.unit(Level::Branch, name, Some(base)).await;
        for name in &wishes.names {
            door::member(world, &place, MemberStatus::Official, name).await;
        }
        let members: Vec<(MemberStatus, usize)> = wishes
            .members
            .iter()
            .map(|(status, called, _)| (*status, *called))
            .collect();
        door::members(world, &place, &members).await;
        let branch = world.person(Role::BranchCommittee, &place).await;
        Self {
            counters: [
                world.person(Role::Counter, &place).await,
                world.person(Role::Counter, &place).await,
            ],
            upper: branch.clone(),
            branch,
            place,
            wishes,
            congress: String::new(),
            taken: std::sync::Mutex::new(Vec::new()),
        }
    }

    /// What is next, as this person sees it.
    pub async fn next(&self, person: &Person) -> Value {
        person
            .get(&format!("{}/next", self.congress))
            .await
            .expect_ok()
    }

    /// Whoever this step belongs to.
    fn whose(&self, step: &Value) -> Vec<&Person> {
        let by = step["by"].as_array().expect("seats");
        match by.first().and_then(Value::as_str) {
            Some("branch") => vec![&self.branch],
            Some("upper") => vec![&self.upper],
            Some("counter") => self.counters.iter().collect(),
            other => panic!("nobody here is {other:?}"),
        }
    }

    /// Goes on until the next step is this one, or nothing more is awaited. Gives the step, where there is one.
    pub async fn goes_on_until(&self, world: &World, until: &str) -> Option<Value> {
        for _ in 0..400 {
            let seen = self.next(&self.branch).await;
            let steps = seen["steps"].as_array().expect("steps").clone();
            let first = steps.first()?;
            if first["step"] == until {
                return Some(first.clone());
            }
            // The congress is over: whom a vacancy is filled with, the committee above has yet to find.
            if first["step"] == "congress.fill_vacancy" {
                return None;
            }
            self.takes_first(world, &seen).await;
        }
        panic!(
            "four hundred steps, and no end: {:#?}",
            self.taken.lock().expect("a list")
        );
    }

    /// The first step that somebody may take, whose it is, and what they see.
    async fn first_open(&self, seen: &Value) -> Option<(&Person, Value, Value)> {
        for step in seen["steps"].as_array().expect("steps") {
            if step["allowed"] == true {
                return Some((&self.branch, step.clone(), seen.clone()));
            }
            for person in self.whose(step) {
                if person.id == self.branch.id {
                    continue;
                }
                let seen = self.next(person).await;
                let same =
                    |one: &&Value| one["step"] == step["step"] && one["path"] == step["path"];
                let own = seen["steps"].as_array().expect("steps").iter().find(same);
                if let Some(own) = own.filter(|own| own["allowed"] == true) {
                    return Some((person, own.clone(), seen));
                }
            }
        }
        None
    }

    /// Takes the first step that somebody may take; waits for the day where that is what is waited for.
    pub async fn takes_first(&self, world: &World, seen: &Value) {
        if let Some((person, step, seen)) = self.first_open(seen).await {
            return self.does(world, person, &step, &seen).await;
        }
        let steps = seen["steps"].as_array().expect("steps");
        let waits = steps
            .iter()
            .any(|step| step.to_string().contains("day_not_come"));
        assert!(waits, "nobody can do anything: {steps:#?}");
        world.state.clock.advance(
            self.wishes
                .day
                .signed_duration_since(world.state.clock.today()),
        );
    }

    async fn does(&self, world: &World, person: &Person, step: &Value, seen: &Value) {
        let body = self.filled_in(world, step, seen).await;
        let answer = says(person, step, &body).await;
        assert!(
            answer.status.is_success(),
            "{} {body:#}: {} {:#}",
            step["step"],
            answer.status,
            answer.body
        );
        self.taken.lock().expect("a list").push(text(&step["step"]));
        if step["step"] == "check_in" {
            self.some_are_excused().await;
        }
    }

    /// A body with every `null` filled in, as somebody in the hall would.
    pub async fn filled_in(&self, world: &World, step: &Value, seen: &Value) -> Value {
        let mut body = step["body"].clone();
        let name = text(&step["step"]);
        match name.as_str() {
            "set_seats" => return json!({ "seats": self.seats() }),
            "check_in" => return json!({ "entry_ids": self.who_come().await }),
            "propose_organ" | "propose_organ_anew" => {
                let count = usize::from(body["kind"] == "counting_committee") * 2 + 1;
                // Whoever is in the chair does not keep the minutes.
                let aside = usize::from(body["kind"] == "secretariat");
                // The last in order who are here: they are on no list.
                let here = self.here().await;
                let chosen = here.iter().rev().skip(aside).take(count).enumerate();
                body["members"] = chosen
                    .map(|(at, entry)| json!({ "roll_entry_id": entry, "head": at == 0 }))
                    .collect();
                return body;
            }
            "enter_count" => return self.signed(body, seen, &text(&step["path"])).await,
            "congress.appoint_secretary" => {
                // The first of the committee, who is on the roll by given name.
                let roll = door::called(&self.branch, &self.congress, "official").await;
                body["appointee"] = roll[0].clone().into();
            }
            "put_forward" => {
                body["full_name"] = self.name_for(&body).await.into();
            }
            _ => (),
        }
        let today = world.state.clock.today();
        let present = seen["hall"]["present_official"].as_i64().unwrap_or(0);
        let called = self.official();
        for pointer in step["fill"].as_array().expect("places") {
            let pointer = text(pointer);
            let spot = body.pointer_mut(&pointer).expect("a place");
            let field = pointer.rsplit('/').next().expect("a field");
            if spot.is_null() {
                *spot = self.plausible(&name, field, today, present, called);
            }
        }
        body
    }

    fn plausible(
        &self,
        step: &str,
        field: &str,
        today: NaiveDate,
        present: i64,
        called: i64,
    ) -> Value {
        match field {
            "for" => present.into(),
            "planned_on" => self.wishes.day.to_string().into(),
            "planned_time" => "07:30".into(),
            "allocated" => 3.into(),
            "venue" => "Hội trường".into(),
            "birth_date" => "1985-03-02".into(),
            "sex" => "female".into(),
            "candidacy" => "re_election".into(),
            "held_on" | "opinion_on" | "notice_given_on" | "decision_on" => {
                today.to_string().into()
            }
            "opinion_symbol" => "12-CV/ĐU".into(),
            "decision_symbol" => "21-QĐ/ĐU".into(),
            "outcome" if step == "answer_remark" => "accepted".into(),
            "outcome" => "recognised".into(),
            "summoned" | "present" | "agree" | "ballots_issued" | "ballots_returned"
            | "ballots_valid" => called.into(),
            "count" | "attending" | "issued" | "returned" | "valid" | "votes" => present.into(),
            "roll_entry_id" => Value::Null,
            "against" | "abstain" | "disagree" | "ballots_invalid" => 0.into(),
            "title" | "text" | "note" | "minutes" | "opinion_text" => {
                "Nội dung theo thực tế".into()
            }
            other => panic!("{step} asks for {other}"),
        }
    }

    /// Official members in the hall, by given name.
    async fn here(&self) -> Vec<Value> {
        let path = format!("{}/roll?limit=200&status=official", self.congress);
        let roll = self.branch.get(&path).await.expect_ok();
        let entries = roll["items"].as_array().expect("entries").iter();
        let here = entries.filter(|entry| entry["mark"] == "present" || entry["mark"] == "late");
        here.map(|entry| entry["id"].clone()).collect()
    }

    /// To the introduction every official member is summoned, the exempted too (R-ORG-07).
    fn official(&self) -> i64 {
        let others = self
            .wishes
            .members
            .iter()
            .filter(|(status, ..)| *status != MemberStatus::Probationary);
        let count = others.map(|(_, called, _)| called).sum::<usize>() + self.wishes.names.len();
        i64::try_from(count).expect("a number")
    }

    fn seats(&self) -> Vec<Value> {
        ["branch_committee_member", "secretary", "deputy_secretary"]
            .iter()
            .zip(self.wishes.seats)
            .filter(|(_, count)| *count > 0)
            .map(|(post, count)| json!({ "post": post, "count": count }))
            .collect()
    }

    /// For the committee one name after the other, for secretary the first, for deputy the second.
    async fn name_for(&self, body: &Value) -> &'static str {
        let post = text(&body["post"]);
        match post.as_str() {
            "secretary" => self.wishes.names[0],
            "deputy_secretary" => self.wishes.names[1],
            _ => {
                let work = self
                    .branch
                    .get(&format!("{}/personnel", self.congress))
                    .await
                    .expect_ok();
                let path = format!("/personnel/{}/nominees?limit=200", text(&work["id"]));
                let listed = self.branch.get(&path).await.expect_ok();
                let taken = listed["items"].as_array().expect("nominees");
                let taken = taken
                    .iter()
                    .filter(|one| one["post"] == post.as_str())
                    .count();
                self.wishes.names[taken]
            }
        }
    }

    /// The nominees, and of each status as many as wish to come.
    async fn who_come(&self) -> Vec<String> {
        let mut here = Vec::new();
        for (status, _, come) in &self.wishes.members {
            let called = door::called(&self.branch, &self.congress, &status.to_string()).await;
            let first = if *status == MemberStatus::Official {
                self.wishes.names.len()
            } else {
                0
            };
            here.extend(called.into_iter().take(come + first));
        }
        here
    }

    async fn some_are_excused(&self) {
        let called = door::called(&self.branch, &self.congress, "official").await;
        for entry in called.iter().rev().take(self.wishes.excused) {
            let excused = json!({
                "mark": "excused", "absence_reason": "Đi công tác xa", "absence_accepted": true,
            });
            let path = format!("/roll-entries/{entry}/mark");
            self.branch.put(&path, 1, excused).await.expect_ok();
        }
    }

    /// The signed minutes: every ballot that is given out comes back and is valid.
    async fn signed(&self, mut body: Value, seen: &Value, path: &str) -> Value {
        let round = self
            .branch
            .get(path.trim_end_matches("/entries"))
            .await
            .expect_ok();
        let election = path.split("/rounds").next().expect("an election");
        let post = text(&self.branch.get(election).await.expect_ok()["post"]);
        let present = seen["hall"]["present_official"].as_i64().expect("a number");
        let n = usize::try_from(round["n"].as_i64().expect("a number")).expect("a number");
        let seats = usize::try_from(round["seats"].as_i64().expect("seats")).expect("seats");
        let said = self
            .wishes
            .votes
            .get(post.as_str())
            .and_then(|rounds| rounds.get(n - 1));
        let entered = round["entries"].as_array().expect("entries");
        let members = round["counters"].as_array().expect("counters");
        let mut free = members.iter().filter(|member| {
            let id = &member["roll_entry_id"];
            entered
                .iter()
                .all(|entry| entry["counter"]["roll_entry_id"] != *id)
        });
        body["counter_id"] = free.next().expect("a member")["roll_entry_id"].clone();
        let rows = body["minutes"]["candidates"].as_array_mut().expect("rows");
        for (at, row) in rows.iter_mut().enumerate() {
            let otherwise = if at < seats { present } else { 0 };
            let votes = said
                .and_then(|votes| votes.get(at))
                .copied()
                .unwrap_or(otherwise);
            if row.get("votes").is_some() {
                row["votes"] = votes.into();
            } else {
                row["agree"] = votes.into();
                row["disagree"] = (present - votes).into();
            }
        }
        // A ballot that keeps nobody is not valid; with four columns each is marked for everybody.
        let sum: i64 = rows
            .iter()
            .map(|row| row["votes"].as_i64().unwrap_or(present))
            .sum();
        let valid = sum.min(present);
        if valid < present {
            body["minutes"]["invalid"] =
                json!([{ "reason": "nobody_kept", "count": present - valid }]);
        }
        for (figure, count) in [("issued", present), ("returned", present), ("valid", valid)] {
            body["minutes"][figure] = count.into();
        }
        body
    }

    /// The elections of the congress, committee first.
    pub async fn elections(&self) -> Vec<Value> {
        let path = format!("{}/elections", self.congress);
        let listed = self.branch.get(&path).await.expect_ok();
        listed["items"].as_array().expect("elections").clone()
    }

    /// The ballots of an election.
    pub async fn rounds(&self, election: &Value) -> Vec<Value> {
        let path = format!("/elections/{}/rounds", text(&election["id"]));
        let listed = self.branch.get(&path).await.expect_ok();
        listed["items"].as_array().expect("rounds").clone()
    }

    /// The path of the election to a post.
    pub async fn election(&self, post: &str) -> String {
        let elections = self.elections().await;
        let one = elections.iter().find(|one| one["post"] == post);
        format!("/elections/{}", text(&one.expect("an election")["id"]))
    }
}

/// Says to the API what a step says it wants to hear.
pub async fn says(person: &Person, step: &Value, body: &Value) -> Answer {
    let method = text(&step["method"]).parse().expect("a method");
    let mut request = person.request(method, &text(&step["path"])).json(body);
    if let Some(version) = step["if_match"].as_i64() {
        request = request.header("If-Match", format!("\"{version}\""));
    }
    person.send(request).await
}

#[tokio::test]
async fn a_clerk_who_knows_no_rules_ends_with_a_valid_congress() {
    let (round, clerks) = Round::of(vec![Wishes::on("2022-05-11")]).await;
    let clerk = &clerks[0];
    // The committee above gives one document back; the clerk is led through that too.
    let step = clerk
        .goes_on_until(&round.world, "approve_document")
        .await
        .expect("reached");
    let document = text(&step["path"]);
    let document = document.trim_end_matches("/steps");
    let remark = json!({ "remarks": [{ "place": "Điểm 1", "text": "Bổ sung số liệu" }] });
    clerk
        .upper
        .takes(document, "return_for_revision", remark)
        .await;
    assert_eq!(clerk.goes_on_until(&round.world, "never").await, None);
    let taken = clerk.taken.lock().expect("a list").clone();
    for step in ["revise_document", "answer_remark"] {
        assert!(taken.contains(&step.to_owned()), "{taken:?}");
    }
    let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
    assert_eq!(congress["state"], "confirmed");
    for election in clerk.elections().await {
        assert_eq!(election["state"], "decided", "{election:#}");
    }
    let posts = congress["posts"].as_array().expect("posts");
    assert_eq!(posts.len(), 5);
    assert!(posts.iter().all(|post| post["outcome"] == "recognised"));
}

#[tokio::test]
async fn a_branch_under_nine_is_led_past_the_committee() {
    let wishes = Wishes {
        members: vec![(MemberStatus::Official, 6, 5)],
        names: vec!["Nguyễn Văn An", "Trần Thị Bình"],
        seats: [0, 1, 1],
        ..Wishes::on("2025-01-03")
    };
    let (round, clerks) = Round::of(vec![wishes]).await;
    let clerk = &clerks[0];
    assert_eq!(clerk.goes_on_until(&round.world, "never").await, None);
    let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
    assert_eq!(congress["state"], "confirmed");
    let posts: Vec<String> = clerk
        .elections()
        .await
        .iter()
        .map(|one| text(&one["post"]))
        .collect();
    assert_eq!(posts, ["secretary", "deputy_secretary"]);
    assert_eq!(
        clerk.rounds(&clerk.elections().await[0]).await[0]["columns"],
        "four_columns",
        "R-SUR-07: no surplus"
    );
}

#[tokio::test]
async fn what_is_next_says_who_by_when_and_why_not() {
    let (round, clerks) = Round::of(vec![Wishes::on("2022-05-11")]).await;
    let clerk = &clerks[0];
    let seen = clerk.next(&clerk.upper).await;
    let steps = seen["steps"].as_array().expect("steps");
    let last = steps.last().expect("a step");
    assert_eq!(last["step"], "congress.submit_dossier");
    assert_eq!(last["yours"], false);
    let codes: Vec<String> = last["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .map(|reason| text(&reason["code"]))
        .collect();
    for code in [
        "documents_not_submitted",
        "scheme_not_submitted",
        "date_missing",
        "wrong_office",
    ] {
        assert!(codes.contains(&code.to_owned()), "{codes:?}");
    }
    for step in steps {
        assert!(
            !text(&step["label"]).is_empty() && !text(&step["who"]).is_empty(),
            "{step:#}"
        );
    }
    assert_ne!(seen["due_on"], Value::Null);
    // The wrong person's hands change nothing, and the answer says whose turn it is.
    let open = clerk.goes_on_until(&round.world, "congress.open").await;
    assert!(open.is_some());
    let stranger = round.world.stranger().await;
    let hidden = stranger.get(&format!("{}/next", clerk.congress)).await;
    assert_eq!(hidden.status, 404);
    let watching = clerk.next(&round.observer).await;
    assert!(
        watching["steps"]
            .as_array()
            .expect("steps")
            .iter()
            .all(|step| step["allowed"] == false)
    );
}

/// Says that the totals of an organ's vote were recorded wrongly: everybody was for it, or against.
async fn votes_again(clerk: &Clerk, kind: &str, all_for: bool) {
    let organs = format!("{}/organs", clerk.congress);
    let organs = clerk.branch.get(&organs).await.expect_ok();
    let items = organs["items"].as_array().expect("organs");
    let organ = items.iter().find(|organ| organ["kind"] == kind);
    let organ = organ.expect("an organ");
    let figure = |name: &str| organ["vote"][name].as_i64().expect("a figure");
    let hands = figure("for") + figure("against");
    let (for_, against) = if all_for { (hands, 0) } else { (0, hands) };
    let totals = json!({
        "for": for_, "against": against, "abstain": 0, "note": "Ghi nhầm số liệu",
    });
    let path = format!("/organs/{}/vote", text(&organ["id"]));
    let version = organ["version"].as_i64().expect("a version");
    let told = clerk.branch.post_seen(&path, version, totals).await;
    told.expect_ok();
}

#[tokio::test]
async fn a_congress_does_not_close_on_what_a_correction_has_undone() {
    let (round, clerks) = Round::of(vec![Wishes::on("2022-05-11")]).await;
    let clerk = &clerks[0];
    let close = clerk.goes_on_until(&round.world, "congress.close").await;
    assert!(close.is_some());
    votes_again(clerk, "counting_committee", false).await;
    let refused = clerk
        .branch
        .tries(&clerk.congress, "close", json!({}))
        .await;
    assert_eq!(
        refused.reasons(),
        ["programme_counting_committee_not_elected"]
    );
    votes_again(clerk, "counting_committee", true).await;
    clerk
        .branch
        .takes(&clerk.congress, "close", json!({}))
        .await;
}
