//! What happened on the day of a congress, as its papers tell it: who led, what was voted, what came when.

use std::collections::HashMap;

use super::gather::calculation;
use super::model::{BaseCalculation, Chair, Clerk, MinutesItem, ScriptItem, TargetLine, VoteLine};
use super::rules::{self, word};
use crate::auth::actor::Actor;
use crate::congress::model::Congress;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::db::time::Instant;
use crate::document::model::DocumentKind;
use crate::error::Error;
use crate::organ::model::{OrganKind, StandingOrgan, State as OrganState};
use crate::programme::model::{Item, Session};
use crate::programme::view::{DutyCardView, ProgrammeItemView, show};
use crate::target::model::State as TargetState;
use crate::vote::model::{Vote, VoteSubject, VotedOnId};
use crate::words::Language;
use crate::{document, organ, programme, target, vote};

/// Who led and who wrote, where the congress has elected them.
pub fn leaders(conn: &mut AnyConnection, congress: &Congress) -> Result<(Chair, Clerk), Error> {
    let organs = organ::service::of(conn, congress.id)?;
    let names = |kind| {
        let elected =
            |one: &&StandingOrgan| one.organ.kind == kind && one.organ.state == OrganState::Elected;
        let found = organs.iter().find(elected);
        found.map_or_else(Vec::new, |one| {
            one.members
                .iter()
                .map(|member| member.name.clone())
                .collect::<Vec<_>>()
        })
    };
    let (chair, clerk) = (names(OrganKind::Presidium), names(OrganKind::Secretariat));
    Ok((
        Chair {
            presidium: chair.len() > 1,
            names: chair,
        },
        Clerk {
            secretariat: clerk.len() > 1,
            names: clerk,
        },
    ))
}

/// The votes by hand in their order, and the base of the last. Where one was recorded anew, only as it was
/// last.
pub fn votes(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<(Vec<VoteLine>, Option<BaseCalculation>), Error> {
    let names = names_of_things(conn, congress)?;
    let mut all: Vec<Vote> = Vec::new();
    let mut after = None;
    loop {
        let page = PageRequest { limit: MOST, after };
        let found = vote::service::list(conn, actor, congress.id, &page)?;
        after = found.items.last().map(|last| last.id);
        for vote in found.items {
            let same = |earlier: &Vote| {
                !is_of_election(earlier)
                    && earlier.subject == vote.subject
                    && earlier.subject_id == vote.subject_id
                    && earlier.wording == vote.wording
            };
            all.retain(|earlier| !same(earlier));
            all.push(vote);
        }
        if found.next.is_none() {
            break;
        }
    }
    let base = all.last().map(|last| calculation(&last.base.0));
    let lines = all.iter().map(|vote| line(vote, &names)).collect();
    Ok((lines, base))
}

/// Whether it was voted in an election: there the same question is put anew before another ballot, and each vote is a
/// decision of its own.
fn is_of_election(vote: &Vote) -> bool {
    match vote.subject {
        VoteSubject::NumberToElect | VoteSubject::BallotList | VoteSubject::Withdrawal => true,
        VoteSubject::Other => vote.subject_id.is_some(),
        VoteSubject::Programme
        | VoteSubject::WorkingRules
        | VoteSubject::Organ
        | VoteSubject::Target
        | VoteSubject::Document => false,
    }
}

fn line(vote: &Vote, names: &HashMap<VotedOnId, String>) -> VoteLine {
    let named = vote.subject_id.and_then(|id| names.get(&id).cloned());
    let subject = named
        .or_else(|| vote.wording.clone())
        .unwrap_or_else(|| word("vote-subject", vote.subject));
    let subject = match vote.subject {
        VoteSubject::Target => format!("Chỉ tiêu: {subject}"),
        VoteSubject::Programme
        | VoteSubject::WorkingRules
        | VoteSubject::Organ
        | VoteSubject::NumberToElect
        | VoteSubject::BallotList
        | VoteSubject::Withdrawal
        | VoteSubject::Document
        | VoteSubject::Other => rules::sentence(&subject),
    };
    VoteLine {
        subject,
        for_: vote.votes_for,
        against: vote.votes_against,
        abstain: vote.votes_abstain,
        base: vote.base.0.base,
        adopted: vote.adopted,
    }
}

/// What the things voted on are called: organs, targets, documents.
fn names_of_things(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<HashMap<VotedOnId, String>, Error> {
    let mut names = HashMap::new();
    for one in organ::service::of(conn, congress.id)? {
        names.insert(one.organ.id.cast(), word("organ", one.organ.kind));
    }
    for one in target::service::of(conn, congress.id)? {
        names.insert(one.target.id.cast(), one.target.text);
    }
    for kind in [
        DocumentKind::PoliticalReport,
        DocumentKind::SelfReviewReport,
        DocumentKind::ActionProgramme,
        DocumentKind::DraftResolution,
    ] {
        if let Some(document) = document::service::of_kind(conn, congress.id, kind)? {
            let name = match kind {
                DocumentKind::DraftResolution => "nghị quyết đại hội".to_owned(),
                kind => word("document-kind", kind),
            };
            names.insert(document.id.cast(), name);
        }
    }
    Ok(names)
}

/// The targets that the resolution carries.
pub fn targets(conn: &mut AnyConnection, congress: &Congress) -> Result<Vec<TargetLine>, Error> {
    let comma = |figure: String| figure.replace('.', ",");
    let adopted = target::service::of(conn, congress.id)?
        .into_iter()
        .map(|one| one.target)
        .filter(|target| target.state == TargetState::Adopted);
    Ok(adopted
        .map(|target| TargetLine {
            baseline: target.baseline().map(|figure| comma(figure.to_string())),
            value: Some(comma(target.value().to_string())),
            unit: Some(target.unit),
            text: target.text,
        })
        .collect())
}

/// The programme as the papers tell it.
pub struct Programme {
    items: Vec<ProgrammeItemView>,
    rows: Vec<Item>,
}

/// The programme of a congress, with what is said at each item as of now; none while it has not been built.
pub fn programme(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<Option<Programme>, Error> {
    let at = match programme::service::find(conn, actor, congress.id) {
        Ok(at) => at,
        Err(Error::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let facts = programme::service::script_facts(conn, actor, &at)?;
    let points = programme::service::points(conn, actor, congress.id)?;
    let view = show(&at, &facts, &points, actor.now, Language::Vietnamese);
    Ok(Some(Programme {
        items: view.items,
        rows: at.items,
    }))
}

impl Programme {
    /// The chairman's script, each item at its hour when the first begins at `HH:MM`.
    pub fn script(&self, begins: Option<&str>) -> Vec<ScriptItem> {
        let mut at = begins.and_then(rules::minutes_of_day);
        let mut script = Vec::new();
        for (item, session) in self.items.iter().zip(self.sessions()) {
            let points = item.points.iter().map(|point| {
                let done = if point.done {
                    "đã chuẩn bị"
                } else {
                    "chưa xác nhận"
                };
                format!(
                    "{}, {}: {done}",
                    point.text.trim_end_matches('.'),
                    point.symbol
                )
            });
            script.push(ScriptItem {
                session,
                at: at.map(rules::time_of_day),
                minutes: Some(item.planned_minutes),
                title: item.title.clone(),
                who: None,
                spoken: item.script.lines().map(ToOwned::to_owned).collect(),
                notes: points.chain(item.duties.iter().map(card)).collect(),
            });
            at = at.map(|minutes| minutes + item.planned_minutes);
        }
        script
    }

    /// For each item the session that begins with it; none where there is only the official one.
    fn sessions(&self) -> Vec<Option<Session>> {
        let mut last = Session::Official;
        self.items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let begins = item.session != last || (at == 0 && item.session != Session::Official);
                last = item.session;
                begins.then_some(item.session)
            })
            .collect()
    }

    /// What came when: every item that was begun.
    pub fn happened(&self) -> Vec<MinutesItem> {
        let with_session = self.items.iter().zip(self.sessions());
        let begun = with_session.filter_map(|(item, session)| {
            item.begun_at.map(|begun| MinutesItem {
                session,
                at: Some(rules::hour_of(begun)),
                title: item.title.clone(),
                notes: Vec::new(),
            })
        });
        begun.collect()
    }

    /// When the first item was begun.
    pub fn begun(&self) -> Option<Instant> {
        self.rows.iter().filter_map(|item| item.begun_at).min()
    }

    /// When the first item was begun and the last one ended, `HH:MM`.
    pub fn hours(&self) -> (Option<String>, Option<String>) {
        let begun = self.begun();
        let ended = self.rows.iter().filter_map(|item| item.ended_at).max();
        (begun.map(rules::hour_of), ended.map(rules::hour_of))
    }
}

/// What an organ has to do at an item, in one line of the script.
fn card(card: &DutyCardView) -> String {
    let duties = (1..).zip(&card.duties);
    let duties: Vec<String> = duties
        .map(|(n, one)| format!("({n}) {}", one.text.trim_end_matches('.')))
        .collect();
    format!(
        "{}: {} – {}, {}",
        card.heading,
        duties.join("; "),
        card.regulation,
        card.clause
    )
}
