//! What the papers of an election tell, as plain data: ballots, counting minutes, the account in the minutes.

use super::model::{BaseCalculation, Chair, Occasion, VoteLine};
use crate::count::model::{Columns, RoundKind};

/// A blank ballot. With a surplus names are struck out; without one there are four columns (244 Art. 17).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The congress.
    pub occasion: Occasion,
    /// Whose stamp it bears; a subordinate branch uses that of the base committee.
    pub stamp_of: String,
    /// Who or what is elected.
    pub elects: String,
    /// Which ballot it is, from 1.
    pub round: i64,
    /// Why it is held.
    pub kind: RoundKind,
    /// How many are to be elected.
    pub seats: i64,
    /// Its form.
    pub columns: Columns,
    /// The ballot list, in its order.
    pub candidates: Vec<String>,
}

/// One ballot as the counting committee signs it; without figures, the form on which it writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountingMinutes {
    /// The congress.
    pub occasion: Occasion,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Who or what was elected: `Chi ủy Chi bộ …`, `Bí thư Chi bộ …`.
    pub elects: String,
    /// Which ballot it was, from 1.
    pub round: i64,
    /// Why it was held.
    pub kind: RoundKind,
    /// When the ballots were given out, `HH:MM`.
    pub issued_at: Option<String>,
    /// When the figures stood, `HH:MM`.
    pub agreed_at: Option<String>,
    /// The counting committee; its head first.
    pub counters: Vec<String>,
    /// In whose names the figures were entered, the first entry first; nobody where none is known.
    pub entered_by: Vec<String>,
    /// Who settled what the two entries differed in.
    pub settled_by: Option<String>,
    /// Who leads the congress.
    pub chair: Chair,
    /// The base of the result.
    pub base: BaseCalculation,
    /// Official members present at the ballot.
    pub present: i64,
    /// How many are to be elected.
    pub seats: i64,
    /// The form of the ballot.
    pub columns: Columns,
    /// Those on the ballot, in its order.
    pub names: Vec<String>,
    /// For which reasons a ballot of this form is invalid, in words.
    pub invalid_reasons: Vec<String>,
    /// The figures that stand; none on the form.
    pub figures: Option<Figures>,
    /// Words that stay with the ballot, such as why it was held without a quorum.
    pub note: Option<String>,
    /// The hash of the last entry of the congress's record.
    pub audit_head: Option<String>,
}

/// The figures of one ballot, and what they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Ballots handed out.
    pub issued: i64,
    /// Ballots found in the box.
    pub returned: i64,
    /// Valid ones.
    pub valid: i64,
    /// Invalid ones, by reason in words; a reason without ballots is left out.
    pub invalid: Vec<(String, i64)>,
    /// The totals of each candidate, in any order.
    pub votes: Vec<CandidateTotals>,
    /// Who is elected, the most votes first.
    pub elected: Vec<String>,
    /// Who shares the last seat.
    pub tied: Vec<String>,
    /// Seats still to be filled.
    pub unfilled: i64,
}

/// What a candidate received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateTotals {
    /// The candidate.
    pub name: String,
    /// Votes for.
    pub votes: i64,
    /// Votes against and ballots not counted for this candidate; only where there was no surplus.
    pub against: Option<(i64, i64)>,
}

/// How the congress elected to one post, as its minutes tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectionAccount {
    /// Who or what was elected.
    pub elects: String,
    /// How many were to be elected.
    pub seats: i64,
    /// Whether the committee above has allocated how many, so that the congress did not vote on it (R-DEL-03).
    pub allocated: bool,
    /// How that was voted.
    pub seats_vote: Option<VoteLine>,
    /// The list of the convening committee, in its order.
    pub committee_list: Vec<String>,
    /// Who was put forward at the congress.
    pub floor: Vec<FloorName>,
    /// Who asked to withdraw, and what the congress decided.
    pub withdrawals: Vec<Withdrawal>,
    /// The ballot list as voted, in its order; empty before.
    pub list: Vec<String>,
    /// How it was voted.
    pub list_vote: Option<VoteLine>,
    /// The ballots announced or broken off, the first one first.
    pub rounds: Vec<RoundAccount>,
    /// Those elected.
    pub elected: Vec<ElectedLine>,
    /// Seats left vacant; none while the election goes on.
    pub vacant: i64,
    /// Why.
    pub vacancy_reason: Option<String>,
    /// How that was voted.
    pub vacancy_vote: Option<VoteLine>,
}

/// Somebody put forward at the congress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FloorName {
    /// The name.
    pub name: String,
    /// Who put it forward; nobody where somebody stood of their own accord.
    pub by: Option<String>,
    /// How many support the name, of how many attending.
    pub support: Option<(i64, i64)>,
    /// The votes of the opinion poll.
    pub poll: Option<i64>,
}

/// Somebody who asked to withdraw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The name.
    pub name: String,
    /// How the congress decided; none while it has not.
    pub vote: Option<VoteLine>,
}

/// One ballot, as the minutes of the congress tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundAccount {
    /// Which one, from 1.
    pub n: i64,
    /// Why it was held.
    pub kind: RoundKind,
    /// When the ballots were given out, `HH:MM`.
    pub issued_at: String,
    /// How many were to be elected by it.
    pub seats: i64,
    /// The base of its result.
    pub base: BaseCalculation,
    /// What was announced; none where it was broken off.
    pub figures: Option<Figures>,
    /// Why it was broken off, or held without a quorum.
    pub note: Option<String>,
}

/// Somebody elected to one post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectedLine {
    /// The name.
    pub name: String,
    /// By which ballot, from 1.
    pub round: i64,
    /// Votes for.
    pub votes: i64,
    /// The base they are measured against.
    pub base: i64,
}
