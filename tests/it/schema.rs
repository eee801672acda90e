//! Two databases, one schema: the migrations of both sides, `src/db/schema.rs` and the enums of the program agree.
//!
//! The parts that ask PostgreSQL run where `TEST_DATABASE_URL` names a server.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use daihoi::db::connection::Place;
use daihoi::db::{AnyConnection, migrate};
use daihoi::words::Language;
use diesel::prelude::*;
use diesel::sql_types::Text;
use strum::VariantArray;

use crate::database::Database;

fn names(side: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(Path::new("migrations").join(side))
        .expect("the migrations")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn both_sides_have_the_same_migrations_and_the_way_back() {
    assert_eq!(names("sqlite"), names("postgres"));
    for side in ["sqlite", "postgres"] {
        for name in names(side) {
            for file in ["up.sql", "down.sql"] {
                let path = Path::new("migrations").join(side).join(&name).join(file);
                let text = fs::read_to_string(&path).unwrap_or_default();
                assert!(!text.trim().is_empty(), "{} says nothing", path.display());
            }
        }
    }
}

/// An empty SQLite database.
fn sqlite(database: &Database) -> AnyConnection {
    let path = database.directory().join("schema.db");
    AnyConnection::Sqlite(SqliteConnection::establish(&path.to_string_lossy()).expect("opened"))
}

/// An empty database on the test server, if there is one.
fn postgres(database: &Database) -> Option<AnyConnection> {
    match &database.place {
        Place::Sqlite(_) => None,
        Place::Postgres(url) => Some(AnyConnection::Postgres(
            PgConnection::establish(url).expect("opened"),
        )),
    }
}

#[derive(QueryableByName, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(conn: &mut AnyConnection, sql: &str) -> Vec<String> {
    let lines: Vec<Line> = diesel::sql_query(sql).load(conn).expect("answered");
    lines.into_iter().map(|line| line.line).collect()
}

/// Everything the migrations made, as text; the migrations' own table is not theirs.
fn everything(conn: &mut AnyConnection) -> Vec<String> {
    let sql = match conn {
        AnyConnection::Sqlite(_) => {
            "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') AS line FROM sqlite_master
             WHERE tbl_name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' ORDER BY 1"
        }
        AnyConnection::Postgres(_) => {
            "SELECT line FROM (
                 SELECT format('column %s.%s %s %s %s %s', table_name, column_name, ordinal_position, data_type,
                               is_nullable, collation_name) AS line, table_name AS of
                 FROM information_schema.columns WHERE table_schema = 'public'
                 UNION ALL
                 SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
                        conrelid::regclass::text
                 FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                 UNION ALL
                 SELECT indexdef, tablename::text FROM pg_indexes WHERE schemaname = 'public'
                 UNION ALL
                 SELECT pg_get_triggerdef(oid), tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal
                 UNION ALL
                 SELECT pg_get_functiondef(oid), '' FROM pg_proc
                 WHERE pronamespace = 'public'::regnamespace AND proname NOT LIKE 'diesel%'
             ) AS made WHERE of NOT LIKE '\\_\\_diesel%' ORDER BY 1"
        }
    };
    lines(conn, sql)
}

fn goes_down_and_up_again(conn: &mut AnyConnection) {
    migrate::up(conn).expect("up");
    let first = everything(conn);
    assert!(first.len() > 50, "the schema is listed: {first:#?}");
    migrate::down(conn).expect("down");
    assert_eq!(
        everything(conn),
        Vec::<String>::new(),
        "nothing is left behind"
    );
    migrate::up(conn).expect("up again");
    assert_eq!(everything(conn), first);
}

#[tokio::test]
async fn up_down_up_leaves_the_same_schema() {
    let database = Database::fresh().await;
    goes_down_and_up_again(&mut sqlite(&database));
    if let Some(mut conn) = postgres(&database) {
        goes_down_and_up_again(&mut conn);
    }
}

/// `table.column`, in the table's order, with its type's family and whether it may be NULL.
type Columns = BTreeMap<String, Vec<(String, String)>>;

fn columns(conn: &mut AnyConnection) -> Columns {
    let sql = match conn {
        AnyConnection::Sqlite(_) => {
            "SELECT m.name || ' ' || c.name || ' ' || c.type || ' '
                    || CASE WHEN c.\"notnull\" = 1 THEN 'NO' ELSE 'YES' END AS line
             FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
             WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                   AND m.name NOT LIKE 'search\\_trigrams%' ESCAPE '\\' -- an index, which SQLite keeps in tables
             ORDER BY m.name, c.cid"
        }
        AnyConnection::Postgres(_) => {
            "SELECT table_name || ' ' || column_name || ' ' || replace(data_type, ' ', '_') || ' ' || is_nullable AS line
             FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'
             ORDER BY table_name COLLATE \"C\", ordinal_position"
        }
    };
    let mut found = Columns::new();
    for line in lines(conn, sql) {
        let words: Vec<&str> = line.split(' ').collect();
        let [table, column, kind, nullable] = words[..] else {
            panic!("{line}");
        };
        let nullable = if nullable == "YES" { "Nullable" } else { "" };
        found
            .entry(table.to_owned())
            .or_default()
            .push((column.to_owned(), format!("{nullable}<{kind}>")));
    }
    found
}

/// How a type of PostgreSQL is kept on SQLite, and what `schema.rs` calls it.
const TYPES: [(&str, &str, &str); 7] = [
    ("uuid", "BLOB", "Uuid"),
    ("text", "TEXT", "Text"),
    ("bigint", "INTEGER", "Int8"),
    ("boolean", "INTEGER", "Bool"),
    ("date", "TEXT", "Date"),
    ("timestamp_with_time_zone", "TEXT", "Timestamptz"),
    ("jsonb", "TEXT", "Jsonb"),
];

fn renamed(
    columns: &Columns,
    name: fn(&(&'static str, &'static str, &'static str)) -> &'static str,
) -> Columns {
    let mut renamed = columns.clone();
    for (_, kind) in renamed.values_mut().flatten() {
        let known = TYPES
            .iter()
            .find(|known| kind.ends_with(&format!("<{}>", known.0)))
            .unwrap_or_else(|| panic!("{kind} is not among the types both databases keep"));
        *kind = kind.replace(known.0, name(known));
    }
    renamed
}

#[tokio::test]
async fn both_databases_agree_on_tables_columns_and_nullability() {
    let database = Database::fresh().await;
    let mut small = sqlite(&database);
    migrate::up(&mut small).expect("up");
    let small = columns(&mut small);
    // `schema.rs` was made from PostgreSQL's side, so SQLite is held against it even where no server is.
    let tables: Vec<&String> = small.keys().collect();
    let generated = schema_rs();
    assert_eq!(tables, generated.keys().collect::<Vec<_>>());
    for (table, columns) in &generated {
        let names = |columns: &[(String, String)]| -> Vec<(String, bool)> {
            columns
                .iter()
                .map(|(name, kind)| (name.clone(), kind.starts_with("Nullable")))
                .collect()
        };
        assert_eq!(names(&small[table]), names(columns), "{table}");
    }
    if let Some(mut great) = postgres(&database) {
        migrate::up(&mut great).expect("up");
        assert_eq!(small, renamed(&columns(&mut great), |known| known.1));
    }
}

/// The tables of `src/db/schema.rs`.
fn schema_rs() -> Columns {
    let text = fs::read_to_string("src/db/schema.rs").expect("schema.rs");
    let mut found = Columns::new();
    for block in text.split("diesel::table! {").skip(1) {
        let mut lines = block
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("use "));
        let header = lines.next().expect("a table");
        let table = header.split(' ').next().expect("its name").to_owned();
        let columns = lines
            .take_while(|line| *line != "}")
            .filter(|line| !line.starts_with("#[") && !line.starts_with("///"))
            .map(|line| {
                let (name, kind) = line
                    .trim_end_matches(',')
                    .split_once(" -> ")
                    .expect("a column");
                let kind = match kind.strip_prefix("Nullable") {
                    Some(_) => kind.to_owned(),
                    None => format!("<{kind}>"),
                };
                (name.to_owned(), kind)
            })
            .collect();
        found.insert(table, columns);
    }
    found
}

#[tokio::test]
async fn schema_rs_is_what_the_migrations_make() {
    let database = Database::fresh().await;
    let Some(mut conn) = postgres(&database) else {
        return;
    };
    migrate::up(&mut conn).expect("up");
    assert_eq!(schema_rs(), renamed(&columns(&mut conn), |known| known.2));
    let keys = lines(
        &mut conn,
        "SELECT format('%s (%s)', c.relname, string_agg(a.attname, ', ' ORDER BY array_position(i.indkey::int2[], a.attnum))) AS line
         FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
         JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
         WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE '\\_\\_diesel%'
         GROUP BY c.relname ORDER BY c.relname COLLATE \"C\"",
    );
    let text = fs::read_to_string("src/db/schema.rs").expect("schema.rs");
    for key in keys {
        assert!(
            text.contains(&format!("    {key} {{")),
            "schema.rs has the key {key}"
        );
    }
}

fn variants<T: VariantArray + ToString>() -> BTreeSet<String> {
    T::VARIANTS.iter().map(ToString::to_string).collect()
}

/// Every column whose values are a closed set, and the enum that reads it.
fn sets() -> BTreeMap<&'static str, BTreeSet<String>> {
    use daihoi::{
        assignment, auth, candidate, congress, count, document, election, guidance, import,
        lineage, member, nominee, numbering, opinion, organ, personnel, plan, programme,
        regulation, result, review, roll, target, unit, user, vote,
    };
    BTreeMap::from([
        (
            "users.language",
            Language::VARIANTS
                .iter()
                .map(|language| language.tag().to_owned())
                .collect(),
        ),
        ("imports.kind", variants::<import::model::Kind>()),
        ("import_rows.fate", variants::<import::model::Fate>()),
        (
            "document_numbers.document_type",
            variants::<regulation::DocumentType>(),
        ),
        (
            "document_numbers.state",
            variants::<numbering::model::State>(),
        ),
        (
            "document_numbers.secrecy",
            variants::<document::model::Secrecy>(),
        ),
        ("users.kind", variants::<user::model::UserKind>()),
        ("offices.role", variants::<auth::permission::Role>()),
        ("unit_placements.level", variants::<unit::model::Level>()),
        (
            "unit_successions.kind",
            variants::<lineage::model::SuccessionKind>(),
        ),
        ("members.sex", variants::<member::model::Sex>()),
        ("members.status", variants::<member::model::MemberStatus>()),
        ("plans.state", variants::<plan::model::State>()),
        ("congresses.state", variants::<congress::model::State>()),
        ("congress_posts.post", variants::<personnel::model::Post>()),
        (
            "congress_posts.outcome",
            variants::<result::model::Outcome>(),
        ),
        ("post_changes.change", variants::<result::model::Change>()),
        (
            "post_changes.cause",
            variants::<result::model::LeavingCause>(),
        ),
        ("assignments.post", variants::<personnel::model::Post>()),
        (
            "documents.kind",
            variants::<document::model::DocumentKind>(),
        ),
        ("documents.state", variants::<document::model::State>()),
        ("documents.secrecy", variants::<document::model::Secrecy>()),
        (
            "document_versions.file_kind",
            variants::<document::content::FileKind>(),
        ),
        ("reviews.decision", variants::<review::model::Decision>()),
        ("remarks.outcome", variants::<review::model::Outcome>()),
        (
            "personnel_processes.state",
            variants::<personnel::model::State>(),
        ),
        (
            "personnel_nominees.post",
            variants::<personnel::model::Post>(),
        ),
        ("personnel_nominees.sex", variants::<member::model::Sex>()),
        (
            "personnel_nominees.candidacy",
            variants::<nominee::model::Candidacy>(),
        ),
        ("opinions.theme", variants::<opinion::model::Theme>()),
        ("elections.post", variants::<personnel::model::Post>()),
        ("elections.state", variants::<election::model::State>()),
        (
            "election_candidates.manner",
            variants::<candidate::model::Manner>(),
        ),
        (
            "election_candidates.origin",
            variants::<candidate::model::Origin>(),
        ),
        (
            "election_candidates.state",
            variants::<candidate::model::State>(),
        ),
        (
            "election_rounds.kind",
            variants::<count::model::RoundKind>(),
        ),
        (
            "election_rounds.state",
            variants::<count::model::RoundState>(),
        ),
        (
            "election_rounds.ballot_form",
            variants::<count::model::Columns>(),
        ),
        (
            "count_entries.place",
            variants::<count::model::EntryPlace>(),
        ),
        ("opinions.state", variants::<opinion::model::State>()),
        ("assignments.state", variants::<assignment::model::State>()),
        ("guidances.state", variants::<guidance::model::State>()),
        (
            "assignments.purpose",
            variants::<daihoi::assignment::model::Purpose>(),
        ),
        (
            "programme_items.kind",
            variants::<programme::model::ItemKind>(),
        ),
        (
            "programme_items.session",
            variants::<programme::model::Session>(),
        ),
        ("votes.subject", variants::<vote::model::VoteSubject>()),
        ("organs.kind", variants::<organ::model::OrganKind>()),
        ("organs.state", variants::<organ::model::State>()),
        ("targets.direction", variants::<target::model::Direction>()),
        ("targets.state", variants::<target::model::State>()),
        (
            "guidance_clauses.checklist",
            variants::<guidance::model::Checklist>(),
        ),
        ("roll_entries.status", variants::<roll::model::RollStatus>()),
        ("roll_entries.mark", variants::<roll::model::Mark>()),
        ("roll_changes.kind", variants::<roll::model::ChangeKind>()),
        ("roll_changes.status", variants::<roll::model::RollStatus>()),
        ("roll_changes.mark", variants::<roll::model::Mark>()),
    ])
}

#[test]
fn every_check_list_is_the_enum_that_reads_the_column() {
    let known = sets();
    for side in ["sqlite", "postgres"] {
        let checked = checked_sets(side);
        assert!(checked.len() > 10, "the CHECKs are found: {checked:#?}");
        for (column, set) in &known {
            assert_eq!(checked.get(*column), Some(set), "{column} on {side}");
        }
        let unknown: Vec<&String> = checked
            .keys()
            .filter(|column| !known.contains_key(column.as_str()))
            .collect();
        assert!(
            unknown.is_empty(),
            "name the enum of {unknown:?} in `sets` of this test"
        );
    }
}

/// `table.column` and the list of every `CHECK (column IN (…))`, as the migrations have it.
fn checked_sets(side: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for name in names(side) {
        let up = Path::new("migrations").join(side).join(name).join("up.sql");
        let mut table = String::new();
        for line in fs::read_to_string(up).expect("up.sql").lines() {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.trim_end_matches(" (").to_owned();
            } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
                table = rest.split(' ').next().unwrap_or_default().to_owned();
            }
            let Some((_, check)) = line.split_once("CHECK (") else {
                continue;
            };
            let Some((column, list)) = check.split_once(" IN (") else {
                continue;
            };
            let (list, _) = list.split_once(')').expect("the end of the list");
            if list.starts_with('0') {
                continue; // A truth value on SQLite.
            }
            let set = list
                .split(", ")
                .map(|word| word.trim_matches('\'').to_owned())
                .collect();
            found.insert(format!("{table}.{column}"), set);
        }
    }
    found
}
