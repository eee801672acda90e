//! The order of a congress as a table (R-PRG-01, R §3.9), and when an item may begin and end.
//!
//! Two items may run at once: while ballots are counted, a congress goes on discussing. What the order forbids is
//! beginning an item before those it rests on, or after one that rests on it.

use super::model::{Happened, Item, ItemKind, Progress, Session, Slot};
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

/// In which session an item may stand, where the plan's congresses hold a preparatory one (R-PREP-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sits {
    /// In the first one there is: a congress is gathered once.
    First,
    /// In the preparatory one where the plan says so; else in the official one.
    Either,
    /// In the official one.
    Official,
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
    /// In which session it may stand, where there are two.
    pub sits: Sits,
    /// What must have ended before it begins, where that is in the programme.
    pub after: &'static [ItemKind],
    /// On what ground.
    pub ground: &'static str,
}

/// The table: one row for each kind, so that a new kind without a row does not compile.
#[rustfmt::skip]
pub fn row(kind: ItemKind) -> Row {
    use Belongs::*; use CongressContent as Content; use ItemKind::*; use Sits::*;
    type Cells = (i64, i64, bool, Belongs, Sits, &'static [ItemKind], &'static str);
    let (place, minutes, required, belongs, sits, after, ground): Cells = match kind {
        //                    place min  required  belongs                             session    after                                                                                                        ground
        Gathering          => (1,   5,   false,    Always,                             First,     &[],                                                                                                         ORDER),
        OpeningSalute      => (2,   5,   true,     WithOpeningSalute,                  Official,  &[Gathering],                                                                                                ORDER),
        PresidiumElection  => (3,   10,  true,     Always,                             Either,    &[OpeningSalute],                                                                                            ORDER),
        ProgrammeAdoption  => (4,   10,  true,     Always,                             Either,    &[PresidiumElection],                                                                                        ORDER),
        OpeningSpeech      => (5,   5,   false,    Always,                             Official,  &[OpeningSalute],                                                                                            ORDER),
        AttendanceReport   => (6,   5,   true,     Always,                             Official,  &[PresidiumElection],                                                                                        ORDER),
        PoliticalReport    => (7,   25,  true,     With(Content::ReviewAndDirection),  Official,  &[ProgrammeAdoption, AttendanceReport],                                                                      ORDER),
        SelfReview         => (8,   15,  true,     With(Content::SelfReview),          Official,  &[ProgrammeAdoption, AttendanceReport],                                                                      ORDER),
        UpperDrafts        => (9,   15,  true,     With(Content::UpperDrafts),         Either,    &[ProgrammeAdoption, AttendanceReport],                                                                      ORDER),
        Discussion         => (9,   30,  true,     With(Content::ReviewAndDirection),  Official,  &[PoliticalReport, SelfReview],                                                                              ORDER),
        UpperSpeech        => (10,  10,  false,    Always,                             Official,  &[PresidiumElection],                                                                                        ORDER),
        Reply              => (11,  5,   false,    Always,                             Official,  &[UpperSpeech],                                                                                              ORDER),
        BallotList         => (12,  20,  true,     With(Content::ElectionOfCommittee), Official,  &[ProgrammeAdoption, AttendanceReport, SelfReview],                                                          BALLOTS),
        CountingCommittee  => (12,  5,   true,     With(Content::ElectionOfCommittee), Official,  &[BallotList],                                                                                               BALLOTS),
        CommitteeBallot    => (12,  30,  true,     WithCommittee,                      Official,  &[BallotList, CountingCommittee],                                                                            BALLOTS),
        SecretaryBallot    => (12,  15,  true,     With(Content::ElectionOfCommittee), Official,  &[BallotList, CountingCommittee, CommitteeBallot],                                                           BALLOTS),
        DeputyBallot       => (12,  15,  false,    With(Content::ElectionOfCommittee), Official,  &[BallotList, CountingCommittee, CommitteeBallot, SecretaryBallot],                                          BALLOTS),
        CommitteeLaunch    => (13,  5,   false,    With(Content::ElectionOfCommittee), Official,  &[CommitteeBallot, SecretaryBallot, DeputyBallot],                                                           ORDER),
        DelegateBallot     => (14,  20,  true,     With(Content::DelegatesUpward),     Official,  &[CountingCommittee, CommitteeBallot, SecretaryBallot, DeputyBallot],                                        BALLOTS),
        Resolution         => (15,  15,  true,     Always,                             Official,  &[Discussion, UpperDrafts, CommitteeBallot, SecretaryBallot, DeputyBallot, CommitteeLaunch, DelegateBallot], ORDER),
        ClosingSpeech      => (16,  5,   true,     Always,                             Official,  BEFORE_CLOSING,                                                                                              ORDER),
        ClosingSalute      => (16,  5,   true,     WithClosingSalute,                  Official,  BEFORE_LAST,                                                                                                 ORDER),
        Other              => (16,  10,  false,    Always,                             Either,    &[],                                                                                                         ORDER),
    };
    Row { place, minutes, required, belongs, sits, after, ground }
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

/// Whether one thing rests on another: by the table, within a session; and all of the official session on all of the
/// preparatory one, which never waits for it (R-PREP-01).
pub fn rests_on(item: Slot, other: Slot) -> bool {
    match (item.1, other.1) {
        (Session::Preparatory, Session::Official) => false,
        (Session::Official, Session::Preparatory) => true,
        (Session::Preparatory, Session::Preparatory) | (Session::Official, Session::Official) => {
            row(item.0).after.contains(&other.0)
        }
    }
}

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
    if opens_official_session(item, items) {
        reasons.extend(happened.no_quorum.iter().cloned());
    }
    if item.kind == ItemKind::Resolution {
        reasons.extend(unless(
            !happened.elects || happened.elections.are_over(),
            || Reason::new("programme_elections_not_decided").on(ORDER),
        ));
    }
    grounded(reasons, row(item.kind).ground)
}

/// Whether the official session begins with this item, after a preparatory one: counted anew, for the congress opens
/// (R-QUO-01, R-QUO-02).
fn opens_official_session(item: &Item, items: &[Item]) -> bool {
    let of = |session: Session| items.iter().filter(move |one| one.session == session);
    let has_begun = |one: &Item| one.progress() != Progress::Planned;
    item.session == Session::Official
        && of(Session::Preparatory).next().is_some()
        && !of(Session::Official).any(has_begun)
}

/// What the item rests on has ended; nothing that rests on it has begun.
fn order(item: &Item, items: &[Item]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = items
        .iter()
        .filter(|other| other.id != item.id && rests_on(item.slot(), other.slot()))
        .filter(|other| stands_in_the_way(other))
        .map(|other| {
            Reason::new("programme_item_before")
                .with("item", called(item))
                .with("before", called(other))
        })
        .collect();
    let later = items.iter().filter(|other| {
        other.id != item.id
            && rests_on(other.slot(), item.slot())
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
        ItemKind::DelegateBallot if happened.elects => {
            let mut reasons = decided(Post::Delegate, happened);
            reasons.extend(decided(Post::AlternateDelegate, happened));
            reasons
        }
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
    let mut reasons = not_to_be_taken_back(item, items, happened);
    let said = why.is_some_and(|words| !words.trim().is_empty());
    reasons.extend(unless(said, || Reason::new("reason_missing")));
    grounded(reasons, ORDER)
}

/// Every reason why what was said last of an item cannot be taken back, whatever the reason given.
pub fn not_to_be_taken_back(item: &Item, items: &[Item], happened: &Happened) -> Vec<Reason> {
    let mut reasons = in_session(happened.congress);
    reasons.extend(unless(item.progress() != Progress::Planned, || {
        Reason::new("programme_item_not_begun").with("item", called(item))
    }));
    let gone_on = items.iter().filter(|other| {
        rests_on(other.slot(), item.slot()) && other.progress() != Progress::Planned
    });
    reasons.extend(gone_on.map(|other| {
        Reason::new("programme_item_after")
            .with("item", called(item))
            .with("after", called(other))
    }));
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
        Post::Delegate | Post::AlternateDelegate => ItemKind::DelegateBallot,
    }
}

/// R-PRG-01: every reason why no ballot for this post is given out now. Where the programme names the ballot, it has
/// come to it; where it does not, what every such ballot rests on has ended, the list and the counting committee
/// first. Either way nothing that comes after it has begun.
pub fn against_ballot(post: Post, items: &[Item]) -> Vec<Reason> {
    let kind = ballot_for(post);
    let slot = (kind, Session::Official);
    let ballot = || Arg::term("programme-item", kind);
    let mut reasons = against_acting(kind, items);
    if !items.iter().any(|item| item.kind == kind) {
        let open = items
            .iter()
            .filter(|item| rests_on(slot, item.slot()) && stands_in_the_way(item));
        reasons.extend(open.map(|item| {
            Reason::new("programme_item_before")
                .with("item", ballot())
                .with("before", called(item))
        }));
    }
    let gone_on = items
        .iter()
        .filter(|item| rests_on(item.slot(), slot) && item.progress() != Progress::Planned);
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

/// What items were for that have ended, and that has come undone since: a correction may have turned an organ's vote or
/// the programme's. The congress does not close on it.
pub fn undone(items: &[Item], happened: &Happened) -> Vec<Reason> {
    items
        .iter()
        .filter(|item| item.progress() == Progress::Done)
        .flat_map(|item| grounded(purpose(item.kind, happened), row(item.kind).ground))
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
