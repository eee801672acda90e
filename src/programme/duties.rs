//! What the organs of a congress have to do, in order: cards beside the programme (R-OG-03, R-OG-05, R-OG-06).
//!
//! They tell, and stop nothing: what was done in the hall, the minutes say. Pure; the words are in the locales, under
//! `duty-<name>`.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::ItemKind;
use crate::organ::model::OrganKind;
use crate::regulation::{Ground, Regulation};

/// Something that an organ has to do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema, strum::Display, strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Duty {
    /// Keeps the minutes of the congress.
    KeepMinutes,
    /// Gathers what was said into a synthesis.
    SynthesiseOpinions,
    /// Drafts the resolution.
    DraftResolution,
    /// Explains how to vote.
    ExplainBallot,
    /// Shows the ballot box empty, and seals it.
    SealBox,
    /// Hands each voter the ballot.
    HandOutBallots,
    /// Counts the ballots given out and those that came back, and reports both before it counts votes.
    ReportBallots,
    /// Counts the votes.
    CountVotes,
    /// Rules on invalid ballots and on complaints.
    RuleOnBallots,
    /// Makes up the minutes of the count.
    WriteMinutes,
    /// Announces the result.
    AnnounceResult,
    /// All its members sign the minutes.
    SignMinutes,
    /// Seals the ballots and hands them to the presidium, which hands them to the new committee for the archive.
    HandOverBallots,
    /// Technicians who are no delegates may help where a computer is used.
    CallTechnicians,
}

/// The duties of an organ at an item of the programme, in order, with the provision they stand in.
struct Row {
    at: &'static [ItemKind],
    organ: OrganKind,
    ground: fn(&Regulation) -> Ground,
    duties: &'static [Duty],
}

const BALLOTS: &[ItemKind] = &[
    ItemKind::CommitteeBallot,
    ItemKind::SecretaryBallot,
    ItemKind::DeputyBallot,
    ItemKind::DelegateBallot,
];

#[rustfmt::skip]
const ROWS: [Row; 5] = {
    use Duty::*; use ItemKind::{Discussion, PresidiumElection, Resolution}; use OrganKind::{CountingCommittee, Secretariat};
    [
        //   at                             whose                       where it stands                               in this order
        Row { at: &[PresidiumElection], organ: Secretariat,       ground: Regulation::secretariat_duties, duties: &[KeepMinutes, SynthesiseOpinions, DraftResolution] },
        Row { at: &[Discussion],        organ: Secretariat,       ground: Regulation::secretariat_duties, duties: &[KeepMinutes, SynthesiseOpinions] },
        Row { at: &[Resolution],        organ: Secretariat,       ground: Regulation::secretariat_duties, duties: &[DraftResolution] },
        Row { at: BALLOTS,              organ: CountingCommittee, ground: Regulation::counting_duties,    duties: &[ExplainBallot, SealBox, HandOutBallots, ReportBallots, CountVotes, RuleOnBallots, WriteMinutes, AnnounceResult, SignMinutes, HandOverBallots] },
        Row { at: BALLOTS,              organ: CountingCommittee, ground: Regulation::counting_helpers,   duties: &[CallTechnicians] },
    ]
};

/// What an organ has to do at one item, and where that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// Whose duties.
    pub organ: OrganKind,
    /// Where they stand.
    pub ground: Ground,
    /// The duties, in order.
    pub duties: &'static [Duty],
}

/// The cards of an item, by what is in force on the day of the congress.
pub fn cards(kind: ItemKind, regulation: &Regulation) -> Vec<Card> {
    ROWS.iter()
        .filter(|row| row.at.contains(&kind))
        .map(|row| Card {
            organ: row.organ,
            ground: (row.ground)(regulation),
            duties: row.duties,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::regulation::Severity;
    use crate::words::Language;

    fn on(day: &str) -> Regulation {
        Regulation::on(day.parse().unwrap())
    }

    #[test]
    fn r_og_05_the_counting_committee_seals_the_box_before_it_hands_out_ballots() {
        for (day, text, clause) in [
            ("2022-05-11", "244-QĐ/TW", "Điều 7"),
            ("2025-05-11", "190-QĐ/TW", "Điều 8 khoản 2"),
        ] {
            let cards = cards(ItemKind::CommitteeBallot, &on(day));
            let card = cards.first().unwrap();
            assert!(card.ground.text.starts_with(text), "{}", card.ground.text);
            assert_eq!(card.ground.clause, clause);
            let at = |duty: Duty| card.duties.iter().position(|one| *one == duty).unwrap();
            assert!(at(Duty::SealBox) < at(Duty::HandOutBallots));
            assert!(at(Duty::ReportBallots) < at(Duty::CountVotes));
            assert!(at(Duty::AnnounceResult) < at(Duty::SignMinutes));
            assert_eq!(card.duties.last(), Some(&Duty::HandOverBallots));
        }
    }

    #[test]
    fn duties_are_told_and_block_nothing() {
        for kind in ItemKind::VARIANTS {
            for card in cards(*kind, &on("2022-05-11")) {
                assert_eq!(card.ground.severity, Severity::Info, "{kind}");
            }
        }
        assert!(cards(ItemKind::OpeningSalute, &on("2022-05-11")).is_empty());
    }

    #[test]
    fn every_duty_has_words_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            for duty in Duty::VARIANTS {
                let key = format!("duty-{}", duty.to_string().replace('_', "-"));
                assert_ne!(language.say(&key), key);
            }
        }
    }
}
