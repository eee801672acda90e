//! When a result is ruled on completely, and when a secretary is appointed where none was elected.

use super::model::{
    Appointment, Awaits, Change, CongressPost, Outcome, PostChange, PostRuling, Ruling,
};
use crate::candidate::model::Candidate;
use crate::db::search::same_name;
use crate::error::{Arg, Reason};
use crate::personnel::model::Post;
use crate::plan::rules::unless;
use crate::regulation::{Regulation, cited};
use crate::roll::model::{RollEntry, RollEntryId};
use crate::roll::rules::may_stand;

/// What is wrong with what the committee above says of a result.
pub fn against_rulings(
    posts: &[CongressPost],
    rulings: &[PostRuling],
    regulation: &Regulation,
) -> Vec<Reason> {
    let mut reasons = every_post_ruled_on(posts, rulings);
    reasons.extend(heads_keep_their_seats(posts, rulings, regulation));
    reasons
}

/// R-ORG-03: secretary and deputy are of the branch committee; whose seat in it is refused holds neither post.
fn heads_keep_their_seats(
    posts: &[CongressPost],
    rulings: &[PostRuling],
    regulation: &Regulation,
) -> Vec<Reason> {
    let ruled = |post: &CongressPost| {
        let of_it = rulings.iter().find(|ruling| ruling.post_id == post.id);
        of_it.map(|ruling| ruling.outcome)
    };
    let seats_of = |name: &str| {
        let seats = posts
            .iter()
            .filter(|post| post.post == Post::BranchCommitteeMember)
            .filter(|post| post.person_name.as_deref() == Some(name));
        seats.map(ruled).collect::<Vec<_>>()
    };
    let unseated: Vec<&str> = posts
        .iter()
        .filter(|post| post.post != Post::BranchCommitteeMember)
        .filter(|post| ruled(post) == Some(Ruling::Recognised))
        .filter_map(|post| post.person_name.as_deref())
        .filter(|name| {
            let seats = seats_of(name);
            !seats.is_empty() && seats.iter().all(|seat| *seat == Some(Ruling::Refused))
        })
        .collect();
    unless(unseated.is_empty(), || {
        let reason = Reason::new("head_without_seat").with("names", unseated.join(", "));
        cited(reason, regulation.heads_from_committee())
    })
}

/// Each elected post is recognised or refused, once; a refusal says why (R-POST-04).
pub fn every_post_ruled_on(posts: &[CongressPost], rulings: &[PostRuling]) -> Vec<Reason> {
    let elected: Vec<&CongressPost> = posts
        .iter()
        .filter(|post| post.outcome == Outcome::Elected)
        .collect();
    let times = |post: &CongressPost| {
        let of_it = rulings.iter().filter(|ruling| ruling.post_id == post.id);
        of_it.count()
    };
    let forgotten: Vec<_> = elected
        .iter()
        .filter(|post| times(post) == 0)
        .map(|post| post.post)
        .collect();
    let mut reasons = unless(forgotten.is_empty(), || {
        Reason::new("posts_not_ruled_on").with("posts", Arg::terms("post", &forgotten))
    });
    let twice: Vec<_> = elected
        .iter()
        .filter(|post| times(post) > 1)
        .map(|post| post.post)
        .collect();
    reasons.extend(unless(twice.is_empty(), || {
        Reason::new("posts_ruled_on_twice").with("posts", Arg::terms("post", &twice))
    }));
    let is_elected = |ruling: &&PostRuling| elected.iter().any(|post| post.id == ruling.post_id);
    let strange = rulings.iter().filter(|ruling| !is_elected(ruling)).count();
    reasons.extend(unless(strange == 0, || {
        Reason::new("posts_not_elected").with("count", i64::try_from(strange).unwrap_or(i64::MAX))
    }));
    reasons.extend(unless(rulings.iter().all(says_why_refused), || {
        Reason::new("refusal_reason_missing")
    }));
    reasons
}

fn says_why_refused(ruling: &PostRuling) -> bool {
    match ruling.outcome {
        Ruling::Recognised => true,
        Ruling::Refused => {
            let note = ruling.note.as_deref().unwrap_or_default();
            !note.trim().is_empty()
        }
    }
}

/// What is awaited of a post that stands so; nothing once it is filled.
pub fn awaits(
    post: Post,
    outcome: Outcome,
    appointment: Option<&Appointment>,
    changes: &[PostChange],
) -> Option<Awaits> {
    if let Some(last) = changes.last() {
        return (last.change == Change::Left).then_some(Awaits::ByElection);
    }
    match (outcome, post) {
        (Outcome::Elected, _) => Some(Awaits::Ruling),
        (Outcome::Recognised, _) => None,
        (Outcome::LeftVacant | Outcome::Refused, _) if appointment.is_some() => None,
        (Outcome::LeftVacant | Outcome::Refused, Post::Secretary) => Some(Awaits::Appointment),
        (
            Outcome::LeftVacant | Outcome::Refused,
            Post::BranchCommitteeMember
            | Post::DeputySecretary
            | Post::Delegate
            | Post::AlternateDelegate,
        ) => Some(Awaits::ByElection),
    }
}

/// The post of a secretary that awaits an appointment.
pub fn vacant_secretary(posts: &[CongressPost]) -> Option<&CongressPost> {
    posts
        .iter()
        .find(|post| post.awaits == Some(Awaits::Appointment))
}

/// R-POST-06: who convenes the first meeting of the committee elected. `before`: the names of secretary and deputy of the
/// term that ended, as far as known here; nothing is said where nobody is, or where no committee was elected.
pub fn first_meeting(
    posts: &[CongressPost],
    before: &[String],
    regulation: &Regulation,
) -> Option<Reason> {
    let elected = || {
        let standing = posts.iter().filter(|post| post.outcome != Outcome::Refused);
        standing.filter_map(|post| Some((post.post, post.person_name.as_deref()?)))
    };
    let committee = elected().any(|(post, _)| post == Post::BranchCommitteeMember);
    if !committee || before.is_empty() {
        return None;
    }
    let again = elected().any(|(_, name)| before.iter().any(|head| same_name(head, name)));
    let code = if again {
        "first_meeting_by_head"
    } else {
        "first_meeting_by_delegate"
    };
    Some(cited(Reason::new(code), regulation.first_meeting()))
}

/// R-POST-05: a secretary is appointed where the congress elected none, or where the election was refused, once.
pub fn secretary_unfilled(posts: &[CongressPost], regulation: &Regulation) -> Vec<Reason> {
    if vacant_secretary(posts).is_some() {
        return Vec::new();
    }
    let secretary = |post: &&CongressPost| post.post == Post::Secretary;
    let appointed = posts
        .iter()
        .filter(secretary)
        .any(|post| post.appointment.is_some());
    let code = if appointed {
        "secretary_appointed_already"
    } else {
        "secretary_not_vacant"
    };
    let ground = regulation.secretary_ballots_most().ground;
    vec![cited(Reason::new(code), ground)]
}

/// Who is to be appointed, and from among whom.
#[derive(Debug, Clone, Default)]
pub struct Appointing {
    /// Those elected to the branch committee; empty where there is none.
    pub committee: Vec<Candidate>,
    /// The roll of the congress.
    pub roll: Vec<RollEntry>,
}

/// R-POST-05: a member of the branch committee that was elected and not refused; where there is none, an official
/// member of the branch.
pub fn appointee_fit(
    appointee: Option<RollEntryId>,
    among: &Appointing,
    posts: &[CongressPost],
    regulation: &Regulation,
) -> Vec<Reason> {
    let ground = regulation.secretary_ballots_most().ground;
    let Some(id) = appointee else {
        return vec![cited(Reason::new("appointee_missing"), ground)];
    };
    let Some(entry) = among.roll.iter().find(|entry| entry.id == id) else {
        return vec![cited(Reason::new("appointee_off_roll"), ground)];
    };
    let name = entry.full_name.as_str();
    let about = |code: &'static str| cited(Reason::new(code).with("name", name), ground);
    let mut reasons = unless(may_stand(entry, regulation).is_ok(), || {
        about("appointee_not_official").with("status", Arg::term("roll-status", entry.status))
    });
    let committee = sitting(&among.committee, posts);
    let in_it = committee.iter().any(|one| is_same(one, entry));
    reasons.extend(unless(committee.is_empty() || in_it, || {
        about("appointee_not_in_committee")
    }));
    reasons
}

/// Those elected to the committee, but for those whom the approving committee has refused.
fn sitting<'a>(committee: &'a [Candidate], posts: &[CongressPost]) -> Vec<&'a Candidate> {
    let refused = |one: &&Candidate| {
        posts.iter().any(|post| {
            let name = post.person_name.as_deref().unwrap_or_default();
            post.post == Post::BranchCommitteeMember
                && post.outcome == Outcome::Refused
                && same_name(name, &one.full_name)
        })
    };
    committee.iter().filter(|one| !refused(one)).collect()
}

fn is_same(one: &Candidate, entry: &RollEntry) -> bool {
    match one.roll_entry_id {
        Some(id) => id == entry.id,
        None => same_name(&one.full_name, &entry.full_name),
    }
}

#[cfg(test)]
#[path = "appointing_tests.rs"]
mod appointing_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;
    use crate::personnel::model::Post;

    fn post(outcome: Outcome) -> CongressPost {
        CongressPost {
            id: Id::new(),
            post: Post::Secretary,
            person_name: None,
            outcome,
            note: None,
            appointment: None,
            changes: Vec::new(),
            awaits: None,
        }
    }

    fn ruling(post: &CongressPost, outcome: Ruling, note: Option<&str>) -> PostRuling {
        PostRuling {
            post_id: post.id,
            outcome,
            note: note.map(ToOwned::to_owned),
        }
    }

    #[test]
    fn r_post_03_every_elected_post_is_ruled_on_once() {
        let (elected, vacant) = (post(Outcome::Elected), post(Outcome::LeftVacant));
        let posts = [elected.clone(), vacant.clone()];
        let recognised = ruling(&elected, Ruling::Recognised, None);
        let cases: [(Vec<PostRuling>, &[&str]); 5] = [
            (vec![recognised.clone()], &[]),
            (vec![], &["posts_not_ruled_on"]),
            (
                vec![recognised.clone(), recognised.clone()],
                &["posts_ruled_on_twice"],
            ),
            (
                vec![recognised, ruling(&vacant, Ruling::Recognised, None)],
                &["posts_not_elected"],
            ),
            (
                vec![ruling(&elected, Ruling::Refused, Some(" "))],
                &["refusal_reason_missing"],
            ),
        ];
        for (rulings, expected) in cases {
            let codes: Vec<_> = every_post_ruled_on(&posts, &rulings)
                .iter()
                .map(|reason| reason.code)
                .collect();
            assert_eq!(codes, expected);
        }
    }

    #[test]
    fn r_post_06_the_first_meeting_is_convened_by_a_head_elected_again_else_by_a_delegate() {
        let elected = |kind: Post, name: &str| CongressPost {
            post: kind,
            person_name: Some(name.to_owned()),
            ..post(Outcome::Elected)
        };
        let posts = [
            elected(Post::BranchCommitteeMember, "Lê Văn Cường"),
            elected(Post::BranchCommitteeMember, "Hoàng Thuỳ Dung"),
            elected(Post::Secretary, "Lê Văn Cường"),
        ];
        let said = |posts: &[CongressPost], before: &[&str]| {
            let before: Vec<String> = before.iter().map(ToString::to_string).collect();
            let regulation = Regulation::on("2022-05-11".parse().unwrap());
            let reason = first_meeting(posts, &before, &regulation)?;
            assert_eq!(reason.ground, "mục 15.1");
            Some(reason.code)
        };
        // One spelling of a name is as good as the other (R-TXT-01).
        let again = said(&posts, &["Trần Văn An", "Hoàng Thùy Dung"]);
        assert_eq!(again, Some("first_meeting_by_head"));
        let nobody = said(&posts, &["Trần Văn An"]);
        assert_eq!(nobody, Some("first_meeting_by_delegate"));
        let mut refused = posts.to_vec();
        for post in &mut refused {
            if post.person_name.as_deref() == Some("Hoàng Thuỳ Dung") {
                post.outcome = Outcome::Refused;
            }
        }
        let refused = said(&refused, &["Hoàng Thùy Dung"]);
        assert_eq!(refused, Some("first_meeting_by_delegate"));
        assert_eq!(said(&posts, &[]), None, "nobody is known");
        assert_eq!(said(&posts[2..], &["Trần Văn An"]), None, "no committee");
    }

    #[test]
    fn r_org_03_nobody_whose_seat_is_refused_is_recognised_as_secretary() {
        let elected = |kind: Post, name: &str| CongressPost {
            post: kind,
            person_name: Some(name.to_owned()),
            ..post(Outcome::Elected)
        };
        let (seat, other) = (
            elected(Post::BranchCommitteeMember, "Lê Văn Cường"),
            elected(Post::BranchCommitteeMember, "Hoàng Thuỳ Dung"),
        );
        let head = elected(Post::Secretary, "Lê Văn Cường");
        let posts = [seat.clone(), other.clone(), head.clone()];
        let said = |of_seat: Ruling, of_head: Ruling| -> Vec<&str> {
            let rulings = [
                ruling(&seat, of_seat, Some("sai tiêu chuẩn")),
                ruling(&other, Ruling::Recognised, None),
                ruling(&head, of_head, Some("sai tiêu chuẩn")),
            ];
            let regulation = Regulation::on("2024-12-12".parse().unwrap());
            let reasons = against_rulings(&posts, &rulings, &regulation);
            reasons.iter().map(|reason| reason.code).collect()
        };
        assert_eq!(
            said(Ruling::Refused, Ruling::Recognised),
            ["head_without_seat"]
        );
        assert_eq!(said(Ruling::Refused, Ruling::Refused), [""; 0]);
        assert_eq!(said(Ruling::Recognised, Ruling::Refused), [""; 0]);
        assert_eq!(said(Ruling::Recognised, Ruling::Recognised), [""; 0]);
    }

    #[test]
    fn r_post_04_a_single_post_is_refused_with_its_reason() {
        let elected = post(Outcome::Elected);
        let refused = ruling(&elected, Ruling::Refused, Some("sai quy trình"));
        assert_eq!(every_post_ruled_on(&[elected], &[refused]), []);
    }
}
