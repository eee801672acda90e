//! The record of who did what: it cannot be changed, and every change by other means is found and named.

use daihoi::audit::model::{FaultKind, Subject, SubjectKind, Verdict};
use daihoi::audit::{rules, service, store};
use daihoi::auth::actor::{Actor, Office};
use daihoi::auth::permission::Role;
use daihoi::db::connection::Place as DatabasePlace;
use daihoi::db::id::Id;
use daihoi::db::json::AsJson;
use daihoi::db::path::UnitPath;
use daihoi::db::{AnyConnection, Db};
use daihoi::error::Error;
use daihoi::plan::model::{Plan, PlanContent, State};
use daihoi::unit::model::Level;
use daihoi::words::Language;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use serde_json::json;

use crate::congresses::Bloc;
use crate::database::Database;
use crate::world::{Place, World, beginning};

fn plan() -> Subject {
    Subject::new(SubjectKind::Plan, Id::<()>::from(uuid::Uuid::from_u128(1)))
}
fn congress() -> Subject {
    Subject::new(
        SubjectKind::Congress,
        Id::<()>::from(uuid::Uuid::from_u128(2)),
    )
}
fn unit() -> Subject {
    Subject::new(SubjectKind::Unit, Id::<()>::from(uuid::Uuid::from_u128(3)))
}

fn somebody() -> Actor {
    Actor {
        user_id: Id::new(),
        session_id: None,
        now: beginning(),
        offices: Vec::new(),
        must_change_password: false,
    }
}

/// A database without a server.
struct Record {
    db: Db,
    database: Database,
}

impl Record {
    async fn empty() -> Self {
        let database = Database::fresh().await;
        let place = database.place.clone();
        let db = tokio::task::spawn_blocking(move || Db::open(&place, 2))
            .await
            .expect("joined")
            .expect("opened");
        Self { db, database }
    }

    /// Three chains under two checkpoints: plan 1–3 and 4, congress 1–2, unit 1–2; the unit's third is not sealed.
    async fn of_three_chains() -> Self {
        let record = Self::empty().await;
        record
            .append(&[
                plan(),
                plan(),
                plan(),
                congress(),
                congress(),
                unit(),
                unit(),
            ])
            .await;
        record.seal().await;
        record.append(&[plan()]).await;
        record.seal().await;
        record.append(&[unit()]).await;
        record
    }

    async fn append(&self, subjects: &[Subject]) {
        let subjects = subjects.to_vec();
        self.db
            .write(move |conn| {
                for subject in &subjects {
                    service::append(conn, &somebody(), *subject, "test", &json!({}))?;
                }
                Ok(())
            })
            .await
            .expect("appended");
    }

    async fn seal(&self) {
        let checkpoint = self
            .db
            .write(|conn| service::seal(conn, beginning()))
            .await
            .expect("sealed");
        assert!(checkpoint.is_some(), "something had moved");
    }

    async fn verify(&self, known: Option<String>) -> Verdict {
        self.db
            .read(move |conn| service::verify(conn, known.as_deref()))
            .await
            .expect("verified")
    }

    /// What somebody with the database's own password does, with every guard of the tables switched off.
    async fn tamper(&self, sql: &'static str) {
        self.db
            .write(move |conn| {
                unguard(conn)?;
                Ok(conn.batch_execute(sql)?)
            })
            .await
            .expect("tampered");
    }
}

fn unguard(conn: &mut AnyConnection) -> Result<(), Error> {
    let sql = match conn {
        AnyConnection::Postgres(_) => "SET LOCAL session_replication_role = replica",
        AnyConnection::Sqlite(_) => {
            "DROP TRIGGER IF EXISTS audit_entries_refuse_update;
             DROP TRIGGER IF EXISTS audit_entries_refuse_delete;
             DROP TRIGGER IF EXISTS audit_checkpoints_refuse_update;
             DROP TRIGGER IF EXISTS audit_checkpoints_refuse_delete;
             DROP TRIGGER IF EXISTS audit_seals_refuse_update;
             DROP TRIGGER IF EXISTS audit_seals_refuse_delete;
             DROP TRIGGER IF EXISTS audit_heads_refuse_delete;
             DROP TRIGGER IF EXISTS audit_heads_refuse_going_back;
             DROP TRIGGER IF EXISTS audit_entries_refuse_replace;
             DROP TRIGGER IF EXISTS audit_heads_refuse_replace;
             DROP TRIGGER IF EXISTS audit_checkpoints_refuse_replace;
             DROP TRIGGER IF EXISTS audit_seals_refuse_replace;"
        }
    };
    Ok(conn.batch_execute(sql)?)
}

/// Kind, subject kind and place of the first fault.
fn found(verdict: &Verdict) -> (FaultKind, Option<&str>, Option<i64>) {
    match verdict {
        Verdict::Whole(extent) => panic!("the record is said to be whole: {extent:?}"),
        Verdict::Broken(fault) => (
            fault.kind,
            fault.subject.as_ref().map(|(kind, _)| kind.as_str()),
            fault.seq,
        ),
    }
}

#[tokio::test]
async fn a_sound_record_is_whole() {
    let record = Record::of_three_chains().await;
    let verdict = record.verify(None).await;
    let Verdict::Whole(extent) = &verdict else {
        panic!("{verdict:?}");
    };
    assert_eq!(
        (extent.chains, extent.entries, extent.checkpoints),
        (3, 9, 2)
    );
    assert!(extent.last_checkpoint.is_some());
    let nothing = record
        .db
        .write(|conn| service::seal(conn, beginning()))
        .await;
    assert_eq!(nothing.expect("sealed").map(|last| last.sealed), Some(1));
    let nothing = record
        .db
        .write(|conn| service::seal(conn, beginning()))
        .await;
    assert_eq!(nothing.expect("asked"), None);
    let empty = Record::empty().await.verify(None).await;
    assert!(matches!(empty, Verdict::Whole(extent) if extent.entries == 0));
}

#[tokio::test]
async fn a_moment_that_was_moved_by_less_than_a_chain_tells_is_found() {
    let record = Record::of_three_chains().await;
    let sql = match record.database.place {
        DatabasePlace::Sqlite(_) => {
            "UPDATE audit_entries SET at = replace(at, 'Z', '4Z') WHERE subject_kind = 'plan' AND seq = 2"
        }
        DatabasePlace::Postgres(_) => {
            "UPDATE audit_entries SET at = at + INTERVAL '0.4 milliseconds' \
             WHERE subject_kind = 'plan' AND seq = 2"
        }
    };
    record.tamper(sql).await;
    let verdict = record.verify(None).await;
    let expected = (FaultKind::EntryUnreadable, Some("plan"), Some(2));
    assert_eq!(found(&verdict), expected);
}

#[tokio::test]
async fn every_kind_of_tampering_is_found_and_the_first_place_named() {
    use FaultKind::*;
    for (what, sql, kind, chain, seq) in [
        (
            "an action is changed",
            "UPDATE audit_entries SET action = 'x' WHERE subject_kind = 'plan' AND seq = 2",
            EntryChanged, Some("plan"), 2,
        ),
        (
            "the actor is taken away",
            "UPDATE audit_entries SET actor_id = NULL WHERE subject_kind = 'unit' AND seq = 3",
            EntryChanged, Some("unit"), 3,
        ),
        (
            "two places are changed",
            "UPDATE audit_entries SET action = 'x' WHERE seq = 2",
            EntryChanged, Some("congress"), 2,
        ),
        (
            "an entry is removed",
            "DELETE FROM audit_entries WHERE subject_kind = 'plan' AND seq = 2",
            EntryMissing, Some("plan"), 2,
        ),
        (
            "the last entry is removed",
            "DELETE FROM audit_entries WHERE subject_kind = 'plan' AND seq = 4",
            EntryMissing, Some("plan"), 4,
        ),
        (
            "the last entry is removed and the head moved back",
            "UPDATE audit_heads SET seq = 3, sealed_seq = 3,
                 hash = (SELECT hash FROM audit_entries WHERE subject_kind = 'plan' AND seq = 3)
             WHERE subject_kind = 'plan';
             DELETE FROM audit_entries WHERE subject_kind = 'plan' AND seq = 4",
            EntryMissing, Some("plan"), 4,
        ),
        (
            "two entries are reordered",
            "UPDATE audit_entries SET seq = 100 WHERE subject_kind = 'plan' AND seq = 2;
             UPDATE audit_entries SET seq = 2 WHERE subject_kind = 'plan' AND seq = 3;
             UPDATE audit_entries SET seq = 3 WHERE subject_kind = 'plan' AND seq = 100",
            EntryChanged, Some("plan"), 2,
        ),
        (
            "an entry is copied to the end",
            "INSERT INTO audit_entries
             SELECT subject_id, subject_kind, subject_id, 5, at, actor_id, action, detail, hash, hash
             FROM audit_entries WHERE subject_kind = 'plan' AND seq = 4",
            EntryChanged, Some("plan"), 5,
        ),
        (
            "the head forgets the last entry",
            "UPDATE audit_heads SET seq = 2,
                 hash = (SELECT hash FROM audit_entries WHERE subject_kind = 'unit' AND seq = 2)
             WHERE subject_kind = 'unit'",
            EntryInserted, Some("unit"), 3,
        ),
        (
            "a chain vanishes",
            "DELETE FROM audit_entries WHERE subject_kind = 'congress'",
            ChainVanished, Some("congress"), 2,
        ),
        (
            "a chain vanishes with its head",
            "DELETE FROM audit_entries WHERE subject_kind = 'congress';
             DELETE FROM audit_heads WHERE subject_kind = 'congress'",
            ChainVanished, Some("congress"), 2,
        ),
        (
            "a chain vanishes with its head and its seals",
            "DELETE FROM audit_entries WHERE subject_kind = 'congress';
             DELETE FROM audit_heads WHERE subject_kind = 'congress';
             DELETE FROM audit_seals WHERE subject_kind = 'congress'",
            SealsChanged, None, 1,
        ),
        (
            "a chain is given to a kind that does not exist",
            "UPDATE audit_entries SET subject_kind = 'a' WHERE subject_kind = 'plan'",
            EntryChanged, Some("a"), 1,
        ),
        (
            "a head is removed",
            "DELETE FROM audit_heads WHERE subject_kind = 'unit'",
            HeadMissing, Some("unit"), 3,
        ),
        (
            "a head is changed",
            "UPDATE audit_heads SET hash = 'x' WHERE subject_kind = 'unit'",
            HeadChanged, Some("unit"), 3,
        ),
        (
            "a head forgets its seal",
            "UPDATE audit_heads SET sealed_seq = 0 WHERE subject_kind = 'congress'",
            HeadChanged, Some("congress"), 2,
        ),
        (
            "a seal is changed",
            "UPDATE audit_seals SET hash = 'x' WHERE subject_kind = 'congress'",
            SealContradicted, Some("congress"), 2,
        ),
        (
            "a seal is removed",
            "DELETE FROM audit_seals WHERE subject_kind = 'congress'",
            SealMissing, Some("congress"), 2,
        ),
        (
            "a seal is inserted",
            "INSERT INTO audit_seals SELECT 2, subject_kind, subject_id, 1, hash
             FROM audit_entries WHERE subject_kind = 'unit' AND seq = 1",
            SealInserted, Some("unit"), 1,
        ),
        (
            "a checkpoint is changed",
            "UPDATE audit_checkpoints SET sealed = 4 WHERE seq = 1",
            CheckpointChanged, None, 1,
        ),
        (
            "a checkpoint is removed with all that tells of it",
            "DELETE FROM audit_seals WHERE checkpoint_seq = 1;
             DELETE FROM audit_checkpoints WHERE seq = 1;
             UPDATE audit_heads SET sealed_seq = 0 WHERE subject_kind <> 'plan'",
            CheckpointMissing, None, 1,
        ),
    ] {
        let record = Record::of_three_chains().await;
        record.tamper(sql).await;
        let verdict = record.verify(None).await;
        assert_eq!(found(&verdict), (kind, chain, Some(seq)), "{what}");
    }
}

#[tokio::test]
async fn an_entry_exchanged_for_another_with_a_hash_of_its_own_is_found() {
    let record = Record::of_three_chains().await;
    record
        .db
        .write(|conn| {
            use daihoi::db::schema::audit_entries::dsl;
            unguard(conn)?;
            let mut first = dsl::audit_entries
                .filter(dsl::subject_kind.eq(SubjectKind::Unit).and(dsl::seq.eq(1)))
                .first::<daihoi::audit::model::AuditEntry>(conn)?;
            first.action = "something.else".to_owned();
            first.hash = rules::entry_hash(&first);
            diesel::update(dsl::audit_entries.find(first.id))
                .set((dsl::action.eq(&first.action), dsl::hash.eq(&first.hash)))
                .execute(conn)?;
            Ok(())
        })
        .await
        .expect("exchanged");
    let verdict = record.verify(None).await;
    assert_eq!(
        found(&verdict),
        (FaultKind::EntryUnlinked, Some("unit"), Some(2))
    );
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_is_found() {
    let record = Record::of_three_chains().await;
    let typed = record
        .db
        .read(|conn| Ok(matches!(conn, AnyConnection::Postgres(_))))
        .await
        .expect("asked");
    if typed {
        return; // PostgreSQL itself refuses such a value.
    }
    record
        .tamper("UPDATE audit_entries SET at = 'yesterday' WHERE subject_kind = 'plan' AND seq = 3")
        .await;
    let verdict = record.verify(None).await;
    assert_eq!(
        found(&verdict),
        (FaultKind::EntryUnreadable, Some("plan"), Some(3))
    );
    let words = verdict.words(Language::Vietnamese);
    assert!(words.contains("mục số 3"), "{words}");
}

#[tokio::test]
async fn a_head_that_was_written_down_is_found_again() {
    let record = Record::of_three_chains().await;
    let head = record
        .db
        .read(|conn| service::head_of(conn, plan()))
        .await
        .expect("asked")
        .expect("a head");
    for known in [head.hash.clone(), rules::short(&head.hash)] {
        let verdict = record.verify(Some(known)).await;
        assert!(matches!(verdict, Verdict::Whole(_)), "{verdict:?}");
    }
    let verdict = record.verify(Some("0123-4567-89ab-cdef".to_owned())).await;
    assert_eq!(found(&verdict), (FaultKind::KnownHeadAbsent, None, None));
    let wrong = record
        .db
        .read(|conn| service::verify(conn, Some("abc")))
        .await;
    assert!(matches!(wrong, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn a_record_of_many_pages_and_checkpoints_is_whole() {
    let record = Record::empty().await;
    let many: Vec<Subject> = (0..700_u128)
        .map(|n| {
            Subject::new(
                SubjectKind::Congress,
                Id::<()>::from(uuid::Uuid::from_u128(n)),
            )
        })
        .collect();
    record.append(&many).await;
    record.append(&vec![plan(); 1500]).await;
    let mut sealed = Vec::new();
    while let Some(checkpoint) = record
        .db
        .write(|conn| service::seal(conn, beginning()))
        .await
        .expect("sealed")
    {
        sealed.push(checkpoint.sealed);
    }
    assert_eq!(sealed, [service::SEALED_AT_ONCE, 201]);
    let verdict = record.verify(None).await;
    let Verdict::Whole(extent) = &verdict else {
        panic!("{verdict:?}");
    };
    assert_eq!(
        (extent.chains, extent.entries, extent.checkpoints),
        (701, 2200, 2)
    );
}

#[tokio::test]
async fn several_copies_seal_and_number_side_by_side() {
    let database = Database::fresh().await;
    let open = || {
        let place = database.place.clone();
        tokio::task::spawn_blocking(move || Db::open(&place, 4).expect("opened"))
    };
    let copies = [open().await.expect("joined"), open().await.expect("joined")];
    let mut tasks = Vec::new();
    for copy in &copies {
        for worker in 0..2_u128 {
            let db = copy.clone();
            tasks.push(tokio::spawn(async move {
                for _ in 0..20 {
                    write_some(&db, worker).await;
                    let _ = db.write(|conn| service::seal(conn, beginning())).await;
                    let _ = db.write(daihoi::event::service::number).await;
                }
            }));
        }
    }
    let follower = tokio::spawn(follow(copies[0].clone(), 80));
    for task in tasks {
        task.await.expect("done");
    }
    let [db, _] = copies;
    while db
        .write(|conn| service::seal(conn, beginning()))
        .await
        .expect("sealed")
        .is_some()
    {}
    while db
        .write(daihoi::event::service::number)
        .await
        .expect("numbered")
        > 0
    {}
    let verdict = db
        .read(|conn| service::verify(conn, None))
        .await
        .expect("verified");
    assert!(
        matches!(&verdict, Verdict::Whole(extent) if extent.entries == 80),
        "{verdict:?}"
    );
    let positions: Vec<Option<i64>> = db
        .read(|conn| {
            use daihoi::db::schema::events::dsl;
            Ok(dsl::events
                .order(dsl::position)
                .select(dsl::position)
                .load(conn)?)
        })
        .await
        .expect("read");
    assert_eq!(positions, (1..=80).map(Some).collect::<Vec<_>>());
    let heard = follower.await.expect("followed");
    assert_eq!(
        heard,
        (1..=80).collect::<Vec<_>>(),
        "the follower heard all, once, in order"
    );
}

/// Asks again and again after the last position it was told, while others write.
async fn follow(db: Db, awaited: usize) -> Vec<i64> {
    let office = Office {
        role: Role::Integrator,
        unit_id: None,
        unit_path: UnitPath::everywhere(),
        heir_id: None,
    };
    let (mut after, mut heard) = (0, Vec::new());
    for _ in 0..2000 {
        let actor = Actor {
            offices: vec![office.clone()],
            ..somebody()
        };
        let stretch = db
            .read(move |conn| daihoi::event::service::after(conn, &actor, after, 7))
            .await
            .expect("heard");
        heard.extend(stretch.events.iter().map(|event| event.position));
        after = stretch.next;
        if heard.len() >= awaited {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    heard
}

async fn write_some(db: &Db, worker: u128) {
    let subject = Subject::new(
        SubjectKind::Unit,
        Id::<()>::from(uuid::Uuid::from_u128(worker)),
    );
    loop {
        let path = UnitPath::everywhere();
        let done = db
            .write(move |conn| {
                daihoi::journal::service::record_write(
                    conn,
                    &somebody(),
                    subject,
                    &path,
                    "test",
                    json!({}),
                )
            })
            .await;
        match done {
            Ok(()) => return,
            Err(Error::Busy | Error::Conflict(_)) => (),
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_remove_what_was_written() {
    let record = Record::of_three_chains().await;
    let on_postgres = record
        .db
        .write(|conn| {
            conn.batch_execute(
                "INSERT INTO process_history (id, subject_kind, subject_id, step, from_state, to_state, actor_id, role, at, on_date, ground, data)
                 SELECT id, subject_kind, subject_id, 's', 'a', 'b', id, 'office', at, '2022-03-16', '', '{}' FROM audit_entries",
            )?;
            Ok(matches!(conn, AnyConnection::Postgres(_)))
        })
        .await
        .expect("written");
    let mut attempts = vec![
        "UPDATE audit_entries SET action = 'x'".to_owned(),
        "UPDATE audit_checkpoints SET root = 'x'".to_owned(),
        "UPDATE audit_seals SET hash = 'x'".to_owned(),
        "UPDATE process_history SET step = 'x'".to_owned(),
    ];
    for table in [
        "audit_entries",
        "audit_checkpoints",
        "audit_seals",
        "audit_heads",
        "process_history",
    ] {
        attempts.push(format!("DELETE FROM {table}"));
        if on_postgres {
            attempts.push(format!("TRUNCATE {table} CASCADE"));
        } else {
            attempts.push(format!("REPLACE INTO {table} SELECT * FROM {table}"));
        }
    }
    if !on_postgres {
        // The same place in the same chain under another key: in the way of what is unique, not of the key.
        attempts.push(
            "INSERT OR REPLACE INTO audit_entries (id, subject_kind, subject_id, seq, at, action, detail, prev_hash, hash)
             SELECT randomblob(16), subject_kind, subject_id, seq, at, 'x', '{}', prev_hash, hash FROM audit_entries"
                .to_owned(),
        );
    }
    for attempt in attempts {
        let sql = attempt.clone();
        let refused = record
            .db
            .write(move |conn| Ok(conn.batch_execute(&sql)?))
            .await;
        let Err(Error::Database(cause)) = refused else {
            panic!("{attempt}: {refused:?}");
        };
        assert!(
            cause.to_string().contains("written once"),
            "{attempt}: {cause}"
        );
    }
    for change in ["seq = seq - 1", "sealed_seq = -1", "subject_kind = 'x'"] {
        let sql = format!("UPDATE audit_heads SET {change}");
        let refused = record
            .db
            .write(move |conn| Ok(conn.batch_execute(&sql)?))
            .await;
        let Err(Error::Database(cause)) = refused else {
            panic!("{change}: {refused:?}");
        };
        assert!(cause.to_string().contains("only forward"), "{cause}");
    }
    assert!(matches!(record.verify(None).await, Verdict::Whole(_)));
}

/// A draft of a committee, with one entry in its chain.
async fn plan_of(world: &World, committee: &Place) -> String {
    let author = world.person(Role::OrganisationOfficer, committee).await;
    let (unit_id, unit_path) = (committee.id, committee.path.clone());
    let user_id = author.id.expect("an account");
    let id = world
        .write(move |conn| {
            let plan = Plan {
                id: Id::new(),
                unit_id,
                unit_path: unit_path.clone(),
                implements_id: None,
                state: State::Draft,
                symbol: None,
                title: "Kế hoạch".to_owned(),
                issued_on: None,
                term_from: 2022,
                term_to: 2025,
                pilot_from: None,
                pilot_to: None,
                rest_from: None,
                rest_to: None,
                content: AsJson(PlanContent::default()),
                revision: 1,
                created_at: beginning(),
                created_by: user_id,
                version: 1,
            };
            daihoi::plan::store::insert(conn, &plan)?;
            let actor = Actor {
                user_id,
                ..somebody()
            };
            let subject = Subject::new(SubjectKind::Plan, plan.id);
            service::append(conn, &actor, subject, "plan.draft", &json!({}))?;
            service::append(conn, &actor, subject, "plan.revise", &json!({}))?;
            Ok(plan.id)
        })
        .await;
    id.to_string()
}

#[tokio::test]
async fn whoever_reads_the_whole_installation_reads_all_chains_newest_first() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let plan = plan_of(&world, &bloc).await;
    world
        .write(|conn| service::append(conn, &somebody(), unit(), "unit.rename", &json!({})))
        .await;
    let administrator = world.administrator().await;
    let first = administrator.get("/audit?limit=2").await.expect_ok();
    let rest = format!(
        "/audit?limit=2&cursor={}",
        first["next"].as_str().expect("more")
    );
    let rest = administrator.get(&rest).await.expect_ok();
    let actions: Vec<&str> = [&first, &rest]
        .iter()
        .flat_map(|page| page["items"].as_array().expect("items"))
        .map(|entry| entry["action"].as_str().expect("an action"))
        .collect();
    assert_eq!(actions, ["unit.rename", "plan.revise", "plan.draft"]);
    assert_eq!(rest["next"], json!(null));
    for (query, expected) in [
        (format!("subject_kind=plan&subject_id={plan}"), 2),
        ("from=2022-03-16&to=2022-03-16".to_owned(), 3),
        ("from=2022-03-17".to_owned(), 0),
        ("to=2022-03-15".to_owned(), 0),
        ("from=-9999-01-01&to=9999-12-31".to_owned(), 3),
        (format!("actor_id={}", uuid::Uuid::nil()), 0),
        ("subject_kind=installation".to_owned(), 0),
    ] {
        let page = administrator
            .get(&format!("/audit?{query}"))
            .await
            .expect_ok();
        assert_eq!(
            page["items"].as_array().map(Vec::len),
            Some(expected),
            "{query}"
        );
    }
    let half = administrator.get("/audit?subject_kind=plan").await;
    assert_eq!(half.fields(), ["audit_subject_incomplete"]);
}

#[tokio::test]
async fn others_read_the_chains_of_subjects_in_their_reach() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let base = world
        .unit(Level::BaseCommittee, "Đảng ủy VNPT", Some(&bloc))
        .await;
    let elsewhere = world.unit(Level::BlocCommittee, "Khối khác", None).await;
    let plan = plan_of(&world, &bloc).await;
    let chain = format!("/audit?subject_kind=plan&subject_id={plan}");
    let secretary = world.person(Role::Secretary, &bloc).await;
    assert_eq!(
        secretary.get("/audit").await.reasons(),
        ["audit_subject_needed"]
    );
    let page = secretary.get(&chain).await.expect_ok();
    assert_eq!(page["items"][0]["seq"], 2);
    for (role, place, status) in [
        (Role::OrganisationOfficer, &bloc, 200),
        (Role::Secretary, &base, 404),
        (Role::Secretary, &elsewhere, 404),
        (Role::Observer, &bloc, 403),
    ] {
        let person = world.person(role, place).await;
        assert_eq!(
            person.get(&chain).await.status,
            status,
            "{role} at {}",
            place.name
        );
    }
}

#[tokio::test]
async fn the_head_of_a_chain_is_told_with_the_last_checkpoint() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let plan = plan_of(&world, &bloc).await;
    let secretary = world.person(Role::Secretary, &bloc).await;
    let path = format!("/audit/head?subject_kind=plan&subject_id={plan}");
    let head = secretary.get(&path).await.expect_ok();
    assert_eq!(
        (&head["seq"], &head["checkpoint"]),
        (&json!(2), &json!(null))
    );
    world.write(|conn| service::seal(conn, beginning())).await;
    let head = secretary.get(&path).await.expect_ok();
    assert_eq!(head["checkpoint"]["seq"], 1);
    let printed = head["short_hash"].as_str().expect("a hash").to_owned();
    let verdict = world
        .read(move |conn| service::verify(conn, Some(&printed)))
        .await;
    assert!(matches!(verdict, Verdict::Whole(_)), "{verdict:?}");
    let nobodys = format!(
        "/audit/head?subject_kind=congress&subject_id={}",
        uuid::Uuid::nil()
    );
    assert_eq!(secretary.get(&nobodys).await.status, 404);
    assert!(
        world
            .read(|conn| store::head(conn, Subject::installation()))
            .await
            .is_none()
    );
}

#[tokio::test]
async fn a_record_that_is_gone_altogether_is_missed_by_the_histories() {
    let bloc = Bloc::new().await;
    bloc.plan().await;
    let verdict = bloc.world.read(|conn| service::verify(conn, None)).await;
    assert!(matches!(verdict, Verdict::Whole(_)), "{verdict:?}");
    bloc.world
        .write(|conn| {
            unguard(conn)?;
            Ok(conn.batch_execute(
                "DELETE FROM audit_seals; DELETE FROM audit_checkpoints;
                 DELETE FROM audit_heads; DELETE FROM audit_entries;",
            )?)
        })
        .await;
    let verdict = bloc.world.read(|conn| service::verify(conn, None)).await;
    assert_eq!(
        found(&verdict),
        (FaultKind::ChainVanished, Some("plan"), Some(1))
    );
}
