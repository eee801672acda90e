//! The round of 2022, from the plan to the morning of 19 May.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::article::{ASSIGNMENT, OPINIONS, PILOTS, PLAN_SYMBOL, PLAN_TITLE};
use super::pilot::{self, Texts};
use super::roll;
use super::setting::{self, Cast};
use super::{PASSWORD, clock, store};
use crate::app::AppState;
use crate::assignment::model::{NewAssignment, Purpose};
use crate::auth::password::{self, PasswordCost, Secret};
use crate::congress::model::CongressId;
use crate::congress::planning::Timing;
use crate::db::AnyConnection;
use crate::db::time::Instant;
use crate::document::symbol::DocumentSymbol;
use crate::error::Error;
use crate::opinion::model::{Conclusion, NewOpinion};
use crate::plan::model::{PlanContent, PlanId};
use crate::plan::service::{PlanChanges, StepInput};
use crate::{congress, opinion, plan, user};

/// Loads the story into a database that has no account yet; says whether it did.
///
/// All of it in one transaction: a demo is whole or not there.
///
/// # Errors
/// [`Error`] of whatever step of the story was refused: a defect.
pub async fn load(state: &AppState) -> Result<bool, Error> {
    if state.db.read(user::service::any).await? {
        return Ok(false);
    }
    let hash = tokio::task::spawn_blocking(|| {
        password::hash(&Secret::new(PASSWORD.to_owned()), PasswordCost::RECOMMENDED)
    })
    .await?
    .map_err(|error| Error::caused("hashing the demo's password", error))?;
    let texts = pilot::keep_texts(&state.files).await?;
    let loaded_at = crate::clock::Clock::machine().now();
    state
        .db
        .write(move |conn| {
            store::set_loaded_at(conn, loaded_at)?;
            tell(conn, &hash, &texts)
        })
        .await?;
    Ok(true)
}

/// A moment of the story: a date, and an hour in Vietnam.
pub(super) fn moment(date: &str, hour: u32) -> Result<Instant, Error> {
    format!("{date}T{hour:02}:00:00+07:00")
        .parse()
        .map_err(|error| Error::caused("a moment of the demo", error))
}

/// A date of the story.
pub(super) fn day(text: &str) -> Result<NaiveDate, Error> {
    text.parse()
        .map_err(|error| Error::caused("a date of the demo", error))
}

/// A symbol of the story.
pub(super) fn symbol(text: &str) -> Result<DocumentSymbol, Error> {
    DocumentSymbol::parse(text).map_err(|error| Error::caused("a symbol of the demo", error))
}

fn tell(conn: &mut AnyConnection, password_hash: &str, texts: &Texts) -> Result<(), Error> {
    let cast = setting::set(conn, moment("2022-03-14", 8)?, password_hash)?;
    roll::write_down_members(conn, &cast)?;
    let plan = issue_plan(conn, &cast)?;
    let congresses = plan_congresses(conn, &cast, plan)?;
    for told in &PILOTS {
        let congress = congress_of(&congresses, told.unit)?;
        let chosen = cast.actor(conn, "bantochuc", moment("2022-03-18", 9)?)?;
        pilot::designate(conn, &chosen, congress, told.reason)?;
        pilot::prepare(conn, &cast, told, congress, texts)?;
        pilot::hold(conn, &cast, told, congress)?;
        pilot::close(conn, &cast, told, congress)?;
    }
    raise_and_conclude(conn, &cast, &congresses)?;
    debug_assert!(clock::beginning() > moment("2022-05-12", 17)?);
    Ok(())
}

fn issue_plan(conn: &mut AnyConnection, cast: &Cast) -> Result<PlanId, Error> {
    let office = cast.actor(conn, "bantochuc", moment("2022-03-14", 9)?)?;
    let changes = PlanChanges {
        title: Some(PLAN_TITLE.to_owned()),
        term: Some((2022, 2025)),
        pilot_from: Some(day("2022-05-01")?),
        pilot_to: Some(day("2022-05-15")?),
        rest_from: Some(day("2022-05-25")?),
        rest_to: Some(day("2022-07-31")?),
        content: Some(PlanContent {
            pilot_sectors: cast.sectors.values().copied().collect(),
            most_half_days: 1,
            women_percent: Some(15),
            young_percent: Some(10),
            backdrop_layout: Some(
                "Mẫu ma két thống nhất của Đảng ủy Khối (dữ liệu minh hoạ)".to_owned(),
            ),
            ceremony_items: vec![
                "Chào cờ, hát Quốc ca, Quốc tế ca khi khai mạc".to_owned(),
                "Chào cờ, hát Quốc ca, Quốc tế ca khi bế mạc".to_owned(),
            ],
            ..PlanContent::default()
        }),
        scope: None,
    };
    let draft = plan::service::draft(conn, &office, cast.unit("khoi")?, None, &changes)?;
    let secretary = cast.actor(conn, "bithu", moment("2022-03-16", 15)?)?;
    let number = StepInput {
        symbol: Some(symbol(PLAN_SYMBOL)?),
        issued_on: Some(day("2022-03-16")?),
        ..StepInput::default()
    };
    let issue = plan::rules::Step::Issue;
    Ok(plan::service::take_step(conn, &secretary, draft.id, draft.version, issue, &number)?.id)
}

/// A congress for every branch in scope, by the branch's short key.
fn plan_congresses(
    conn: &mut AnyConnection,
    cast: &Cast,
    plan: PlanId,
) -> Result<HashMap<&'static str, CongressId>, Error> {
    let office = cast.actor(conn, "bantochuc", moment("2022-03-17", 9)?)?;
    let mut congresses = HashMap::new();
    for unit in super::article::UNITS
        .iter()
        .filter(|unit| unit.level.is_branch())
    {
        let (planned, _) = congress::planning::plan_one(
            conn,
            &office,
            plan,
            cast.unit(unit.key)?,
            &Timing::default(),
        )?;
        congresses.insert(unit.key, planned.id);
    }
    Ok(congresses)
}

fn congress_of(
    congresses: &HashMap<&'static str, CongressId>,
    unit: &str,
) -> Result<CongressId, Error> {
    congresses
        .get(unit)
        .copied()
        .ok_or_else(|| Error::internal(format!("the demo plans no congress for {unit}")))
}

/// What the article lists is raised on the day, answered and concluded by the Secretary; the last conclusion
/// gives the Organisation Board its task.
fn raise_and_conclude(
    conn: &mut AnyConnection,
    cast: &Cast,
    congresses: &HashMap<&'static str, CongressId>,
) -> Result<(), Error> {
    let last = OPINIONS.len() - 1;
    for (at, told) in OPINIONS.iter().enumerate() {
        let office = cast.actor(conn, "bantochuc", moment("2022-05-12", 15)?)?;
        let new = NewOpinion {
            theme: told.theme,
            text: told.text.to_owned(),
            raised_by: "Đại biểu dự đại hội điểm (dữ liệu minh hoạ)".to_owned(),
            raised_by_unit_id: None,
        };
        let raised =
            opinion::service::raise(conn, &office, congress_of(congresses, told.at)?, &new)?;
        let secretary = cast.actor(conn, "bithu", moment("2022-05-12", 16)?)?;
        let answered =
            opinion::service::answer(conn, &secretary, raised.id, raised.version, told.answer)?;
        let conclusion = Conclusion {
            text: told.conclusion.to_owned(),
            assignment: (at == last).then(|| task(cast)).transpose()?,
        };
        opinion::service::conclude(conn, &secretary, answered.id, answered.version, &conclusion)?;
    }
    Ok(())
}

fn task(cast: &Cast) -> Result<NewAssignment, Error> {
    Ok(NewAssignment {
        unit_id: cast.unit("khoi")?,
        board: "Ban Tổ chức Đảng ủy Khối".to_owned(),
        task: ASSIGNMENT.to_owned(),
        due_on: Some(day("2022-05-25")?),
        purpose: Purpose::Task,
        congress_id: None,
        post: None,
    })
}
