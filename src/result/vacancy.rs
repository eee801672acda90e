//! How a post falls vacant after the congress (R-POST-07), and how a vacancy is filled (R-RES-06, R-POST-04). Pure.

use chrono::NaiveDate;

use super::model::{
    Awaits, Change, CongressPost, CongressPostId, FilledBy, Filling, Leaving, LeavingCause, Outcome,
};
use super::rules::Appointing;
use crate::db::search::same_name;
use crate::error::{Arg, Reason};
use crate::personnel::model::Post;
use crate::plan::rules::unless;
use crate::regulation::{Regulation, cited};
use crate::roll::model::RollEntryId;
use crate::roll::rules::may_stand;

/// The posts that await a by-election or an appointment. A secretary who was refused is elected again or appointed
/// (R-POST-04); whom three ballots did not elect is appointed (R-POST-05).
pub fn vacant(posts: &[CongressPost]) -> impl Iterator<Item = &CongressPost> {
    posts.iter().filter(|post| match post.awaits {
        Some(Awaits::ByElection) => true,
        Some(Awaits::Appointment) => post.outcome == Outcome::Refused,
        Some(Awaits::Ruling) | None => false,
    })
}

fn find(posts: &[CongressPost], id: CongressPostId) -> Option<&CongressPost> {
    posts.iter().find(|post| post.id == id)
}

/// The post named is vacant; while none is named, any is.
pub fn post_vacant(
    posts: &[CongressPost],
    filling: Option<&Filling>,
    regulation: &Regulation,
) -> Vec<Reason> {
    let ground = regulation.shortfall();
    let Some(filling) = filling else {
        let any = vacant(posts).next().is_some();
        return unless(any, || cited(Reason::new("no_post_vacant"), ground));
    };
    let is_vacant = vacant(posts).any(|post| post.id == filling.post_id);
    unless(is_vacant, || cited(Reason::new("post_not_vacant"), ground))
}

/// Whoever fills a vacancy may hold the post; and has been elected by more than half, where the branch elected.
pub fn filling_fit(
    filling: Option<&Filling>,
    appointee: Option<RollEntryId>,
    (posts, among): (&[CongressPost], &Appointing),
    (reported_on, today): (Option<NaiveDate>, NaiveDate),
    regulation: &Regulation,
) -> Vec<Reason> {
    let Some(filling) = filling else {
        return vec![cited(
            Reason::new("filling_missing"),
            regulation.shortfall(),
        )];
    };
    let mut reasons = person_fit(filling, appointee, posts, among, regulation);
    if filling.by == FilledBy::ByElection {
        reasons.extend(elected(filling, posts, (reported_on, today), regulation));
    }
    reasons
}

fn person_fit(
    filling: &Filling,
    appointee: Option<RollEntryId>,
    posts: &[CongressPost],
    among: &Appointing,
    regulation: &Regulation,
) -> Vec<Reason> {
    let entry = appointee.map(|id| among.roll.iter().find(|entry| entry.id == id));
    let name = match (entry, &filling.person_name) {
        (Some(Some(entry)), _) => entry.full_name.as_str(),
        (Some(None), _) => return vec![Reason::new("appointee_off_roll")],
        (None, Some(name)) => name.as_str(),
        (None, None) => return vec![Reason::new("filler_missing")],
    };
    let mut reasons = Vec::new();
    if let Some(entry) = entry
        .flatten()
        .filter(|entry| may_stand(entry, regulation).is_err())
    {
        let reason = Reason::new("filler_not_official")
            .with("name", name)
            .with("status", Arg::term("roll-status", entry.status));
        reasons.push(cited(reason, regulation.official_members_stand()));
    }
    let wanted = find(posts, filling.post_id).map(|post| post.post);
    let of_committee = || {
        posts
            .iter()
            .filter(|post| post.post == Post::BranchCommitteeMember)
    };
    let sits = of_committee()
        .filter_map(CongressPost::holder)
        .any(|holder| same_name(holder, name));
    let ground = regulation.heads_from_committee();
    match wanted {
        Some(Post::Secretary | Post::DeputySecretary) if of_committee().next().is_some() => {
            reasons.extend(unless(sits, || {
                cited(
                    Reason::new("filler_not_in_committee").with("name", name),
                    ground,
                )
            }));
        }
        Some(Post::BranchCommitteeMember) => reasons.extend(unless(!sits, || {
            Reason::new("filler_in_committee_already").with("name", name)
        })),
        Some(
            Post::Secretary | Post::DeputySecretary | Post::Delegate | Post::AlternateDelegate,
        )
        | None => (),
    }
    reasons
}

/// R-POST-07 comes before the by-election, and the committee's decision after it.
fn elected(
    filling: &Filling,
    posts: &[CongressPost],
    (reported_on, today): (Option<NaiveDate>, NaiveDate),
    regulation: &Regulation,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match filling.elected_on {
        None => reasons.push(Reason::new("by_election_day_missing")),
        Some(on) => {
            let fell = find(posts, filling.post_id).and_then(|post| post.changes.last());
            let from = fell.map(|change| change.effective_on).or(reported_on);
            let from = from.unwrap_or(on);
            reasons.extend(unless((from..=today).contains(&on), || {
                Reason::new("by_election_day_outside")
                    .with("date", on)
                    .with("from", from)
                    .with("to", today)
            }));
        }
    }
    let (Some(votes), Some(base)) = (filling.votes, filling.base) else {
        reasons.push(Reason::new("by_election_totals_missing"));
        return reasons;
    };
    let majority = regulation.majority();
    let enough = votes <= base && majority.value.exceeded_by(votes, base);
    reasons.extend(unless(enough, || {
        let reason = Reason::new("by_election_not_elected")
            .with("votes", votes)
            .with("base", base)
            .with("needed", majority.value.least(base));
        cited(reason, majority.ground)
    }));
    reasons
}

/// Somebody holds the post named; while none is named, any.
pub fn post_held(
    posts: &[CongressPost],
    leaving: Option<&Leaving>,
    regulation: &Regulation,
) -> Vec<Reason> {
    let ground = regulation.leaving_office();
    let held = |post: &CongressPost| post.holder().is_some();
    let holds = match leaving {
        None => posts.iter().any(held),
        Some(leaving) => find(posts, leaving.post_id).is_some_and(held),
    };
    unless(holds, || cited(Reason::new("post_not_held"), ground))
}

/// R-POST-07: on the day in the decision on retirement, transfer or resignation; a temporary transfer ends nothing.
pub fn leaving_allowed(
    (leaving, reason_given): (Option<&Leaving>, bool),
    today: NaiveDate,
    regulation: &Regulation,
) -> Vec<Reason> {
    let ground = regulation.leaving_office();
    let Some(leaving) = leaving else {
        return vec![cited(Reason::new("leaving_missing"), ground)];
    };
    let mut reasons = match leaving.cause {
        LeavingCause::TemporaryTransfer => unless(ground.may_be_left_out(reason_given), || {
            cited(Reason::new("temporary_transfer_keeps_post"), ground)
        }),
        LeavingCause::Retirement | LeavingCause::Transfer | LeavingCause::Resignation => Vec::new(),
    };
    reasons.extend(unless(leaving.on <= today, || {
        let reason = Reason::new("leaving_day_ahead")
            .with("date", leaving.on)
            .with("today", today);
        cited(reason, ground)
    }));
    reasons
}

/// The posts that end when their holder leaves this one: with a seat on the committee, the posts of secretary and deputy
/// too, which are held from among it (R-ORG-03).
pub fn posts_ended(posts: &[CongressPost], left: CongressPostId) -> Vec<&CongressPost> {
    let Some((left, name)) = find(posts, left).and_then(|post| Some((post, post.holder()?))) else {
        return Vec::new();
    };
    let ends = |post: &&CongressPost| {
        post.id == left.id
            || left.post == Post::BranchCommitteeMember
                && post.holder().is_some_and(|holder| same_name(holder, name))
    };
    posts.iter().filter(ends).collect()
}

/// Whether somebody of this name left a post of the congress and holds none now.
pub fn has_left(name: &str, posts: &[CongressPost]) -> bool {
    let left = posts
        .iter()
        .flat_map(|post| &post.changes)
        .any(|change| change.change == Change::Left && same_name(&change.person_name, name));
    let holds = posts
        .iter()
        .filter_map(CongressPost::holder)
        .any(|holder| same_name(holder, name));
    left && !holds
}

#[cfg(test)]
#[path = "vacancy_tests.rs"]
mod vacancy_tests;
