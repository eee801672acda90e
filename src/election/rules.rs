//! The process of an election, as a table; what its guards look at is in [`checks`].

use super::checks;
use super::model::{Given, State};
use crate::candidate::model::Candidate;
use crate::congress::model::State as CongressState;
use crate::count::model::{Outcome, Round, RoundKind, RoundState};
use crate::error::Reason;
use crate::organ::model::OrganKind;
use crate::personnel::model::Post;
use crate::regulation::Regulation;
use crate::roll::model::{Attendance, Bases, RollEntry, RollEntryId};
use crate::vote::model::VoteSubject;
use crate::workflow::{Process, Rule, Seat};

/// Ground of what the regulations leave to the chair.
pub const CHAIR: &str = "Chủ tịch đại hội (đoàn chủ tịch) điều hành bầu cử";

/// What can be done with an election.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = ElectionStep)]
pub enum Step {
    /// The congress votes how many are elected.
    VoteSeats,
    /// The chair publishes the convening committee's list, first (R-EL-09).
    PublishList,
    /// Nobody wishes to stand or to nominate any more.
    CloseNominations,
    /// The congress decides to take more names (R-RES-03).
    ReopenNominations,
    /// The opinion poll is recorded; it brings the list down to what is allowed (R-SUR-05).
    RecordPoll,
    /// The congress votes the list.
    VoteList,
    /// The counting committee gives out the ballots.
    IssueBallots,
    /// The ballot is broken off before its figures stand.
    BreakOff,
    /// The result of the ballot is announced.
    Announce,
    /// The chair declares those elected: every seat is filled.
    Conclude,
    /// Another ballot for the seats left (R-RES-03).
    VoteAgain,
    /// Another ballot between those tied (R-RES-02).
    VoteOnTied,
    /// The election ends with a seat left vacant (R-RES-06, R-POST-05).
    LeaveVacant,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// The congress is in session.
    CongressInSession,
    /// The elections that come before this one have ended (R-ORG-03, R-FV-02).
    EarlierDecided,
    /// A branch of this size elects so many to this post (R-ORG-03…07).
    SeatsAllowed,
    /// How many are elected is known: voted by the congress; of delegates, allocated by the committee above (R-DEL-03).
    SeatsKnown,
    /// The congress has voted, and the motion is carried.
    MotionCarried,
    /// The list is longer than is allowed, so that a poll is needed (R-SUR-05).
    PollNeeded,
    /// The poll tells whom to keep.
    PollTells,
    /// Presidium and secretariat, who run the poll, are elected (R-EL-10).
    PollConducted,
    /// Every request to withdraw is decided by the congress (R-EL-08).
    WithdrawalsDecided,
    /// Names from the floor have been put to those attending (R-EL-07).
    SupportAsked,
    /// Everybody on the list may stand (R-EL-02, R-ORG-03).
    CandidatesEligible,
    /// The list is as long as it must be and no longer (R-SUR-01…03, R-SUR-07).
    ListLength,
    /// Enough are present for a ballot (R-QUO-02).
    QuorumPresent,
    /// The ballot is secret (R-FV-01).
    SecretBallot,
    /// The ballot decides this post alone (R-FV-02).
    SeparateBallot,
    /// The counting committee is named, of official members (R-OG-04).
    CountersNamed,
    /// None of it stands on the list (R-OG-04).
    CountersNotListed,
    /// The programme has come to this ballot and not gone on (R-PRG-01).
    ProgrammeReached,
    /// Another ballot may be held (R-POST-05).
    BallotsLeft,
    /// The figures of the ballot do not stand yet.
    CountOpen,
    /// The figures of the ballot stand: two entries agree, or a third has settled them.
    CountAgreed,
    /// Every seat is filled.
    SeatsFilled,
    /// Seats are left, and nobody is tied for them.
    SeatsShort,
    /// Some are tied for the last seat.
    TieStands,
    /// Where ballots have failed before, the congress has decided to go on (R-RES-03).
    GoingOnDecided,
    /// Where those tied were tied before, the congress has decided to go on (R-RES-02).
    TieGoingOnDecided,
    /// A seat is unfilled.
    SeatsUnfilled,
    /// A reason is given.
    ReasonGiven,
    /// The congress has decided to leave it vacant, unless no ballot is left.
    VacancyDecided,
}

/// The process of an election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectionProcess;

impl Process for ElectionProcess {
    const NAME: &'static str = "election";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        use Guard::*; use State::*;
        type Row = (&'static [State], Option<State>, &'static [Guard], &'static str);
        const BETWEEN_BALLOTS: &[State] = &[Opened, SeatsVoted, Nominating, Settling, ListVoted, Announced];
        let (from, to, provided, ground): Row = match step {
            //                          from           to                 provided                                                                                                              ground
            Step::VoteSeats         => (&[Opened],     Some(SeatsVoted),  &[CongressInSession, EarlierDecided, SeatsAllowed, MotionCarried],                                                    "Quy chế bầu cử trong Đảng (244 Điều 19; 190 Điều 17)"),
            Step::PublishList       => (&[Opened, SeatsVoted], Some(Nominating), &[CongressInSession, EarlierDecided, SeatsKnown],                                                                                "Quy chế bầu cử trong Đảng (244 Điều 16; 190 Điều 14)"),
            Step::CloseNominations  => (&[Nominating], Some(Settling),    &[CongressInSession],                                                                                                 CHAIR),
            Step::ReopenNominations => (&[Settling, ListVoted], Some(Nominating),  &[CongressInSession, MotionCarried],                                                                                  "Quy chế bầu cử trong Đảng (244 Điều 20 khoản 2; 190 Điều 18)"),
            Step::RecordPoll        => (&[Settling],   None,              &[CongressInSession, PollConducted, WithdrawalsDecided, SupportAsked, PollNeeded, PollTells],                         "Quy chế bầu cử trong Đảng (244 Điều 16; 190 Điều 14 khoản 3)"),
            Step::VoteList          => (&[Settling],   Some(ListVoted),   &[CongressInSession, WithdrawalsDecided, SupportAsked, CandidatesEligible, ListLength, MotionCarried],                "Quy chế bầu cử trong Đảng (244 Điều 19; 190 Điều 17)"),
            Step::IssueBallots      => (&[ListVoted],  Some(Voting),      &[CongressInSession, ProgrammeReached, CandidatesEligible, QuorumPresent, BallotsLeft, SecretBallot, SeparateBallot, CountersNamed, CountersNotListed], "Quy chế bầu cử trong Đảng (244 Điều 7; 190 Điều 8)"),
            Step::BreakOff          => (&[Voting],     Some(ListVoted),   &[CongressInSession, CountOpen, ReasonGiven],                                                                         CHAIR),
            Step::Announce          => (&[Voting],     Some(Announced),   &[CongressInSession, CountAgreed],                                                                                    "Quy chế bầu cử trong Đảng (244 Điều 32; 190 Điều 30)"),
            Step::Conclude          => (&[Announced],  Some(Decided),     &[CongressInSession, SeatsFilled],                                                                                    "Quy chế bầu cử trong Đảng (244 Điều 32; 190 Điều 30)"),
            Step::VoteAgain         => (&[Announced],  Some(Settling),    &[CongressInSession, SeatsShort, BallotsLeft, GoingOnDecided],                                                        "Quy chế bầu cử trong Đảng (244 Điều 20 khoản 2; 190 Điều 18)"),
            Step::VoteOnTied        => (&[Announced],  Some(ListVoted),   &[CongressInSession, TieStands, BallotsLeft, TieGoingOnDecided],                                                      "Quy chế bầu cử trong Đảng (244 Điều 32; 190 Điều 30)"),
            Step::LeaveVacant       => (BETWEEN_BALLOTS, Some(LeftVacant), &[CongressInSession, EarlierDecided, SeatsUnfilled, ReasonGiven, VacancyDecided],                                    "Quy chế bầu cử trong Đảng (244 Điều 20 khoản 2; 190 Điều 18)"),
        };
        Rule { from, to, by: &[Seat::Branch], provided, ground }
    }

    fn regulation(facts: &Facts) -> Option<&Regulation> {
        Some(&facts.regulation)
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        checks::check(guard, facts)
    }

    fn leads_on(step: Step) -> bool {
        !matches!(step, Step::LeaveVacant | Step::BreakOff)
    }
}

/// All that the guards look at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What is in force on the day of the congress.
    pub regulation: Regulation,
    /// Where the congress stands.
    pub congress: CongressState,
    /// The post.
    pub post: Post,
    /// How many are elected: voted, else proposed by the scheme.
    pub seats: i64,
    /// Whether the congress has voted how many are elected.
    pub seats_voted: bool,
    /// How many delegates the committee above has allocated; none before it has, and to other posts.
    pub allocated: Option<i64>,
    /// The posts that come before this one and whose election has not ended.
    pub earlier_open: Vec<Post>,
    /// Everybody put forward, in the order of the list.
    pub candidates: Vec<Candidate>,
    /// Those elected to the branch committee, where the branch elects one.
    pub committee: Option<Vec<Candidate>>,
    /// The secretary elected, when the deputy is being elected.
    pub secretary: Option<Candidate>,
    /// The delegates elected, when their alternates are being elected.
    pub delegates: Vec<Candidate>,
    /// The ballots held, the first one first.
    pub rounds: Vec<Round>,
    /// The organs that the congress has elected.
    pub organs: Vec<OrganKind>,
    /// Why the programme has no room for a ballot to this post now; empty when it has.
    pub against_ballot: Vec<Reason>,
    /// The counting committee that the congress has elected.
    pub counters: Vec<RollEntryId>,
    /// Those called to the congress.
    pub roll: Vec<RollEntry>,
    /// The bases, as of now.
    pub bases: Bases,
    /// Who is here, as of now.
    pub attendance: Attendance,
    /// What comes with the step. `None` when it is only asked what is possible: then nothing that would come
    /// with the step is missed.
    pub given: Option<Given>,
}

impl Facts {
    /// The names that stand, in the order of the list.
    pub fn standing(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|one| one.state.is_standing())
    }

    /// How many are elected so far.
    pub fn filled(&self) -> i64 {
        use crate::candidate::model::State as CandidateState;
        let elected = |one: &&Candidate| one.state == CandidateState::Elected;
        count(self.candidates.iter().filter(elected))
    }

    /// Seats still to be filled.
    pub fn unfilled(&self) -> i64 {
        self.seats - self.filled()
    }

    /// The ballots that count: those not broken off.
    pub fn ballots(&self) -> impl DoubleEndedIterator<Item = &Round> {
        self.rounds
            .iter()
            .filter(|round| round.state != RoundState::Void)
    }

    /// The last ballot that counts.
    pub fn last(&self) -> Option<&Round> {
        self.ballots().next_back()
    }

    /// What the last ballot came to, once announced.
    pub fn last_outcome(&self) -> Option<&Outcome> {
        let outcome = self.last()?.outcome.as_ref()?;
        Some(&outcome.0)
    }

    /// What the next ballot is for, how many seats, and who stands on it.
    pub fn next_ballot(&self) -> (RoundKind, i64, Vec<&Candidate>) {
        match self.last_outcome() {
            None => (RoundKind::First, self.unfilled(), self.standing().collect()),
            Some(outcome) if outcome.tied.is_empty() => (
                RoundKind::ReVote,
                self.unfilled(),
                self.standing().collect(),
            ),
            Some(outcome) => {
                let tied = self
                    .candidates
                    .iter()
                    .filter(|one| outcome.tied.contains(&one.id));
                (RoundKind::TieBreak, outcome.unfilled, tied.collect())
            }
        }
    }

    /// The surplus of the list of the first ballot that counts.
    pub fn first_surplus(&self) -> Option<i64> {
        let first = self.ballots().next()?;
        Some(count(first.names.0.iter()) - first.seats)
    }
}

/// How many.
pub fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

/// What the congress votes by hand with a step, and the words it is asked in; none where it does not vote.
pub fn question(step: Step) -> Option<(VoteSubject, &'static str)> {
    match step {
        Step::VoteSeats => Some((VoteSubject::NumberToElect, "election-question-seats")),
        Step::VoteList => Some((VoteSubject::BallotList, "election-question-list")),
        Step::ReopenNominations => Some((VoteSubject::Other, "election-question-reopen")),
        Step::VoteAgain => Some((VoteSubject::Other, "election-question-again")),
        Step::VoteOnTied => Some((VoteSubject::Other, "election-question-tied")),
        Step::LeaveVacant => Some((VoteSubject::Other, "election-question-vacant")),
        Step::PublishList
        | Step::CloseNominations
        | Step::RecordPoll
        | Step::IssueBallots
        | Step::BreakOff
        | Step::Announce
        | Step::Conclude => None,
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
