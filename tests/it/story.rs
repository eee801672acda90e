//! The article's story, told through the API alone: the cast, and what each of them does in turn.

use daihoi::auth::permission::Role;
use daihoi::member::model::MemberStatus;
use daihoi::sector::model::SectorId;
use daihoi::unit::model::Level;
use serde_json::{Value, json};

use crate::door;
use crate::person::Person;
use crate::world::{Place, World};

/// Everybody in the story, and the units they stand in.
pub struct Story {
    pub world: World,
    pub bloc: Place,
    pub enterprise: SectorId,
    pub agency: SectorId,
    pub office: Person,
    pub secretary: Person,
    pub observer: Person,
    /// The two pilots of the article and one branch that comes after.
    pub branches: Vec<Branch>,
    /// The path of the plan, `/plans/…`.
    pub plan: String,
}

/// A branch of the story, the committee above it, and the path of its congress.
pub struct Branch {
    pub place: Place,
    pub people: Person,
    pub upper: Person,
    pub congress: String,
}

impl Branch {
    fn new(place: Place, people: Person, upper: Person) -> Self {
        Self {
            place,
            people,
            upper,
            congress: String::new(),
        }
    }
}

/// The documents that the plan asks of a branch.
pub const DOCUMENTS: [&str; 4] = [
    "political_report",
    "self_review_report",
    "draft_resolution",
    "action_programme",
];

/// Those whom a branch of the story proposes, in the order of given names.
pub const NOMINEES: [&str; 4] = [
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Lê Văn Cường",
    "Hoàng Thị Dung",
];

/// The last segment of a path.
pub fn key(path: &str) -> &str {
    path.rsplit('/').next().expect("a path")
}

impl Story {
    /// The cast, before anything has happened.
    pub async fn begin() -> Self {
        let world = World::new().await;
        let enterprise = world.sector("doanh_nghiep", "Doanh nghiệp").await;
        let agency = world.sector("co_quan", "Cơ quan, Sự nghiệp").await;
        let province = world.unit(Level::ProvinceCommittee, "Tỉnh ủy", None).await;
        let bloc = world
            .unit(
                Level::BlocCommittee,
                "Đảng ủy Khối các cơ quan tỉnh",
                Some(&province),
            )
            .await;
        let vnpt = world
            .unit_of(
                Level::BaseCommittee,
                "Đảng ủy VNPT",
                Some(&bloc),
                Some(enterprise),
            )
            .await;
        let tax = world
            .unit_of(
                Level::BaseCommittee,
                "Đảng ủy Cục Thuế",
                Some(&bloc),
                Some(agency),
            )
            .await;
        let business = world
            .unit_of(
                Level::Branch,
                "Chi bộ Trung tâm kinh doanh",
                Some(&vnpt),
                Some(enterprise),
            )
            .await;
        let third = world
            .unit_of(Level::Branch, "Chi bộ III", Some(&tax), Some(agency))
            .await;
        let first = world
            .unit_of(Level::Branch, "Chi bộ I", Some(&tax), Some(agency))
            .await;
        let (upper_vnpt, upper_tax) = (
            world.person(Role::CommitteeOfficer, &vnpt).await,
            world.person(Role::Secretary, &tax).await,
        );
        let mut branches = Vec::new();
        for (place, upper) in [
            (business, upper_vnpt),
            (third, upper_tax.clone()),
            (first, upper_tax),
        ] {
            let people = world.person(Role::BranchCommittee, &place).await;
            branches.push(Branch::new(place, people, upper));
        }
        Self {
            office: world.person(Role::OrganisationOfficer, &bloc).await,
            secretary: world.person(Role::Secretary, &bloc).await,
            observer: world.person(Role::Observer, &bloc).await,
            world,
            bloc,
            enterprise,
            agency,
            branches,
            plan: String::new(),
        }
    }

    /// Everybody who might try something.
    pub fn cast(&self) -> Vec<&Person> {
        let mut cast = vec![&self.office, &self.secretary, &self.observer];
        for branch in &self.branches {
            cast.push(&branch.people);
            cast.push(&branch.upper);
        }
        cast
    }

    /// The Organisation Board drafts plan 65-KH/ĐUK.
    pub async fn the_plan_is_drafted(&mut self) {
        let drafted = self
            .office
            .post(
                "/plans",
                json!({
                    "unit_id": self.bloc.id,
                    "title": "Chuẩn bị và tiến hành đại hội chi bộ nhiệm kỳ 2022 - 2025",
                    "term": { "from": 2022, "to": 2025 },
                    "plan": {
                        "pilot_from": "2022-05-01", "pilot_to": "2022-05-15",
                        "rest_from": "2022-05-20", "rest_to": "2022-07-31",
                        "content": { "pilot_sectors": [self.enterprise, self.agency] },
                    },
                }),
            )
            .await
            .expect_ok();
        self.plan = format!("/plans/{}", drafted["id"].as_str().expect("a key"));
    }

    /// The Secretary signs it.
    pub async fn the_plan_is_issued(&self) {
        let number = json!({ "symbol": "65-KH/ĐUK", "issued_on": "2022-03-16" });
        self.secretary.takes(&self.plan, "issue", number).await;
    }

    /// Every branch in scope gets a congress; two of them are designated as pilots.
    pub async fn congresses_are_planned(&mut self) {
        self.office
            .post(&format!("{}/congresses/bulk", self.plan), json!({}))
            .await
            .expect_ok();
        self.congresses_are_known().await;
        for branch in &self.branches[..2] {
            let why = json!({ "note": "Đại diện khối, đoàn kết, có kinh nghiệm" });
            self.office
                .takes(&branch.congress, "designate_pilot", why)
                .await;
        }
    }

    /// Every branch knows the path of its congress.
    pub async fn congresses_are_known(&mut self) {
        let listed = self
            .office
            .get(&format!("/congresses?plan_id={}", key(&self.plan)))
            .await
            .expect_ok();
        for congress in listed["items"].as_array().expect("congresses") {
            let unit = congress["unit_id"].as_str().expect("a unit");
            let branch = self
                .branches
                .iter_mut()
                .find(|branch| branch.place.id.to_string() == unit);
            let path = format!("/congresses/{}", congress["id"].as_str().expect("a key"));
            branch.expect("a branch of the story").congress = path;
        }
    }

    /// The branch fixes day and place, and writes its four documents.
    pub async fn the_branch_prepares(&self, branch: &Branch, day: &str) {
        let version = branch.people.version(&branch.congress).await;
        let where_and_when =
            json!({ "planned_on": day, "planned_time": "07:30", "venue": "Hội trường" });
        branch
            .people
            .patch(&branch.congress, version, where_and_when)
            .await
            .expect_ok();
        for kind in DOCUMENTS {
            let document = self.a_document(branch, kind).await;
            branch.people.takes(&document, "submit", json!({})).await;
        }
    }

    /// A document with one version of text.
    pub async fn a_document(&self, branch: &Branch, kind: &str) -> String {
        let created = branch
            .people
            .post(
                &format!("{}/documents", branch.congress),
                json!({ "kind": kind, "title": kind }),
            )
            .await
            .expect_ok();
        let document = format!("/documents/{}", created["id"].as_str().expect("a key"));
        self.a_version(branch, &document, "Bản thứ nhất.\nĐiểm 1.")
            .await;
        document
    }

    /// One more version of a document.
    pub async fn a_version(&self, branch: &Branch, document: &str, text: &str) {
        let version = json!({ "text": text, "note": "bản gửi duyệt" });
        branch
            .people
            .adds(&format!("{document}/versions"), version)
            .await
            .expect_ok();
    }

    /// The paths of the branch's documents, by kind.
    pub async fn document(&self, branch: &Branch, kind: &str) -> String {
        let listed = branch
            .people
            .get(&format!("{}/documents?kind={kind}", branch.congress))
            .await
            .expect_ok();
        format!(
            "/documents/{}",
            listed["items"][0]["id"].as_str().expect("a document")
        )
    }

    /// The base committee approves the documents; the first of them with a remark that must be taken up.
    pub async fn the_documents_are_reviewed(&self, branch: &Branch) {
        for kind in DOCUMENTS {
            let document = self.document(branch, kind).await;
            if kind == "political_report" {
                let remark =
                    json!({ "remarks": [{ "place": "Điểm 1", "text": "Bổ sung số liệu" }] });
                branch
                    .upper
                    .takes(&document, "return_for_revision", remark)
                    .await;
                branch.people.takes(&document, "revise", json!({})).await;
                self.the_remarks_are_answered(branch, &document).await;
                self.a_version(branch, &document, "Bản thứ hai.\nĐiểm 1, có số liệu.")
                    .await;
                branch.people.takes(&document, "submit", json!({})).await;
            }
            branch.upper.takes(&document, "approve", json!({})).await;
        }
    }

    /// Every remark is accepted or explained.
    pub async fn the_remarks_are_answered(&self, branch: &Branch, document: &str) {
        let remarks = branch
            .people
            .get(&format!("{document}/remarks?open=true"))
            .await
            .expect_ok();
        for remark in remarks["items"].as_array().expect("remarks") {
            let path = format!(
                "/remarks/{}/resolution",
                remark["id"].as_str().expect("a key")
            );
            let answer = json!({ "outcome": "accepted", "text": "Đã bổ sung số liệu vào Điểm 1" });
            branch.people.adds(&path, answer).await.expect_ok();
        }
    }

    /// The personnel work, step by step, to the approved scheme. Gives its path.
    pub async fn the_personnel_work_is_done(&self, branch: &Branch, day: &str) -> String {
        let personnel = self.the_personnel_steps_are_signed(branch, day).await;
        branch
            .people
            .takes(&personnel, "submit_scheme", json!({}))
            .await;
        let opinion = json!({
            "opinion_symbol": "12-CV/ĐU", "opinion_on": day, "opinion_text": "Đồng ý với đề án nhân sự",
        });
        branch
            .upper
            .takes(&personnel, "approve_scheme", opinion)
            .await;
        personnel
    }

    /// Direction, introduction by ballot, settlement, verification.
    pub async fn the_personnel_steps_are_signed(&self, branch: &Branch, day: &str) -> String {
        let begun = branch
            .people
            .post(&format!("{}/personnel", branch.congress), json!({}))
            .await
            .expect_ok();
        let personnel = format!("/personnel/{}", begun["id"].as_str().expect("a key"));
        let version = begun["version"].as_i64().expect("a version");
        let seats = json!({ "seats": [
            { "post": "branch_committee_member", "count": 3 }, { "post": "secretary", "count": 1 },
            { "post": "deputy_secretary", "count": 1 },
        ] });
        branch
            .people
            .patch(&personnel, version, seats)
            .await
            .expect_ok();
        let nominees = self.nominees(branch, &personnel).await;
        for n in 1..=4 {
            let ballot = n == 2 || n == 3;
            let totals: Vec<Value> = nominees
                .iter()
                .filter(|_| ballot)
                .map(|id| json!({ "nominee_id": id, "agree": 25, "disagree": 1 }))
                .collect();
            let mut record = json!({
                "held_on": day, "summoned": 30, "present": 28, "minutes": format!("Biên bản bước {n}"),
            });
            if ballot {
                record["ballots_issued"] = 28.into();
                record["ballots_returned"] = 28.into();
                record["ballots_valid"] = 26.into();
                record["ballots_invalid"] = 2.into();
                record["totals"] = totals.into();
            }
            let version = self.personnel_step_version(branch, n).await;
            branch
                .people
                .put(&format!("{personnel}/steps/{n}"), version, record)
                .await
                .expect_ok();
            let version = self.personnel_step_version(branch, n).await;
            let signature = format!("{personnel}/steps/{n}/signature");
            branch
                .people
                .post_seen(&signature, version, json!({}))
                .await
                .expect_ok();
        }
        personnel
    }

    async fn personnel_step_version(&self, branch: &Branch, n: usize) -> i64 {
        let view = branch
            .people
            .get(&format!("{}/personnel", branch.congress))
            .await
            .expect_ok();
        view["steps"][n - 1]["version"].as_i64().expect("a version")
    }

    /// Four nominees for three seats of the committee; the first is to be secretary, the second deputy.
    async fn nominees(&self, branch: &Branch, personnel: &str) -> Vec<String> {
        let people = [
            ("Nguyễn Văn An", "branch_committee_member", "re_election"),
            ("Trần Thị Bình", "branch_committee_member", "re_election"),
            ("Lê Văn Cường", "branch_committee_member", "first_time"),
            ("Hoàng Thị Dung", "branch_committee_member", "first_time"),
            ("Nguyễn Văn An", "secretary", "re_election"),
            ("Trần Thị Bình", "deputy_secretary", "re_election"),
        ];
        let mut keys = Vec::new();
        for (name, post, candidacy) in people {
            let nominee = json!({
                "full_name": name, "birth_date": "1985-03-02", "sex": "male", "candidacy": candidacy, "post": post,
                "salaried": true,
            });
            let added = branch
                .people
                .post(&format!("{personnel}/nominees"), nominee)
                .await
                .expect_ok();
            keys.push(added["id"].as_str().expect("a key").to_owned());
        }
        keys
    }

    /// The branch draws up its roll: 30 official and 2 probationary members, the nominees among them.
    pub async fn the_roll_is_drawn_up(&self, branch: &Branch) {
        for name in NOMINEES {
            door::member(&self.world, &branch.place, MemberStatus::Official, name).await;
        }
        let statuses = [
            (MemberStatus::Official, 30 - NOMINEES.len()),
            (MemberStatus::Probationary, 2),
        ];
        door::members(&self.world, &branch.place, &statuses).await;
        door::draws_up(&branch.people, &branch.congress).await;
    }

    /// So many official and probationary members are here; whoever was here before stays.
    pub async fn the_members_come(&self, branch: &Branch, official: usize, probationary: usize) {
        for (status, count) in [("official", official), ("probationary", probationary)] {
            door::come(&branch.people, &branch.congress, status, count).await;
        }
    }

    /// The dossier goes up, is approved, and the members are summoned.
    pub async fn the_congress_is_convened(&self, branch: &Branch, notice: &str) {
        branch
            .people
            .takes(&branch.congress, "submit_dossier", json!({}))
            .await;
        branch
            .upper
            .takes(&branch.congress, "approve", json!({}))
            .await;
        self.the_roll_is_drawn_up(branch).await;
        branch
            .people
            .takes(&branch.congress, "convene", summons(notice))
            .await;
    }

    /// The day: opening, documents put and adopted, elections, closing.
    pub async fn the_congress_is_held(&self, branch: &Branch, personnel: &str) {
        self.the_members_come(branch, 27, 2).await;
        branch
            .people
            .takes(&branch.congress, "open", json!({}))
            .await;
        self.the_congress_votes_and_elects(branch, personnel).await;
    }

    /// Minutes, election minutes and the list of those elected go up.
    pub async fn the_result_is_reported(&self, branch: &Branch) {
        for kind in ["congress_minutes", "election_minutes", "elected_list"] {
            self.a_document(branch, kind).await;
        }
        branch
            .people
            .takes(&branch.congress, "report", json!({}))
            .await;
    }

    /// The approving committee recognises everybody who was elected.
    pub async fn the_result_is_confirmed(&self, branch: &Branch, day: &str) {
        let congress = branch.upper.get(&branch.congress).await.expect_ok();
        let posts: Vec<Value> = congress["posts"]
            .as_array()
            .expect("posts")
            .iter()
            .map(|post| json!({ "post_id": post["id"], "outcome": "recognised" }))
            .collect();
        let decision = json!({ "decision_symbol": "21-QĐ/ĐU", "decision_on": day, "posts": posts });
        branch
            .upper
            .takes(&branch.congress, "confirm", decision)
            .await;
    }

    /// What the article lists is raised, answered and concluded; the last conclusion gives the task.
    pub async fn opinions_are_raised_and_concluded(&self) -> Vec<String> {
        let mut opinions = Vec::new();
        for theme in [
            "backdrop_layout",
            "anthems",
            "congress_documents",
            "presidium",
            "counting_committee",
        ] {
            opinions.push(self.an_opinion_is_raised(theme).await);
        }
        for opinion in &opinions {
            self.the_opinion_is_concluded(opinion).await;
        }
        opinions
    }

    /// One opinion, at the first pilot.
    pub async fn an_opinion_is_raised(&self, theme: &str) -> String {
        let opinion = json!({
            "theme": theme, "text": "Đề nghị làm rõ nội dung này tại đại hội", "raised_by": "Đại biểu dự đại hội",
            "raised_by_unit_id": self.bloc.id,
        });
        let raised = self
            .office
            .post(&format!("{}/opinions", self.branches[0].congress), opinion)
            .await
            .expect_ok();
        format!("/opinions/{}", raised["id"].as_str().expect("a key"))
    }

    /// The Secretary answers and concludes.
    pub async fn the_opinion_is_concluded(&self, opinion: &str) {
        let version = self.secretary.version(opinion).await;
        let answer = json!({ "text": "Giải đáp: thực hiện theo mẫu chung của Khối" });
        self.secretary
            .put(&format!("{opinion}/answer"), version, answer)
            .await
            .expect_ok();
        let version = self.secretary.version(opinion).await;
        let conclusion = json!({
            "text": "Kết luận: thực hiện thống nhất trong toàn Đảng bộ Khối",
            "assignment": {
                "unit_id": self.bloc.id, "board": "Ban Tổ chức", "task": "Ban hành văn bản lưu ý",
                "due_on": "2022-05-31",
            },
        });
        self.secretary
            .put(&format!("{opinion}/conclusion"), version, conclusion)
            .await
            .expect_ok();
    }

    /// The Organisation Board turns the conclusions into guidance. Gives its path.
    pub async fn the_guidance_is_issued(&self, opinions: &[String]) -> String {
        let title =
            json!({ "title": "Một số vấn đề cần lưu ý trong quá trình tổ chức đại hội chi bộ" });
        let drafted = self
            .office
            .post(&format!("{}/guidances", self.plan), title)
            .await
            .expect_ok();
        let guidance = format!("/guidances/{}", drafted["id"].as_str().expect("a key"));
        let checklists = ["before_opening", "before_closing", "none", "none", "none"];
        for (opinion, checklist) in opinions.iter().zip(checklists) {
            let clause = json!({
                "text": "Thực hiện thống nhất", "opinion_ids": [key(opinion)], "checklist": checklist,
            });
            self.office
                .post(&format!("{guidance}/clauses"), clause)
                .await
                .expect_ok();
        }
        let number =
            json!({ "symbol": "07-HD/BTCĐUK", "issued_on": self.world.state.clock.today() });
        self.office.takes(&guidance, "issue", number).await;
        guidance
    }

    /// The branch acknowledges the guidance.
    pub async fn the_guidance_is_acknowledged(&self, branch: &Branch, guidance: &str) {
        let body = json!({ "congress_id": key(&branch.congress) });
        branch
            .people
            .post(&format!("{guidance}/acknowledgements"), body)
            .await
            .expect_ok();
    }

    /// The branch ticks the open items of its checklist of one kind.
    pub async fn the_checklist_is_ticked(&self, branch: &Branch, when: &str) {
        let path = format!("{}/checklist", branch.congress);
        let list = branch.people.get(&path).await.expect_ok();
        for item in list["items"].as_array().expect("items") {
            if item["checklist"] == when {
                let clause = item["clause_id"].as_str().expect("a clause");
                let version = item["version"].as_i64().expect("a version");
                let tick = json!({ "done": true, "note": "đã chuẩn bị" });
                branch
                    .people
                    .put(&format!("{path}/{clause}"), version, tick)
                    .await
                    .expect_ok();
            }
        }
    }
}

/// How the members of a branch of the story are summoned.
pub fn summons(notice: &str) -> Value {
    json!({
        "notice_given_on": notice,
        "note": "Thời gian thông báo theo kế hoạch của Đảng ủy Khối",
    })
}
