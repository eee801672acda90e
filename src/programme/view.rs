//! A programme as the JSON face shows it, and what of it is pointed out.

use serde::Serialize;
use utoipa::ToSchema;

use super::duties::{Duty, cards};
use super::model::{
    Anthem, Ceremonies, Item, ItemId, ItemKind, ItemStep, Progress, Salute, Session,
};
use super::rules::{ORDER, called, next};
use super::script::{ScriptFacts, fill};
use super::service::{Arranged, against, minutes};
use crate::checklist::model::Item as ChecklistItem;
use crate::congress::model::CongressId;
use crate::congress::rules::PLAN;
use crate::db::time::Instant;
use crate::error::{Arg, Reason};
use crate::guidance::model::{Checklist, ClauseId};
use crate::http::problem::ReasonView;
use crate::organ::model::OrganKind;
use crate::regulation::cited;
use crate::roll::service::regulation_of;
use crate::words::Language;

/// A step of an item, and every reason against taking it now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemStepView {
    /// The step.
    pub step: ItemStep,
    /// Whether it can be taken now, by the branch.
    pub allowed: bool,
    /// Why not: what is missing.
    pub missing: Vec<ReasonView>,
}

/// A point of the guidance that is ticked off at this moment of the programme.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointView {
    /// The clause.
    pub clause_id: ClauseId,
    /// Number and symbol of its guidance.
    pub symbol: String,
    /// What it says.
    pub text: String,
    /// When it must have been ticked off.
    pub checklist: Checklist,
    /// Whether it is.
    pub done: bool,
}

/// What an organ has to do at an item, in order: told, and nothing waits for it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyCardView {
    /// Whose duties.
    pub organ: OrganKind,
    /// Its heading.
    pub heading: String,
    /// The duties, in order.
    pub duties: Vec<DutyView>,
    /// The text they stand in.
    #[schema(example = "244-QĐ/TW (9/6/2014)")]
    pub regulation: String,
    /// The clause.
    #[schema(example = "Điều 7")]
    pub clause: String,
}

/// One duty.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyView {
    /// Which.
    pub duty: Duty,
    /// Its words.
    pub text: String,
}

/// An item of a programme.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeItemView {
    /// The item's key.
    pub id: ItemId,
    /// Its place, from 1.
    pub n: i64,
    /// What it is.
    pub kind: ItemKind,
    /// In which session of the congress it stands.
    pub session: Session,
    /// What it is called.
    pub title: String,
    /// The title given to it by the plan or the branch, where that is not its usual name.
    pub own_title: Option<String>,
    /// Minutes planned for it.
    pub planned_minutes: i64,
    /// Whole minutes it took, or has taken until now; absent before it begins.
    pub real_minutes: Option<i64>,
    /// Whether the congress cannot close without it.
    pub required: bool,
    /// Where it stands.
    pub progress: Progress,
    /// When it was begun.
    pub begun_at: Option<Instant>,
    /// When it was ended.
    pub ended_at: Option<Instant>,
    /// What the chair says, filled from the data; Vietnamese is the script, English translates it.
    pub script: String,
    /// How the anthems are rendered, with a salute of the flag.
    pub salute: Option<Salute>,
    /// Points of the guidance that belong here.
    pub points: Vec<PointView>,
    /// What the organs of the congress have to do here.
    pub duties: Vec<DutyCardView>,
    /// What can be done with it next; empty once it has ended.
    pub steps: Vec<ItemStepView>,
    /// What is pointed out of it.
    pub warnings: Vec<ReasonView>,
}

/// The programme of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeView {
    /// The congress.
    pub congress_id: CongressId,
    /// Its items, in order.
    pub items: Vec<ProgrammeItemView>,
    /// The item that comes next: the one that runs, else the first that can begin.
    pub next: Option<ItemId>,
    /// Minutes planned for all items.
    pub planned_minutes: i64,
    /// The most minutes that the plan's half-days leave.
    pub most_minutes: i64,
    /// Minutes that the items have taken.
    pub real_minutes: i64,
    /// The salutes of the flag, as the plan had them when the programme was built.
    pub ceremonies: Ceremonies,
    /// The plan's ceremony items, in its own words.
    pub ceremony_items: Vec<String>,
    /// The plan's stage layout (ma két), in its own words.
    pub backdrop_layout: Option<String>,
    /// What is pointed out of the whole.
    pub warnings: Vec<ReasonView>,
    /// When it was built.
    pub built_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl ProgrammeView {
    /// Whether this item comes next.
    pub fn is_next(&self, item: &ItemId) -> bool {
        self.next.as_ref() == Some(item)
    }

    /// The session that begins with this item, where the congress has a preparatory one.
    pub fn session_from(&self, item: &ProgrammeItemView) -> Option<Session> {
        let sessions = self.items.iter().map(|one| (one.id, one.session));
        session_from(sessions, item.id)
    }
}

/// The session that begins with this of a programme's items, where there is a preparatory one.
pub fn session_from(
    items: impl Iterator<Item = (ItemId, Session)> + Clone,
    item: ItemId,
) -> Option<Session> {
    let (_, session) = items.clone().find(|(id, _)| *id == item)?;
    let is_divided = items
        .clone()
        .any(|(_, other)| other == Session::Preparatory);
    let first = items.clone().find(|(_, other)| *other == session);
    first
        .filter(|(id, _)| is_divided && *id == item)
        .map(|(_, session)| session)
}

/// A programme in a language, at a moment.
pub fn show(
    at: &Arranged,
    facts: &ScriptFacts,
    points: &[ChecklistItem],
    now: Instant,
    language: Language,
) -> ProgrammeView {
    let content = &at.plan.content.0;
    let items = &at.items;
    ProgrammeView {
        congress_id: at.congress.id,
        items: items
            .iter()
            .map(|item| show_item(item, at, facts, points, now, language))
            .collect(),
        next: next(items, &at.happened).map(|item| item.id),
        planned_minutes: minutes(items),
        most_minutes: most_minutes(at),
        real_minutes: items.iter().filter_map(|item| item.real_minutes(now)).sum(),
        ceremonies: at.programme.ceremonies.0,
        ceremony_items: content.ceremony_items.clone(),
        backdrop_layout: content.backdrop_layout.clone(),
        warnings: said(&warnings(at), language),
        built_at: at.programme.built_at,
        version: at.programme.version,
    }
}

fn said(reasons: &[Reason], language: Language) -> Vec<ReasonView> {
    reasons
        .iter()
        .map(|reason| ReasonView::of(reason, language))
        .collect()
}

fn most_minutes(at: &Arranged) -> i64 {
    let content = &at.plan.content.0;
    content.most_half_days * content.programme.half_day_minutes
}

fn show_item(
    item: &Item,
    at: &Arranged,
    facts: &ScriptFacts,
    points: &[ChecklistItem],
    now: Instant,
    language: Language,
) -> ProgrammeItemView {
    let salute = salute_of(item.kind, &at.programme.ceremonies.0);
    let mut words = fill(facts, salute.unwrap_or_default());
    words.push(("title", called(item)));
    let key = script_key(item, &at.items);
    ProgrammeItemView {
        id: item.id,
        n: item.n,
        kind: item.kind,
        session: item.session,
        title: language.say_with("programme-title", &[("item", called(item))]),
        own_title: item.title.clone(),
        planned_minutes: item.planned_minutes,
        real_minutes: item.real_minutes(now),
        required: item.required,
        progress: item.progress(),
        begun_at: item.begun_at,
        ended_at: item.ended_at,
        script: language.say_with(&key, &words),
        salute,
        points: points_at(item, &at.items, points),
        duties: duties(item.kind, at, language),
        steps: steps(item, at, language),
        warnings: said(&item_warnings(item, salute, now), language),
    }
}

fn duties(kind: ItemKind, at: &Arranged, language: Language) -> Vec<DutyCardView> {
    let cards = cards(kind, &regulation_of(&at.congress)).into_iter();
    let words = |duty: &Duty| DutyView {
        duty: *duty,
        text: language.say(&format!("duty-{}", duty.to_string().replace('_', "-"))),
    };
    cards
        .map(|card| DutyCardView {
            organ: card.organ,
            heading: language.say_with(
                "programme-duties",
                &[("organ", Arg::term("organ", card.organ))],
            ),
            duties: card.duties.iter().map(words).collect(),
            regulation: card.ground.text.to_owned(),
            clause: card.ground.clause.to_owned(),
        })
        .collect()
}

/// The words of an item; those who were elected in a preparatory session are asked to their places at the opening.
fn script_key(item: &Item, items: &[Item]) -> String {
    let before =
        |one: &Item| one.kind == ItemKind::PresidiumElection && one.session == Session::Preparatory;
    if item.kind == ItemKind::OpeningSpeech && items.iter().any(before) {
        return "script-opening-speech-after-preparatory".to_owned();
    }
    format!("script-{}", item.kind.to_string().replace('_', "-"))
}

fn salute_of(kind: ItemKind, ceremonies: &Ceremonies) -> Option<Salute> {
    match kind {
        ItemKind::OpeningSalute => Some(ceremonies.opening),
        ItemKind::ClosingSalute => Some(ceremonies.closing),
        _ => None,
    }
}

fn steps(item: &Item, at: &Arranged, language: Language) -> Vec<ItemStepView> {
    let next = match item.progress() {
        Progress::Planned => ItemStep::Begin,
        Progress::Running => ItemStep::End,
        Progress::Done => return Vec::new(),
    };
    let missing = against(at, item, next, None);
    vec![ItemStepView {
        step: next,
        allowed: missing.is_empty(),
        missing: said(&missing, language),
    }]
}

/// Points for the opening stand at the first item, points for the closing at the first that closes.
fn points_at(item: &Item, items: &[Item], points: &[ChecklistItem]) -> Vec<PointView> {
    let closing =
        |item: &&Item| matches!(item.kind, ItemKind::ClosingSpeech | ItemKind::ClosingSalute);
    let opens = items.first().map(|first| first.id) == Some(item.id);
    let closes = items.iter().find(closing).map(|first| first.id) == Some(item.id);
    points
        .iter()
        .filter(|point| match point.clause.checklist {
            Checklist::None => false,
            Checklist::BeforeOpening => opens,
            Checklist::BeforeClosing => closes,
        })
        .map(|point| PointView {
            clause_id: point.clause.id,
            symbol: point.symbol.clone(),
            text: point.clause.text.clone(),
            checklist: point.clause.checklist,
            done: point.tick.as_ref().is_some_and(|tick| tick.done),
        })
        .collect()
}

/// R-TIME-02: the length planned, against the half-days of the plan; of the preparatory session, against those of the
/// directive.
fn warnings(at: &Arranged) -> Vec<Reason> {
    let (planned, most) = (minutes(&at.items), most_minutes(at));
    let mut found = Vec::new();
    if planned > most {
        found.push(
            Reason::new("programme_too_long")
                .with("planned", planned)
                .with("most", most)
                .with("half_days", at.plan.content.0.most_half_days)
                .on(PLAN),
        );
    }
    let beforehand = at
        .items
        .iter()
        .filter(|item| item.session == Session::Preparatory);
    let planned = beforehand.map(|item| item.planned_minutes).sum::<i64>();
    let limit = regulation_of(&at.congress).preparatory_half_days_most();
    let most = limit.value * at.plan.content.0.programme.half_day_minutes;
    if planned > most {
        let reason = Reason::new("programme_preparatory_too_long")
            .with("planned", planned)
            .with("most", most)
            .with("half_days", limit.value);
        found.push(cited(reason, limit.ground));
    }
    found
}

/// R-PRG-02: anthems not sung by those present; R-PRG-03: a report that runs over.
fn item_warnings(item: &Item, salute: Option<Salute>, now: Instant) -> Vec<Reason> {
    let mut found = Vec::new();
    if let Some(salute) = salute {
        let sung = [salute.national_anthem, salute.internationale]
            .iter()
            .all(|anthem| *anthem == Anthem::SungByThosePresent);
        if !sung {
            found.push(Reason::new("programme_anthems_not_sung").on(PLAN));
        }
    }
    let reads = matches!(
        item.kind,
        ItemKind::PoliticalReport | ItemKind::SelfReview | ItemKind::AttendanceReport
    );
    if let Some(taken) = item.real_minutes(now).filter(|_| reads)
        && taken > item.planned_minutes
    {
        found.push(
            Reason::new("programme_report_over_time")
                .with("item", called(item))
                .with("taken", taken)
                .with("planned", item.planned_minutes)
                .on(ORDER),
        );
    }
    found
}
