//! Every figure the program asks a regulation for: its key in the data, its type, its accessor.
//!
//! One table makes all three, so that a figure cannot have a key and no accessor, and the program does
//! not start when the data leave a figure out for any day. A figure that some texts do not know is an
//! `Option` here, in so many words.

use serde::{Deserialize, Serialize};

use super::citation::{Cited, Ground};
use super::figure::{Figure, Fraction, Majority, Percent, Span};
use super::in_force::ThresholdInForce;
use super::{LoadError, Regulation};

macro_rules! thresholds {
    ($($(#[doc = $doc:literal])+ $key:ident, $name:ident: $type:ty;)+) => {
        /// The key of a figure, as the data and the API write it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(strum::Display, strum::EnumString, strum::VariantArray)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum Threshold {
            $($(#[doc = $doc])+ $key,)+
        }

        /// Every figure in force in one period, read once.
        #[derive(Debug)]
        pub(super) struct Figures {
            $($name: $type,)+
        }

        impl Figures {
            pub(super) fn read(rows: &[ThresholdInForce]) -> Result<Self, LoadError> {
                Ok(Self { $($name: Reading::read(rows, Threshold::$key)?,)+ })
            }
        }

        impl Regulation {
            $($(#[doc = $doc])+ pub fn $name(&self) -> $type { self.period.figures.$name })+
        }
    };
}

thresholds! {
    /// The share of the official members summoned who must be present. Charter Art. 11 (R-QUO-01).
    Quorum, quorum: Cited<Fraction>;
    /// At a delegate congress, the share of subordinate organisations that must be represented. Charter Art. 11.
    RepresentedQuorum, represented_quorum: Cited<Fraction>;
    /// The share of the election base that the votes must exceed. 244 Art. 32, 190 Art. 30.
    Majority, majority: Cited<Majority>;
    /// The share of the base of an ordinary vote that those in favour must exceed. Charter Art. 9.
    OrdinaryMajority, ordinary_majority: Cited<Majority>;
    /// Years of age on the day of admission to the Party. Charter Art. 1.
    AdmissionYearsLeast, admission_years_least: Cited<i64>;
    /// Months of probation before a member becomes official. Charter Art. 5.
    ProbationMonths, probation_months: Cited<i64>;
    /// The fewest official members a branch may have. Charter Art. 24.1 (R-ORG-01).
    LeastOfficialMembers, least_official_members: Cited<i64>;
    /// From how many members a base organisation is a đảng bộ with branches of its own. Charter Art. 21.
    BaseOrganisationFrom, base_organisation_from: Cited<i64>;
    /// From how many official members a branch elects a committee. Charter Art. 24.4 (R-ORG-03).
    BranchCommitteeFrom, branch_committee_from: Cited<i64>;
    /// The most members a branch committee may have (R-ORG-05).
    BranchCommitteeMost, branch_committee_most: Cited<i64>;
    /// The most deputy secretaries a branch may have (R-ORG-06).
    DeputySecretariesMost, deputy_secretaries_most: Cited<i64>;
    /// Working days between the notice and the opening, at the base and above (R-CONV-02).
    BaseNoticeWorkingDays, base_notice_working_days: Cited<i64>;
    /// Working days between the notice and the opening for a subordinate branch: only a warning (R-CONV-02).
    SubordinateBranchNoticeWorkingDays, subordinate_branch_notice_working_days: Cited<i64>;
    /// Working days after the close in which the result is reported upward (R-POST-02).
    ReportWorkingDays, report_working_days: Cited<i64>;
    /// Working days after receipt in which the committee above confirms (R-POST-03).
    ConfirmationWorkingDays, confirmation_working_days: Cited<i64>;
    /// The most ballots for a secretary, after which the committee above appoints (R-POST-05).
    SecretaryBallotsMost, secretary_ballots_most: Cited<i64>;
    /// Months of a subordinate branch's term (R-TERM-01, R-TERM-03).
    SubordinateBranchTermMonths, subordinate_branch_term_months: Cited<i64>;
    /// Months by which a subordinate branch may meet early or late, with consent (R-TERM-01).
    SubordinateBranchTermToleranceMonths, subordinate_branch_term_tolerance_months: Cited<i64>;
    /// Months of a base organisation's term (R-TERM-02).
    BaseTermMonths, base_term_months: Cited<i64>;
    /// Months by which a base organisation may meet early or late, with consent (R-TERM-02).
    BaseTermToleranceMonths, base_term_tolerance_months: Cited<i64>;
    /// The most surplus on a ballot list, in percent of the seats, rounded down (R-SUR-02).
    SurplusPercentMost, surplus_percent_most: Cited<Percent>;
    /// The surplus the convening committee itself prepares, in percent of the seats (R-SUR-04).
    PreparedSurplusPercent, prepared_surplus_percent: Cited<Span>;
    /// The numbers of seats for which the surplus is counted in persons, not in percent (R-SUR-03).
    SmallBodySeats, small_body_seats: Cited<Span>;
    /// The most surplus for so few seats, in persons (R-SUR-03).
    SmallBodySurplusMost, small_body_surplus_most: Cited<i64>;
    /// The share of those attending that must be exceeded by the supporters of a person nominated from
    /// the floor (R-EL-07). None before 190-QĐ/TW: there was no such bar.
    FloorSupportPercent, floor_support_percent: Option<Cited<Percent>>;
    /// From how many members a base organisation holds a delegate congress (R-DEL-01).
    DelegateCongressFrom, delegate_congress_from: Cited<i64>;
    /// Months of working time a first-time nominee must have left (R-AGE-01).
    FirstTimeMonthsLeft, first_time_months_left: Cited<i64>;
    /// Months of working time a nominee for re-election must have left (R-AGE-01).
    ReElectionMonthsLeft, re_election_months_left: Cited<i64>;
    /// The share of women aimed at. A target, never a bar (§3.5).
    WomenPercent, women_percent: Cited<Percent>;
    /// The share of young members aimed at. A target, never a bar (§3.5).
    YoungPercent, young_percent: Cited<Percent>;
    /// Under what age, in years, a member counts as young (§3.5).
    YoungAgeUnder, young_age_under: Cited<i64>;
    /// The most half days a base congress may last (R-TIME-02).
    BaseCongressHalfDaysMost, base_congress_half_days_most: Cited<i64>;
    /// The most half days its preparatory session may last (R-TIME-02).
    PreparatoryHalfDaysMost, preparatory_half_days_most: Cited<i64>;
    /// The fewest digits of a document number (R-NUM-01).
    DocumentNumberDigits, document_number_digits: Cited<i64>;
}

/// How a figure of this type is found among the rows in force.
trait Reading: Sized {
    fn read(rows: &[ThresholdInForce], key: Threshold) -> Result<Self, LoadError>;
}

impl<T: FromFigure> Reading for Cited<T> {
    fn read(rows: &[ThresholdInForce], key: Threshold) -> Result<Self, LoadError> {
        Option::<Self>::read(rows, key)?.ok_or(LoadError::Absent { key })
    }
}

impl<T: FromFigure> Reading for Option<Cited<T>> {
    fn read(rows: &[ThresholdInForce], key: Threshold) -> Result<Self, LoadError> {
        let Some(row) = rows.iter().find(|row| row.key == key) else {
            return Ok(None);
        };
        cited(row.value, row.ground)
            .ok_or(LoadError::WrongKind {
                key,
                value: row.value,
            })
            .map(Some)
    }
}

fn cited<T: FromFigure>(figure: Figure, ground: Ground) -> Option<Cited<T>> {
    T::from_figure(figure).map(|value| Cited { value, ground })
}

/// The types a figure of the data can be read as.
trait FromFigure: Sized {
    fn from_figure(figure: Figure) -> Option<Self>;
}

impl FromFigure for i64 {
    fn from_figure(figure: Figure) -> Option<Self> {
        match figure {
            Figure::Integer(integer) if integer >= 0 => Some(integer),
            Figure::Integer(_) | Figure::Fraction(_) | Figure::Span(_) => None,
        }
    }
}

impl FromFigure for Percent {
    fn from_figure(figure: Figure) -> Option<Self> {
        i64::from_figure(figure).map(Self::new)
    }
}

impl FromFigure for Fraction {
    fn from_figure(figure: Figure) -> Option<Self> {
        match figure {
            Figure::Fraction(share) => Some(share),
            Figure::Integer(_) | Figure::Span(_) => None,
        }
    }
}

impl FromFigure for Majority {
    fn from_figure(figure: Figure) -> Option<Self> {
        Fraction::from_figure(figure).map(Self::of_more_than)
    }
}

impl FromFigure for Span {
    fn from_figure(figure: Figure) -> Option<Self> {
        match figure {
            Figure::Span(span) => Some(span),
            Figure::Integer(_) | Figure::Fraction(_) => None,
        }
    }
}
