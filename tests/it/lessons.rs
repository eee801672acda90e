//! The pilot loop: opinion, answer, conclusion, guidance, acknowledgement, ticked box — and back.

use daihoi::auth::permission::Role;
use daihoi::congress::model::{CongressId, State as CongressState};
use daihoi::db::id::Id;
use daihoi::db::json::AsJson;
use daihoi::db::schema::{congresses, plan_scopes, plans};
use daihoi::guidance;
use daihoi::opinion;
use daihoi::plan::model::{PlanContent, PlanId, State as PlanState};
use daihoi::unit::model::Level;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::person::Person;
use crate::world::{Place, World, day};

/// A plan with one pilot in session and two branches that wait, put down as rows: how a congress comes to stand
/// where it stands is the concern of other journeys.
pub struct Round {
    pub world: World,
    pub bloc: Place,
    pub base: Place,
    pub office: Person,
    pub secretary: Person,
    /// The branch committee of the first waiting branch.
    pub branch: Person,
    /// The Secretary of the base committee.
    pub base_secretary: Person,
    pub plan: PlanId,
    pub pilot: CongressId,
    pub waiting: CongressId,
    pub other: CongressId,
}

const CONCLUSION: &str = "Thống nhất thực hiện theo mẫu ma két ban hành kèm theo kế hoạch.";

impl Round {
    pub async fn new() -> Self {
        let world = World::new().await;
        let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
        let base = world
            .unit(Level::BaseCommittee, "Đảng bộ VNPT", Some(&bloc))
            .await;
        let pilot_branch = world
            .unit(Level::Branch, "Chi bộ Trung tâm kinh doanh", Some(&base))
            .await;
        let branch = world
            .unit(Level::Branch, "Chi bộ Kỹ thuật", Some(&base))
            .await;
        let other = world
            .unit(Level::Branch, "Chi bộ Tổng hợp", Some(&base))
            .await;
        let office = world.person(Role::OrganisationOfficer, &bloc).await;
        let plan = put_plan(&world, &bloc, None, &office).await;
        let pilot = put_congress(&world, plan, &pilot_branch, &base, true).await;
        stands(&world, pilot, CongressState::InSession, Some("2022-03-16")).await;
        Self {
            office,
            secretary: world.person(Role::Secretary, &bloc).await,
            branch: world.person(Role::BranchCommittee, &branch).await,
            base_secretary: world.person(Role::Secretary, &base).await,
            waiting: put_congress(&world, plan, &branch, &base, false).await,
            other: put_congress(&world, plan, &other, &base, false).await,
            plan,
            pilot,
            bloc,
            base,
            world,
        }
    }

    async fn raises(&self, theme: &str) -> Value {
        let said =
            json!({ "theme": theme, "text": "Đề nghị làm rõ.", "raised_by": "Đồng chí đại biểu" });
        self.branch
            .post(&format!("/congresses/{}/opinions", self.pilot), said)
            .await
            .expect_ok()
    }

    /// An opinion, raised, answered and concluded. Gives its key.
    async fn concluded(&self, theme: &str) -> String {
        let path = path_of("opinions", &self.raises(theme).await);
        let answer = json!({ "text": "Theo mẫu chung." });
        self.office
            .put(&format!("{path}/answer"), 1, answer)
            .await
            .expect_ok();
        let conclusion = json!({ "text": CONCLUSION });
        let concluded = self
            .secretary
            .put(&format!("{path}/conclusion"), 2, conclusion)
            .await
            .expect_ok();
        text(&concluded["id"])
    }

    async fn drafts(&self) -> String {
        let title = json!({ "title": "Những vấn đề cần lưu ý" });
        let drafted = self
            .office
            .post(&format!("/plans/{}/guidances", self.plan), title)
            .await;
        path_of("guidances", &drafted.expect_ok())
    }

    async fn writes(
        &self,
        guidance: &str,
        words: &str,
        checklist: &str,
        opinions: &[&str],
    ) -> Value {
        let clause = json!({ "text": words, "checklist": checklist, "opinion_ids": opinions });
        self.office
            .post(&format!("{guidance}/clauses"), clause)
            .await
            .expect_ok()
    }

    async fn issues(&self, guidance: &str, symbol: &str) -> Value {
        let today = self.world.state.clock.today();
        self.office
            .takes(
                guidance,
                "issue",
                json!({ "symbol": symbol, "issued_on": today }),
            )
            .await
    }

    /// Guidance in force with one clause of each kind. Gives its path.
    async fn guided(&self, opinion: &str, symbol: &str) -> String {
        let guidance = self.drafts().await;
        self.writes(
            &guidance,
            "Thống nhất ma két.",
            "before_opening",
            &[opinion],
        )
        .await;
        self.writes(
            &guidance,
            "Hát Quốc tế ca khi bế mạc.",
            "before_closing",
            &[opinion],
        )
        .await;
        self.writes(
            &guidance,
            "Tổ kiểm phiếu làm đúng quy định.",
            "none",
            &[opinion],
        )
        .await;
        self.issues(&guidance, symbol).await;
        guidance
    }

    async fn facts(&self, congress: CongressId) -> guidance::model::GuidanceFacts {
        let plan = self.plan;
        self.world
            .read(move |conn| guidance::service::facts_for(conn, &[plan], congress))
            .await
    }
}

async fn put_plan(world: &World, unit: &Place, implements: Option<PlanId>, by: &Person) -> PlanId {
    let (id, unit, now) = (Id::new(), unit.clone(), world.state.clock.now());
    let by = by.id.expect("an account");
    world
        .write(move |conn| {
            diesel::insert_into(plans::table)
                .values((
                    (
                        plans::id.eq(id),
                        plans::unit_id.eq(unit.id),
                        plans::unit_path.eq(&unit.path),
                        plans::implements_id.eq(implements),
                        plans::state.eq(PlanState::Issued),
                        plans::symbol.eq("65-KH/ĐUK"),
                        plans::title.eq("Đại hội chi bộ"),
                        plans::search.eq("dai hoi chi bo"),
                    ),
                    (
                        plans::term_from.eq(2022),
                        plans::term_to.eq(2025),
                        plans::content.eq(AsJson(PlanContent::default())),
                        plans::revision.eq(1),
                        plans::created_at.eq(now),
                        plans::created_by.eq(by),
                        plans::version.eq(1),
                    ),
                ))
                .execute(conn)?;
            diesel::insert_into(plan_scopes::table)
                .values((
                    plan_scopes::plan_id.eq(id),
                    plan_scopes::unit_id.eq(unit.id),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
    id
}

async fn put_congress(
    world: &World,
    plan: PlanId,
    branch: &Place,
    upper: &Place,
    pilot: bool,
) -> CongressId {
    let (id, branch, upper, now) = (Id::new(), branch.clone(), upper.id, world.state.clock.now());
    world
        .write(move |conn| {
            diesel::insert_into(congresses::table)
                .values((
                    congresses::id.eq(id),
                    congresses::plan_id.eq(plan),
                    congresses::unit_id.eq(branch.id),
                    congresses::unit_path.eq(&branch.path),
                    congresses::unit_name.eq(&branch.name),
                    congresses::search.eq("chi bo"),
                    congresses::approving_unit_id.eq(upper),
                    congresses::state.eq(CongressState::Preparing),
                    congresses::pilot.eq(pilot),
                    congresses::half_days.eq(1),
                    congresses::created_at.eq(now),
                    congresses::version.eq(1),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
    id
}

async fn stands(
    world: &World,
    congress: CongressId,
    state: CongressState,
    opened_on: Option<&str>,
) {
    let opened_on = opened_on.map(day);
    world
        .write(move |conn| {
            diesel::update(congresses::table.find(congress))
                .set((
                    congresses::state.eq(state),
                    congresses::opened_on.eq(opened_on),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// What a person is called.
async fn called(person: &Person) -> Value {
    person.get("/me").await.expect_ok()["user"]["display_name"].clone()
}

fn path_of(plural: &str, thing: &Value) -> String {
    format!("/{plural}/{}", text(&thing["id"]))
}

#[tokio::test]
async fn an_opinion_is_raised_at_a_pilot_answered_and_concluded() {
    let round = Round::new().await;
    let raised = round.raises("anthems").await;
    assert_eq!(
        (&raised["state"], &raised["version"]),
        (&json!("raised"), &json!(1))
    );
    let path = path_of("opinions", &raised);
    let below = |plan| {
        move |conn: &mut daihoi::db::AnyConnection| opinion::service::below_concluded(conn, plan)
    };
    assert_eq!(round.world.read(below(round.plan)).await, 1);

    // The Secretary cannot conclude what nobody has answered, and the branch can do neither.
    let early = round
        .secretary
        .put(
            &format!("{path}/conclusion"),
            1,
            json!({ "text": CONCLUSION }),
        )
        .await;
    assert_eq!(early.reasons(), ["wrong_state", "answer_missing"]);
    let answer = json!({ "text": "Hát trực tiếp trên nền nhạc." });
    let not_theirs = round
        .branch
        .put(&format!("{path}/answer"), 1, answer.clone())
        .await;
    assert_eq!(
        (not_theirs.status.as_u16(), not_theirs.reasons()),
        (403, vec!["wrong_office".to_owned()])
    );

    let answered = round
        .office
        .put(&format!("{path}/answer"), 1, answer.clone())
        .await;
    assert_eq!(answered.etag.as_deref(), Some("\"2\""));
    let stale = round.office.put(&format!("{path}/answer"), 1, answer).await;
    assert_eq!(stale.status, 412);
    let corrected = json!({ "text": "Hát trực tiếp, cả khai mạc và bế mạc." });
    round
        .office
        .put(&format!("{path}/answer"), 2, corrected)
        .await
        .expect_ok();

    let vague = round
        .secretary
        .put(
            &format!("{path}/conclusion"),
            3,
            json!({ "text": "Đồng ý." }),
        )
        .await;
    assert_eq!(vague.fields(), ["conclusion_too_short"]);
    let concluded = round
        .secretary
        .put(
            &format!("{path}/conclusion"),
            3,
            json!({ "text": CONCLUSION }),
        )
        .await;
    let concluded = concluded.expect_ok();
    assert_eq!(concluded["state"], "concluded");
    assert_eq!(concluded["branch_name"], "Chi bộ Trung tâm kinh doanh");
    assert_eq!(round.world.read(below(round.plan)).await, 0);

    let history = round
        .branch
        .get(&format!("{path}/history"))
        .await
        .expect_ok();
    let steps: Vec<_> = history["items"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|one| text(&one["step"]))
        .collect();
    assert_eq!(steps, ["answer", "answer", "conclude"]);
    let late = round
        .office
        .put(&format!("{path}/answer"), 4, json!({ "text": "Khác." }))
        .await;
    assert_eq!(late.reasons(), ["wrong_state"]);
}

#[tokio::test]
async fn opinions_are_raised_only_at_pilots_that_are_or_were_in_session() {
    let round = Round::new().await;
    let said = json!({ "theme": "other", "text": "Ý kiến", "raised_by": "Đại biểu" });
    let ordinary = round
        .office
        .post(
            &format!("/congresses/{}/opinions", round.waiting),
            said.clone(),
        )
        .await;
    assert_eq!(
        ordinary.reasons(),
        ["opinion_not_at_pilot", "opinion_before_session"]
    );
    assert!(
        ordinary.body["reasons"][0]["ground"]
            .as_str()
            .is_some_and(|ground| !ground.is_empty())
    );
    stands(&round.world, round.pilot, CongressState::Convened, None).await;
    let early = round
        .branch
        .post(
            &format!("/congresses/{}/opinions", round.pilot),
            said.clone(),
        )
        .await;
    assert_eq!(early.reasons(), ["opinion_before_session"]);
    stands(
        &round.world,
        round.pilot,
        CongressState::Closed,
        Some("2022-03-16"),
    )
    .await;
    round
        .branch
        .post(
            &format!("/congresses/{}/opinions", round.pilot),
            said.clone(),
        )
        .await
        .expect_ok();

    // Somebody outside the plan's committee does not know of it; another branch's congress is not one's business.
    let far = round
        .world
        .unit(Level::BlocCommittee, "Đảng ủy Khối khác", None)
        .await;
    let stranger = round.world.person(Role::Secretary, &far).await;
    let hidden = stranger
        .post(
            &format!("/congresses/{}/opinions", round.pilot),
            said.clone(),
        )
        .await;
    assert_eq!(hidden.status, 404);
    let observer = round.world.person(Role::Observer, &round.bloc).await;
    let looking = observer
        .post(
            &format!("/congresses/{}/opinions", round.pilot),
            said.clone(),
        )
        .await;
    assert_eq!(looking.status, 403);
    let neighbour = round
        .branch
        .post(&format!("/congresses/{}/opinions", round.other), said)
        .await;
    assert_eq!(neighbour.status, 404);
    let blank = json!({ "theme": "other", "text": "  ", "raised_by": "" });
    let blank = round
        .branch
        .post(&format!("/congresses/{}/opinions", round.pilot), blank)
        .await;
    assert_eq!(blank.fields(), ["text_blank", "text_blank"]);

    let listed = round
        .branch
        .get(&format!(
            "/plans/{}/opinions?state=raised&theme=other",
            round.plan
        ))
        .await;
    assert_eq!(
        listed.expect_ok()["items"].as_array().map(Vec::len),
        Some(1)
    );
    let listed = round
        .branch
        .get(&format!("/congresses/{}/opinions", round.pilot))
        .await;
    assert_eq!(
        listed.expect_ok()["items"].as_array().map(Vec::len),
        Some(1)
    );
}

#[tokio::test]
async fn guidance_is_refused_with_every_reason_and_issued_from_conclusions() {
    let round = Round::new().await;
    let open = text(&round.raises("presidium").await["id"]);
    let concluded = round.concluded("anthems").await;
    let guidance = round.drafts().await;
    let empty = round.office.tries(&guidance, "issue", json!({})).await;
    assert_eq!(
        empty.reasons(),
        ["symbol_missing", "issue_date_missing", "clauses_missing"]
    );

    round
        .writes(&guidance, "Điều hành của đoàn chủ tịch.", "none", &[&open])
        .await;
    round
        .writes(&guidance, "Chưa có căn cứ.", "none", &[])
        .await;
    let number = json!({ "symbol": "12-HD/BTCĐUK", "issued_on": "2022-03-17" });
    let unfounded = round.office.tries(&guidance, "issue", number).await;
    assert_eq!(
        unfounded.reasons(),
        ["guidance_dated_ahead", "clauses_without_conclusion"]
    );
    assert_eq!(unfounded.body["reasons"][1]["facts"]["numbers"], "1, 2");

    // What is left out is shown, and does not stand in the way.
    let seen = round.office.get(&guidance).await.expect_ok();
    assert_eq!(seen["left_out"], json!([concluded]));
    assert_eq!(seen["warnings"][0]["code"], "opinions_not_covered");

    let clauses = round
        .office
        .get(&format!("{guidance}/clauses"))
        .await
        .expect_ok();
    for clause in clauses["items"].as_array().expect("clauses") {
        let path = format!("{guidance}/clauses/{}", text(&clause["id"]));
        let version = round
            .office
            .get(&format!("{guidance}/clauses"))
            .await
            .expect_ok()["items"][0]["version"]
            .as_i64()
            .expect("a version");
        assert_eq!(round.office.delete(&path, version).await.status, 204);
    }
    round
        .writes(
            &guidance,
            "Hát Quốc ca, Quốc tế ca.",
            "before_opening",
            &[&concluded],
        )
        .await;
    let by_secretary = round
        .secretary
        .tries(
            &guidance,
            "issue",
            json!({ "symbol": "12-HD/BTCĐUK", "issued_on": "2022-03-16" }),
        )
        .await;
    assert_eq!(by_secretary.reasons(), ["wrong_office"]);
    let hidden = round.branch.get(&guidance).await;
    assert_eq!(hidden.status, 404, "a draft is not shown below");
    let issued = round.issues(&guidance, "12-HD/BTCĐUK").await;
    assert_eq!(
        (&issued["state"], &issued["left_out"]),
        (&json!("issued"), &json!([]))
    );
    assert_eq!(round.branch.get(&guidance).await.status, 200);
    let carried = round
        .office
        .get(&format!("/opinions/{concluded}"))
        .await
        .expect_ok();
    assert_eq!(carried["state"], "in_guidance");
    let plan = round.plan;
    assert!(
        round
            .world
            .read(move |conn| guidance::service::in_force(conn, plan))
            .await
    );

    let late = json!({ "text": "Thêm.", "opinion_ids": [concluded] });
    let late = round
        .office
        .post(&format!("{guidance}/clauses"), late)
        .await;
    assert_eq!(late.reasons(), ["wrong_state"]);
    let by_hand = round.office.tries(&guidance, "supersede", json!({})).await;
    assert_eq!(by_hand.reasons(), ["superseded_by_issuing_newer"]);
}

#[tokio::test]
async fn clauses_are_moved_changed_and_removed_without_gaps() {
    let round = Round::new().await;
    let opinion = round.concluded("anthems").await;
    let guidance = round.drafts().await;
    let mut clauses = Vec::new();
    for words in ["một", "hai", "ba", "bốn"] {
        clauses.push(text(
            &round.writes(&guidance, words, "none", &[&opinion]).await["id"],
        ));
    }
    let order = async || -> Vec<(i64, String)> {
        let list = round
            .office
            .get(&format!("{guidance}/clauses"))
            .await
            .expect_ok();
        let items = list["items"].as_array().expect("clauses").clone();
        items
            .iter()
            .map(|one| (one["n"].as_i64().expect("n"), text(&one["text"])))
            .collect()
    };
    let path = |at: usize| format!("{guidance}/clauses/{}", clauses[at]);
    let moved = round
        .office
        .patch(&path(3), 1, json!({ "n": 2, "text": "bốn!" }))
        .await;
    assert_eq!(moved.clone().expect_ok()["n"], 2);
    assert_eq!(moved.etag.as_deref(), Some("\"2\""));
    assert_eq!(
        order().await,
        [
            (1, "một".into()),
            (2, "bốn!".into()),
            (3, "hai".into()),
            (4, "ba".into())
        ]
    );
    let stale = round
        .office
        .patch(&path(1), 1, json!({ "text": "hai!" }))
        .await;
    assert_eq!(stale.status, 412, "its number has changed");
    round
        .office
        .patch(&path(0), 1, json!({ "n": 200 }))
        .await
        .expect_ok();
    assert_eq!(round.office.delete(&path(3), 3).await.status, 204);
    assert_eq!(
        order().await,
        [(1, "hai".into()), (2, "ba".into()), (3, "một".into())]
    );
    let foreign = json!({ "text": "Lạ.", "opinion_ids": [Id::<()>::new().to_string()] });
    let foreign = round
        .office
        .post(&format!("{guidance}/clauses"), foreign)
        .await;
    assert_eq!(foreign.fields(), ["unknown"]);
    let not_theirs = round
        .base_secretary
        .post(&format!("{guidance}/clauses"), json!({ "text": "Lạ." }))
        .await;
    assert_eq!(not_theirs.status, 404, "a draft is not shown below");
}

#[tokio::test]
async fn every_other_branch_acknowledges_before_it_opens() {
    let round = Round::new().await;
    let opinion = round.concluded("backdrop_layout").await;
    assert_eq!(
        round.facts(round.waiting).await,
        guidance::model::GuidanceFacts::default()
    );
    let guidance = round.guided(&opinion, "12-HD/BTCĐUK").await;
    let facts = round.facts(round.waiting).await;
    assert_eq!(facts.unacknowledged, ["12-HD/BTCĐUK"]);
    assert_eq!(
        (facts.open_before_opening, facts.open_before_closing),
        (1, 1)
    );
    assert_eq!(
        round.facts(round.pilot).await,
        guidance::model::GuidanceFacts::default()
    );

    let path = format!("{guidance}/acknowledgements");
    let body = json!({ "congress_id": round.waiting });
    let above = round.base_secretary.post(&path, body.clone()).await;
    assert_eq!(
        (above.status.as_u16(), above.reasons()),
        (403, vec!["wrong_office".to_owned()])
    );
    let given = round.branch.post(&path, body.clone()).await.expect_ok();
    assert!(given["acknowledged_at"].is_string());
    assert!(round.facts(round.waiting).await.unacknowledged.is_empty());
    let again = round.branch.post(&path, body).await;
    assert_eq!(again.reasons(), ["guidance_acknowledged"]);
    let pilot = round
        .office
        .post(&path, json!({ "congress_id": round.pilot }))
        .await;
    assert_eq!(
        pilot.reasons(),
        [
            "acknowledged_too_late",
            "guidance_not_for_congress",
            "wrong_office"
        ]
    );

    let names = async |person: &Person, query: &str| -> Vec<String> {
        let list = person.get(&format!("{path}{query}")).await.expect_ok();
        list["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|one| text(&one["unit_name"]))
            .collect()
    };
    let given = round.office.get(&format!("{path}?acknowledged=true")).await;
    let by = &given.expect_ok()["items"][0]["acknowledged_by_name"];
    assert_eq!(by, &called(&round.branch).await);
    let mut all = names(&round.office, "").await;
    all.sort();
    assert_eq!(all, ["Chi bộ Kỹ thuật", "Chi bộ Tổng hợp"]);
    assert_eq!(
        names(&round.office, "?acknowledged=true").await,
        ["Chi bộ Kỹ thuật"]
    );
    assert_eq!(
        names(&round.base_secretary, "?acknowledged=false").await,
        ["Chi bộ Tổng hợp"]
    );
    assert_eq!(
        names(&round.branch, "").await,
        ["Chi bộ Kỹ thuật"],
        "a branch sees itself"
    );
    let first = round
        .office
        .get(&format!("{path}?limit=1"))
        .await
        .expect_ok();
    let cursor = text(&first["next"]);
    let second = round
        .office
        .get(&format!("{path}?limit=1&cursor={cursor}"))
        .await
        .expect_ok();
    assert_ne!(
        first["items"][0]["congress_id"],
        second["items"][0]["congress_id"]
    );
    assert!(second["next"].is_null());
}

#[tokio::test]
async fn a_checklist_gates_and_is_settled_by_the_opening() {
    let round = Round::new().await;
    let opinion = round.concluded("backdrop_layout").await;
    let guidance = round.guided(&opinion, "12-HD/BTCĐUK").await;
    let acknowledged = json!({ "congress_id": round.waiting });
    round
        .branch
        .post(&format!("{guidance}/acknowledgements"), acknowledged)
        .await
        .expect_ok();
    let path = format!("/congresses/{}/checklist", round.waiting);
    let list = round.branch.get(&path).await.expect_ok();
    let items = list["items"].as_array().expect("items");
    assert_eq!(items.len(), 2);
    let item = |at: usize| format!("{path}/{}", text(&items[at]["clause_id"]));
    assert_eq!(
        (&items[0]["done"], &items[0]["version"]),
        (&json!(false), &json!(0))
    );

    let tick = |done: bool| json!({ "done": done, "note": "Đã chuẩn bị" });
    let above = round.base_secretary.put(&item(0), 0, tick(true)).await;
    assert_eq!(above.status, 403);
    let unseen = round
        .branch
        .send(
            round
                .branch
                .request(reqwest::Method::PUT, &item(0))
                .json(&tick(true)),
        )
        .await;
    assert_eq!(unseen.status, 428);
    let ticked = round.branch.put(&item(0), 0, tick(true)).await;
    assert_eq!(
        (ticked.status.as_u16(), ticked.etag.as_deref()),
        (200, Some("\"1\""))
    );
    assert_eq!(round.branch.put(&item(0), 0, tick(false)).await.status, 412);
    assert_eq!(round.facts(round.waiting).await.open_before_opening, 0);

    // It opens; what was ticked stays, what is issued later does not bind it.
    round.world.days_pass(1);
    stands(
        &round.world,
        round.waiting,
        CongressState::InSession,
        Some("2022-03-17"),
    )
    .await;
    let taken_back = round.branch.put(&item(0), 1, tick(false)).await;
    assert_eq!(taken_back.reasons(), ["ticked_before_opening"]);
    round.world.days_pass(1);
    let newer = round.guided(&opinion, "13-HD/BTCĐUK").await;
    assert_eq!(
        round.office.get(&guidance).await.expect_ok()["state"],
        "superseded"
    );
    let facts = round.facts(round.waiting).await;
    assert_eq!(
        (facts.unacknowledged.len(), facts.open_before_closing),
        (0, 1)
    );
    assert_eq!(
        round.facts(round.other).await.unacknowledged,
        ["13-HD/BTCĐUK"]
    );
    let same = round.branch.get(&path).await.expect_ok();
    assert_eq!(same["items"][0]["symbol"], "12-HD/BTCĐUK");
    let met = round
        .office
        .get(&format!("{newer}/acknowledgements?acknowledged=false"))
        .await
        .expect_ok();
    let symbols: Vec<_> = met["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| one["met_under"]["symbol"].clone())
        .collect();
    assert!(
        symbols.contains(&json!("12-HD/BTCĐUK")) && symbols.contains(&Value::Null),
        "{symbols:?}"
    );

    round.branch.put(&item(1), 0, tick(true)).await.expect_ok();
    assert_eq!(round.facts(round.waiting).await.open_before_closing, 0);
    stands(
        &round.world,
        round.waiting,
        CongressState::Closed,
        Some("2022-03-17"),
    )
    .await;
    let late = round.branch.put(&item(1), 1, tick(false)).await;
    assert_eq!(late.reasons(), ["checklist_closed"]);
    let unknown = round
        .branch
        .put(&format!("{path}/{}", Id::<()>::new()), 0, tick(true))
        .await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn one_trace_leads_from_a_ticked_box_back_to_the_voice() {
    let round = Round::new().await;
    let opinion = round.concluded("backdrop_layout").await;
    let guidance = round.guided(&opinion, "12-HD/BTCĐUK").await;
    let clauses = round
        .office
        .get(&format!("{guidance}/clauses"))
        .await
        .expect_ok();
    let clause = text(&clauses["items"][0]["id"]);
    let tick = format!("/congresses/{}/checklist/{clause}", round.waiting);
    round
        .branch
        .put(&tick, 0, json!({ "done": true }))
        .await
        .expect_ok();

    let trace = round
        .office
        .get(&format!("/clauses/{clause}/trace"))
        .await
        .expect_ok();
    assert_eq!(trace["clause"]["text"], "Thống nhất ma két.");
    assert_eq!(trace["guidance"]["symbol"], "12-HD/BTCĐUK");
    let voice = &trace["opinions"][0];
    assert_eq!(voice["raised_by"], "Đồng chí đại biểu");
    assert_eq!(voice["branch_name"], "Chi bộ Trung tâm kinh doanh");
    assert_eq!(
        (&voice["answer"], &voice["conclusion"]),
        (&json!("Theo mẫu chung."), &json!(CONCLUSION))
    );
    assert_eq!(voice["concluded_by"], json!(round.secretary.id));
    assert_eq!(
        voice["concluded_by_name"],
        called(&round.secretary).await,
        "a key is nobody's name"
    );
    assert_eq!(voice["answered_by_name"], called(&round.office).await);
    let ticked = &trace["ticked"]["items"][0];
    assert_eq!(ticked["unit_name"], "Chi bộ Kỹ thuật");
    assert_eq!(ticked["ticked_by_name"], called(&round.branch).await);
    let history = format!("/opinions/{}/history", text(&voice["id"]));
    let told = round.office.get(&history).await.expect_ok();
    let answered = &told["items"][0];
    assert_eq!(answered["actor_name"], called(&round.office).await);
    assert_eq!(answered["office_unit_name"], round.bloc.name);
    // Another branch reads where the clause comes from, not who else has ticked it.
    let elsewhere = round
        .world
        .unit(Level::Branch, "Chi bộ III", Some(&round.base))
        .await;
    let elsewhere = round.world.person(Role::BranchCommittee, &elsewhere).await;
    let trace = elsewhere
        .get(&format!("/clauses/{clause}/trace"))
        .await
        .expect_ok();
    assert_eq!(trace["opinions"].as_array().map(Vec::len), Some(1));
    assert_eq!(trace["ticked"]["items"], json!([]));
}

#[tokio::test]
async fn a_newer_guidance_is_compared_with_the_one_before() {
    let round = Round::new().await;
    let opinion = round.concluded("anthems").await;
    let first = round.guided(&opinion, "12-HD/BTCĐUK").await;
    let alone = round.office.get(&format!("{first}/diff")).await.expect_ok();
    assert!(alone["former"].is_null());
    assert_eq!(alone["difference"]["added"], 3);
    round.world.days_pass(1);
    let second = round.drafts().await;
    round
        .writes(&second, "Thống nhất ma két.", "before_opening", &[&opinion])
        .await;
    round
        .writes(
            &second,
            "Hát Quốc ca, Quốc tế ca khi bế mạc.",
            "before_closing",
            &[&opinion],
        )
        .await;
    let diff = round
        .office
        .get(&format!("{second}/diff"))
        .await
        .expect_ok();
    assert_eq!(diff["former"]["symbol"], "12-HD/BTCĐUK");
    assert_eq!(
        (
            &diff["difference"]["changed"],
            &diff["difference"]["removed"]
        ),
        (&json!(1), &json!(1))
    );
    round.issues(&second, "13-HD/BTCĐUK").await;
    let same = round
        .office
        .get(&format!("{second}/diff"))
        .await
        .expect_ok();
    assert_eq!(same["difference"], diff["difference"]);
    let history = round
        .office
        .get(&format!("{first}/history"))
        .await
        .expect_ok();
    let last = history["items"]
        .as_array()
        .and_then(|items| items.last().cloned())
        .expect("a step");
    assert_eq!(
        (&last["step"], &last["to"]),
        (&json!("supersede"), &json!("superseded"))
    );
    let listed = round
        .branch
        .get(&format!("/plans/{}/guidances", round.plan))
        .await
        .expect_ok();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn the_guidance_from_above_reaches_the_branches_of_an_implementing_plan() {
    let round = Round::new().await;
    let lower = put_plan(&round.world, &round.base, Some(round.plan), &round.office).await;
    let branch = round
        .world
        .unit(Level::Branch, "Chi bộ Kinh doanh số", Some(&round.base))
        .await;
    let congress = put_congress(&round.world, lower, &branch, &round.base, true).await;
    let people = round.world.person(Role::BranchCommittee, &branch).await;
    let opinion = round.concluded("anthems").await;
    let guidance = round.guided(&opinion, "12-HD/BTCĐUK").await;
    let plan = round.plan;
    let facts = async || {
        round
            .world
            .read(move |conn| guidance::service::facts_for(conn, &[lower, plan], congress))
            .await
    };
    assert_eq!(facts().await.unacknowledged, ["12-HD/BTCĐUK"]);
    people
        .post(
            &format!("{guidance}/acknowledgements"),
            json!({ "congress_id": congress }),
        )
        .await
        .expect_ok();
    assert!(facts().await.unacknowledged.is_empty());
    let list = people
        .get(&format!("/congresses/{congress}/checklist"))
        .await
        .expect_ok();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(2));
    let reached = round
        .office
        .get(&format!("{guidance}/acknowledgements?acknowledged=true"))
        .await
        .expect_ok();
    assert_eq!(reached["items"][0]["unit_name"], "Chi bộ Kinh doanh số");

    // Its own guidance may rest on what was concluded above.
    let base_office = round
        .world
        .person(Role::CommitteeOfficer, &round.base)
        .await;
    let title = json!({ "title": "Hướng dẫn của Đảng bộ VNPT" });
    let own = base_office
        .post(&format!("/plans/{lower}/guidances"), title)
        .await
        .expect_ok();
    let own = path_of("guidances", &own);
    let clause = json!({ "text": "Theo văn bản của Khối.", "opinion_ids": [opinion] });
    base_office
        .post(&format!("{own}/clauses"), clause)
        .await
        .expect_ok();
    let number = json!({ "symbol": "01-HD/ĐU", "issued_on": "2022-03-16" });
    base_office.takes(&own, "issue", number).await;
}

#[tokio::test]
async fn a_task_is_given_with_the_conclusion_and_reported_done_by_hand() {
    let round = Round::new().await;
    let path = path_of("opinions", &round.raises("other").await);
    round
        .secretary
        .put(
            &format!("{path}/answer"),
            1,
            json!({ "text": "Sẽ có văn bản." }),
        )
        .await
        .expect_ok();
    let task = |unit: &Place, due: &str| json!({ "unit_id": unit.id, "board": "Ban Tổ chức", "task": "Ban hành văn bản lưu ý", "due_on": due });
    let far = round
        .world
        .unit(Level::BlocCommittee, "Đảng ủy Khối khác", None)
        .await;
    let outside = json!({ "text": CONCLUSION, "assignment": task(&far, "2022-05-31") });
    let outside = round
        .secretary
        .put(&format!("{path}/conclusion"), 2, outside)
        .await;
    assert_eq!(outside.body["errors"][0]["pointer"], "/assignment/unit_id");
    let past = json!({ "text": CONCLUSION, "assignment": task(&round.bloc, "2022-03-15") });
    let past = round
        .secretary
        .put(&format!("{path}/conclusion"), 2, past)
        .await;
    assert_eq!(past.fields(), ["assignment_due_past"]);
    let conclusion = json!({ "text": CONCLUSION, "assignment": task(&round.bloc, "2022-03-31") });
    let concluded = round
        .secretary
        .put(&format!("{path}/conclusion"), 2, conclusion)
        .await
        .expect_ok();
    assert_eq!(concluded["assignment"]["unit_name"], round.bloc.name);
    let given = path_of("assignments", &concluded["assignment"]);

    let plan = format!("/plans/{}/assignments", round.plan);
    let by_office = round
        .office
        .post(&plan, task(&round.base, "2022-04-30"))
        .await;
    assert_eq!(by_office.reasons(), ["wrong_office"]);
    round
        .secretary
        .post(&plan, task(&round.base, "2022-04-30"))
        .await
        .expect_ok();

    let count = async |person: &Person, query: &str| {
        let list = person
            .get(&format!("/assignments{query}"))
            .await
            .expect_ok();
        list["items"].as_array().map(Vec::len)
    };
    assert_eq!(count(&round.office, "").await, Some(2));
    assert_eq!(count(&round.base_secretary, "").await, Some(1));
    assert_eq!(count(&round.branch, "").await, Some(0));
    assert_eq!(count(&round.office, "?overdue=true").await, Some(0));
    round.world.goes_on_to("2022-04-10");
    assert_eq!(count(&round.office, "?overdue=true").await, Some(1));
    assert_eq!(
        count(&round.office, "?overdue=false&state=open").await,
        Some(1)
    );
    assert_eq!(
        count(&round.office, &format!("?unit_id={}", round.base.id)).await,
        Some(1)
    );

    let silent = round.office.tries(&given, "complete", json!({})).await;
    assert_eq!(silent.reasons(), ["result_not_reported"]);
    let done = round
        .office
        .takes(
            &given,
            "complete",
            json!({ "note": "Đã ban hành 12-HD/BTCĐUK" }),
        )
        .await;
    assert_eq!(
        (&done["state"], &done["overdue"]),
        (&json!("done"), &json!(false))
    );
    let again = round
        .secretary
        .tries(&given, "complete", json!({ "note": "Đã xong" }))
        .await;
    assert_eq!(again.reasons(), ["wrong_state"]);
    assert_eq!(round.branch.get(&given).await.status, 404);
    assert_eq!(count(&round.office, "?state=done").await, Some(1));
}
