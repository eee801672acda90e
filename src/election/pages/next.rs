//! What comes next in an election, in words: which step is right, its process says; this says it to people.

use crate::count::model::{Round, RoundState};
use crate::election::model::State;
use crate::personnel::model::Post;

/// The key of the sentence that says what comes next.
pub fn key(post: Post, state: State, rounds: &[Round]) -> &'static str {
    let last = rounds.iter().rfind(|round| round.state != RoundState::Void);
    match state {
        State::Opened if post == Post::Delegate => "election-next-delegates",
        State::Opened => "election-next-opened",
        State::SeatsVoted => "election-next-seats-voted",
        State::Nominating => "election-next-nominating",
        State::Settling => "election-next-settling",
        State::ListVoted => "election-next-list-voted",
        State::Voting => match last.map(|round| round.state) {
            Some(RoundState::Differing) => "election-next-differing",
            Some(RoundState::Agreed) => "election-next-agreed",
            Some(RoundState::Counting | RoundState::Announced | RoundState::Void) | None => {
                "election-next-counting"
            }
        },
        State::Announced => announced(last),
        State::Decided => "election-next-decided",
        State::LeftVacant => "election-next-left-vacant",
    }
}

fn announced(last: Option<&Round>) -> &'static str {
    let outcome = last.and_then(|round| round.outcome.as_ref());
    match outcome.map(|outcome| &outcome.0) {
        Some(outcome) if !outcome.tied.is_empty() => "election-next-tied",
        Some(outcome) if outcome.unfilled > 0 => "election-next-short",
        Some(_) | None => "election-next-filled",
    }
}

/// Whether a ballot waits for its count.
pub fn is_being_counted(state: RoundState) -> bool {
    match state {
        RoundState::Counting | RoundState::Differing | RoundState::Agreed => true,
        RoundState::Announced | RoundState::Void => false,
    }
}
