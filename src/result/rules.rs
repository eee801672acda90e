//! When a result is ruled on completely.

use super::model::{CongressPost, Outcome, PostRuling, Ruling};
use crate::error::{Arg, Reason};
use crate::plan::rules::unless;

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
    fn r_post_04_a_single_post_is_refused_with_its_reason() {
        let elected = post(Outcome::Elected);
        let refused = ruling(&elected, Ruling::Refused, Some("sai quy trình"));
        assert_eq!(every_post_ruled_on(&[elected], &[refused]), []);
    }
}
