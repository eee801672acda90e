//! The order of a congress as a table (R-PRG-01, R §3.9), and when an item may begin and end.
//!
//! Two items may run at once: while ballots are counted, a congress goes on discussing. What the order forbids is
//! beginning an item before those it rests on, or after one that rests on it.

use super::model::{Happened, Item, ItemKind, Progress};
use crate::document::model::DocumentKind;
use crate::error::{Arg, Reason};
use crate::personnel::model::Post;
use crate::plan::model::CongressContent;
use crate::plan::rules::unless;
use crate::vote::rules::in_session;

/// The ground of the order: how branch congresses are conducted, by the scripts published for them.
pub const ORDER: &str = "Trình tự tiến hành đại hội chi bộ (R-PRG-01)";
/// The ground of what concerns ballots.
pub const BALLOTS: &str = "Quy chế bầu cử trong Đảng";

/// When an item belongs in a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// In every programme.
    Always,
    /// Where the plan's congresses deal with this.
    With(CongressContent),
    /// Where the branch elects a committee: from nine official members (R-ORG-03, R-ORG-04).
    WithCommittee,
    /// Where the flag is saluted at the opening.
    WithOpeningSalute,
    /// Where the flag is saluted at the closing.
    WithClosingSalute,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The paragraph of R §3.9 it stands in.
    pub place: i64,
    /// Minutes usually planned for it; the branch times its own programme.
    pub minutes: i64,
    /// Whether the congress cannot close without it.
    pub required: bool,
    /// When it belongs in a programme.
    pub belongs: Belongs,
    /// What must have ended before it begins, where that is in the programme.
    pub after: &'static [ItemKind],
    /// On what ground.
    pub ground: &'static str,
}

/// The table: one row for each kind, so that a new kind without a row does not compile.
#[rustfmt::skip]
pub fn row(kind: ItemKind) -> Row {
    use Belongs::*; use CongressContent as Content; use ItemKind::*;
    type Cells = (i64, i64, bool, Belongs, &'static [ItemKind], &'static str);
    let (place, minutes, required, belongs, after, ground): Cells = match kind {
        //                    place min  required  belongs                             after                                                                                                        ground
        Gathering          => (1,   5,   false,    Always,                             &[],                                                                                                         ORDER),
        OpeningSalute      => (2,   5,   true,     WithOpeningSalute,                  &[Gathering],                                                                                                ORDER),
        PresidiumElection  => (3,   10,  true,     Always,                             &[OpeningSalute],                                                                                            ORDER),
        ProgrammeAdoption  => (4,   10,  true,     Always,                             &[PresidiumElection],                                                                                        ORDER),
        OpeningSpeech      => (5,   5,   false,    Always,                             &[OpeningSalute],                                                                                            ORDER),
        AttendanceReport   => (6,   5,   true,     Always,                             &[PresidiumElection],                                                                                        ORDER),
        PoliticalReport    => (7,   25,  true,     With(Content::ReviewAndDirection),  &[ProgrammeAdoption, AttendanceReport],                                                                      ORDER),
        SelfReview         => (8,   15,  true,     With(Content::SelfReview),          &[ProgrammeAdoption, AttendanceReport],                                                                      ORDER),
        UpperDrafts        => (9,   15,  true,     With(Content::UpperDrafts),         &[ProgrammeAdoption, AttendanceReport],                                                                      ORDER),
        Discussion         => (9,   30,  true,     With(Content::ReviewAndDirection),  &[PoliticalReport, SelfReview],                                                                              ORDER),
        UpperSpeech        => (10,  10,  false,    Always,                             &[PresidiumElection],                                                                                        ORDER),
        Reply              => (11,  5,   false,    Always,                             &[UpperSpeech],                                                                                              ORDER),
        BallotList         => (12,  20,  true,     With(Content::ElectionOfCommittee), &[ProgrammeAdoption, AttendanceReport, SelfReview],                                                          BALLOTS),
        CountingCommittee  => (12,  5,   true,     With(Content::ElectionOfCommittee), &[BallotList],                                                                                               BALLOTS),
        CommitteeBallot    => (12,  30,  true,     WithCommittee,                      &[BallotList, CountingCommittee],                                                                            BALLOTS),
        SecretaryBallot    => (12,  15,  true,     With(Content::ElectionOfCommittee), &[BallotList, CountingCommittee, CommitteeBallot],                                                           BALLOTS),
        DeputyBallot       => (12,  15,  false,    With(Content::ElectionOfCommittee), &[BallotList, CountingCommittee, CommitteeBallot, SecretaryBallot],                                          BALLOTS),
        CommitteeLaunch    => (13,  5,   false,    With(Content::ElectionOfCommittee), &[CommitteeBallot, SecretaryBallot, DeputyBallot],                                                           ORDER),
        DelegateBallot     => (14,  20,  true,     With(Content::DelegatesUpward),     &[CountingCommittee, CommitteeBallot, SecretaryBallot, DeputyBallot],                                        BALLOTS),
        Resolution         => (15,  15,  true,     Always,                             &[Discussion, UpperDrafts, CommitteeBallot, SecretaryBallot, DeputyBallot, CommitteeLaunch, DelegateBallot], ORDER),
        ClosingSpeech      => (16,  5,   true,     Always,                             BEFORE_CLOSING,                                                                                              ORDER),
        ClosingSalute      => (16,  5,   true,     WithClosingSalute,                  BEFORE_LAST,                                                                                                 ORDER),
        Other              => (16,  10,  false,    Always,                             &[],                                                                                                         ORDER),
    };
    Row { place, minutes, required, belongs, after, ground }
}

/// Closing comes last: after everything but the salute.
const BEFORE_CLOSING: &[ItemKind] = {
    use ItemKind::*;
    &[
        Gathering,
        OpeningSalute,
        PresidiumElection,
        ProgrammeAdoption,
        OpeningSpeech,
        AttendanceReport,
        PoliticalReport,
        SelfReview,
        UpperDrafts,
        Discussion,
        UpperSpeech,
        Reply,
        BallotList,
        CountingCommittee,
        CommitteeBallot,
        SecretaryBallot,
        DeputyBallot,
        CommitteeLaunch,
        DelegateBallot,
        Resolution,
        Other,
    ]
};

/// The salute at the closing ends the congress.
const BEFORE_LAST: &[ItemKind] = {
    use ItemKind::*;
    &[Resolution, ClosingSpeech, Other]
};

/// Words for an item: its own title, or the usual name of its kind.
pub fn called(item: &Item) -> Arg {
    match &item.title {
        Some(title) => Arg::Text(title.clone()),
        None => Arg::term("programme-item", item.kind),
    }
}

/// Every reason why an item cannot begin now.
pub fn against_beginning(item: &Item, items: &[Item], happened: &Happened) -> Vec<Reason> {
    let mut reasons = in_session(happened.congress);
    reasons.extend(unless(item.progress() == Progress::Planned, || {
        Reason::new("programme_item_begun").with("item", called(item))
    }));
    reasons.extend(order(item, items));
    if item.kind == ItemKind::Resolution {
        reasons.extend(unless(
            !happened.elects || happened.elections.are_over(),
            || Reason::new("programme_elections_not_decided").on(ORDER),
        ));
    }
    grounded(reasons, row(item.kind).ground)
}

/// What the item rests on has ended; nothing that rests on it has begun.
fn order(item: &Item, items: &[Item]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = items
        .iter()
        .filter(|other| other.id != item.id && row(item.kind).after.contains(&other.kind))
        .filter(|other| stands_in_the_way(other))
        .map(|other| {
            Reason::new("programme_item_before")
                .with("item", called(item))
                .with("before", called(other))
        })
        .collect();
    let later = items.iter().filter(|other| {
        other.id != item.id
            && row(other.kind).after.contains(&item.kind)
            && other.progress() != Progress::Planned
    });
    reasons.extend(later.map(|other| {
        Reason::new("programme_item_after")
            .with("item", called(item))
            .with("after", called(other))
    }));
    reasons
}

/// An item that others wait for: running, or required and not held yet. One that need not be held and has not
/// begun holds nobody up.
fn stands_in_the_way(item: &Item) -> bool {
    match item.progress() {
        Progress::Planned => item.required,
        Progress::Running => true,
        Progress::Done => false,
    }
}

/// Every reason why an item cannot end now: it has not begun, or what it is for has not been done.
pub fn against_ending(item: &Item, happened: &Happened) -> Vec<Reason> {
    let mut reasons = in_session(happened.congress);
    match item.progress() {
        Progress::Running => (),
        Progress::Planned => {
            reasons.push(Reason::new("programme_item_not_begun").with("item", called(item)));
        }
        Progress::Done => {
            reasons.push(Reason::new("programme_item_ended").with("item", called(item)));
        }
    }
    reasons.extend(purpose(item.kind, happened));
    grounded(reasons, row(item.kind).ground)
}

/// What an item is for, where that leaves a trace of its own.
fn purpose(kind: ItemKind, happened: &Happened) -> Vec<Reason> {
    match kind {
        ItemKind::PresidiumElection => {
            let mut reasons = unless(happened.presidium, || {
                Reason::new("programme_presidium_not_elected")
            });
            reasons.extend(unless(happened.secretariat, || {
                Reason::new("programme_secretariat_not_elected")
            }));
            reasons
        }
        ItemKind::ProgrammeAdoption => unless(happened.programme_adopted, || {
            Reason::new("programme_not_adopted")
        }),
        ItemKind::PoliticalReport => presented(DocumentKind::PoliticalReport, happened),
        ItemKind::SelfReview => presented(DocumentKind::SelfReviewReport, happened),
        ItemKind::CountingCommittee => unless(happened.counting_committee, || {
            Reason::new("programme_counting_committee_not_elected")
        }),
        ItemKind::Resolution => {
            let mut reasons = unless(happened.targets_open == 0, || {
                Reason::new("programme_targets_open").with("count", happened.targets_open)
            });
            reasons.extend(unless(happened.resolution_adopted, || {
                Reason::new("programme_resolution_not_adopted")
            }));
            reasons
        }
        ItemKind::CommitteeBallot => decided(Post::BranchCommitteeMember, happened),
        ItemKind::SecretaryBallot => decided(Post::Secretary, happened),
        ItemKind::DeputyBallot => decided(Post::DeputySecretary, happened),
        ItemKind::Gathering
        | ItemKind::OpeningSalute
        | ItemKind::OpeningSpeech
        | ItemKind::AttendanceReport
        | ItemKind::UpperDrafts
        | ItemKind::Discussion
        | ItemKind::UpperSpeech
        | ItemKind::Reply
        | ItemKind::BallotList
        | ItemKind::CommitteeLaunch
        | ItemKind::DelegateBallot
        | ItemKind::ClosingSpeech
        | ItemKind::ClosingSalute
        | ItemKind::Other => Vec::new(),
    }
}

/// A ballot's item ends with the ballot: every seat filled or left vacant. A post to which nobody is elected, such
/// as a deputy that the branch does without, holds nothing up once the elections are open.
fn decided(post: Post, happened: &Happened) -> Vec<Reason> {
    let elections = &happened.elections;
    let is_open = !elections.opened || elections.open.contains(&post);
    unless(!is_open, || {
        Reason::new("programme_election_not_decided").with("post", Arg::term("post", post))
    })
}

fn presented(kind: DocumentKind, happened: &Happened) -> Vec<Reason> {
    unless(!happened.not_presented.contains(&kind), || {
        Reason::new("programme_document_not_presented")
            .with("document", Arg::term("document-kind", kind))
    })
}

/// Every reason why what was said last of an item cannot be taken back: nothing was, or the congress has gone on
/// to what rests on it.
pub fn against_taking_back(
    item: &Item,
    items: &[Item],
    happened: &Happened,
    why: Option<&str>,
) -> Vec<Reason> {
    let mut reasons = in_session(happened.congress);
    reasons.extend(unless(item.progress() != Progress::Planned, || {
        Reason::new("programme_item_not_begun").with("item", called(item))
    }));
    let gone_on = items.iter().filter(|other| {
        row(other.kind).after.contains(&item.kind) && other.progress() != Progress::Planned
    });
    reasons.extend(gone_on.map(|other| {
        Reason::new("programme_item_after")
            .with("item", called(item))
            .with("after", called(other))
    }));
    let said = why.is_some_and(|words| !words.trim().is_empty());
    reasons.extend(unless(said, || Reason::new("reason_missing")));
    grounded(reasons, ORDER)
}

/// Every reason why what belongs to an item is not done now: the programme has such an item, and has not come to it.
/// After it has ended, what belongs to it may still be put right, such as a counter who has been nominated since.
pub fn against_acting(kind: ItemKind, items: &[Item]) -> Vec<Reason> {
    let mut of_kind = items.iter().filter(|item| item.kind == kind).peekable();
    if of_kind.peek().is_none() || of_kind.any(|item| item.progress() != Progress::Planned) {
        return Vec::new();
    }
    let reason = Reason::new("programme_item_not_reached")
        .with("item", Arg::term("programme-item", kind))
        .on(row(kind).ground);
    vec![reason]
}

/// The item in which a post is balloted for.
pub fn ballot_for(post: Post) -> ItemKind {
    match post {
        Post::BranchCommitteeMember => ItemKind::CommitteeBallot,
        Post::Secretary => ItemKind::SecretaryBallot,
        Post::DeputySecretary => ItemKind::DeputyBallot,
    }
}

/// R-PRG-01: every reason why no ballot for this post is given out now. Where the programme names the ballot, it has
/// come to it; where it does not, what every such ballot rests on has ended, the list and the counting committee
/// first. Either way nothing that comes after it has begun.
pub fn against_ballot(post: Post, items: &[Item]) -> Vec<Reason> {
    let kind = ballot_for(post);
    let ballot = || Arg::term("programme-item", kind);
    let mut reasons = against_acting(kind, items);
    if !items.iter().any(|item| item.kind == kind) {
        let open = items
            .iter()
            .filter(|item| row(kind).after.contains(&item.kind) && stands_in_the_way(item));
        reasons.extend(open.map(|item| {
            Reason::new("programme_item_before")
                .with("item", ballot())
                .with("before", called(item))
        }));
    }
    let gone_on = items.iter().filter(|item| {
        row(item.kind).after.contains(&kind) && item.progress() != Progress::Planned
    });
    reasons.extend(gone_on.map(|item| {
        Reason::new("programme_item_after")
            .with("item", ballot())
            .with("after", called(item))
    }));
    grounded(reasons, row(kind).ground)
}

/// The required items that are not ended, in order.
pub fn not_done(items: &[Item]) -> Vec<ItemKind> {
    items
        .iter()
        .filter(|item| item.required && item.progress() != Progress::Done)
        .map(|item| item.kind)
        .collect()
}

/// The item that comes next: the one that runs, else the first that can still begin.
pub fn next<'a>(items: &'a [Item], happened: &Happened) -> Option<&'a Item> {
    let running = items
        .iter()
        .find(|item| item.progress() == Progress::Running);
    running.or_else(|| {
        items
            .iter()
            .find(|item| against_beginning(item, items, happened).is_empty())
    })
}

fn grounded(mut reasons: Vec<Reason>, ground: &'static str) -> Vec<Reason> {
    for reason in &mut reasons {
        if reason.ground.is_empty() {
            reason.ground = ground;
        }
    }
    reasons
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
