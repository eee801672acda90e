//! What a regulation lays down without a figure: who counts, who is called, who may vote.
//!
//! As with the figures, one table makes key and accessor, and the program does not start when the data leave a
//! provision out for any day: so a rule that rests on a clause always names the clause of its own day.

use serde::{Deserialize, Serialize};

use super::adjust::{self, Adjustment};
use super::citation::{Confidence, Ground, Severity};
use super::text::Text;
use super::{LoadError, Regulation};

macro_rules! provisions {
    ($($(#[doc = $doc:literal])+ $key:ident, $name:ident;)+) => {
        /// The key of a provision, as the data and the API write it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(strum::Display, strum::EnumString, strum::VariantArray)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum Provision {
            $($(#[doc = $doc])+ $key,)+
        }

        /// Every provision in force in one period, read once.
        #[derive(Debug)]
        pub(super) struct Provisions {
            $($name: Ground,)+
        }

        impl Provisions {
            pub(super) fn read(rows: &[ProvisionInForce]) -> Result<Self, LoadError> {
                Ok(Self { $($name: ground_of(rows, Provision::$key)?,)+ })
            }
        }

        impl Regulation {
            $($(#[doc = $doc])+ pub fn $name(&self) -> Ground { self.period.laid_down.$name })+
        }
    };
}

provisions! {
    /// Only official members vote (R-EL-01). Charter Art. 3.
    OfficialMembersVote, official_members_vote;
    /// Only official members stand for election (R-EL-02). Charter Art. 3.
    OfficialMembersStand, official_members_stand;
    /// A congress closes before the one of the committee above opens (R-TIME-01).
    ChildrenFirst, children_first;
    /// Who convenes the first meeting of a new committee (R-POST-06).
    FirstMeeting, first_meeting;
    /// A member leaves the committee on the day in the decision; a temporary transfer ends nothing (R-POST-07).
    LeavingOffice, leaving_office;
    /// Official, probationary and temporarily attending members may all nominate (R-EL-03). 244 Art. 11.2.
    AllMembersNominate, all_members_nominate;
    /// Presidium, secretariat and counting committee are proposed and voted by hand (R-OG-01). 244 Art. 5, 190 Art. 5.
    OrgansByHand, organs_by_hand;
    /// Who counts is an official member and on no ballot list (R-OG-04). 244 Art. 7, 190 Art. 8.1.
    CountersOffTheList, counters_off_the_list;
    /// An all-member congress elects no credentials committee (R-CRED-01).
    NoCredentialsCommittee, no_credentials_committee;
    /// Those exempted or temporarily elsewhere are called, and count only if they come (R-CONV-03).
    CallThoseAway, call_those_away;
    /// Who counts in the base of an ordinary vote (3-regulations §1.2).
    OrdinaryBase, ordinary_base;
    /// Who counts in the base of an election at an all-member congress (§2.6). 244 Art. 32.2, 190 Art. 30.
    ElectionBase, election_base;
    /// Secretary and deputy come from among the branch committee (R-ORG-03). Charter Art. 24.4.
    HeadsFromCommittee, heads_from_committee;
    /// Committee, secretary and deputy are elected by separate ballots, in that order (R-FV-02).
    SeparateBallots, separate_ballots;
    /// Persons are elected by secret ballot (R-FV-01). 244 Art. 3, 190 Art. 3.1.
    SecretBallot, secret_ballot;
    /// Number and list are voted by a show of hands, and recorded with their counts (R-LIST-02).
    SeatsAndList, seats_and_list;
    /// The committee's list is published first (R-EL-09).
    CommitteeListFirst, committee_list_first;
    /// A member of the convening committee stays with its list (R-EL-04). 244 Art. 13, 190 Art. 11.
    NominationBar, nomination_bar;
    /// Names are put to the presidium by word of mouth or in writing; who is not in the hall, in writing and with
    /// their consent (R-EL-05). 244 Art. 11, 190 Art. 10.
    NominationManner, nomination_manner;
    /// Who is not in the hall applies in writing, and those who work for the committee receive it (R-EL-11).
    Applications, applications;
    /// A withdrawal is decided by the congress (R-EL-08).
    Withdrawal, withdrawal;
    /// The list of a committee exceeds its seats (R-SUR-01). 190 Art. 14.1.
    ListSurplus, list_surplus;
    /// Too large a surplus is brought down by an opinion poll (R-SUR-05, R-EL-10). 190 Art. 14.3.
    OpinionPoll, opinion_poll;
    /// The counting committee is of official members, none of them on the list (R-OG-04). 190 Art. 8.1.
    CountingCommittee, counting_committee;
    /// What the secretariat has to do (R-OG-03). 190 Art. 6.
    SecretariatDuties, secretariat_duties;
    /// What the counting committee has to do, in order (R-OG-05). 190 Art. 8.2.
    CountingDuties, counting_duties;
    /// Technicians who are no delegates may help where a computer is used (R-OG-06). 190 Art. 8.
    CountingHelpers, counting_helpers;
    /// Form of the ballot, and which ballots are invalid (3-regulations §2.5). 244 Art. 17, 190 Art. 15.
    BallotForm, ballot_form;
    /// What is counted, and how the figures of a count fit together (§2.6). 244 Art. 32.1, 190 Art. 30.
    CountOfBallots, count_of_ballots;
    /// By computer, votes are counted only with the one approved program (R-OG-07); so this one takes signed totals.
    CountingSoftware, counting_software;
    /// The committee above allocates how many delegates go to its congress; the congress does not vote on it (R-DEL-03).
    DelegatesAllocated, delegates_allocated;
    /// The congress decides how many alternate delegates it elects (R-DEL-04).
    AlternatesDecided, alternates_decided;
    /// A tie for the last seat is voted on again (R-RES-02).
    Tie, tie;
    /// Seats not filled are voted on again, as the congress decides (R-RES-03). 244 Art. 20.2.
    Shortfall, shortfall;
}

/// One provision of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvisionRow {
    /// Which provision.
    pub key: Provision,
    /// The clause it stands in.
    pub clause: String,
    /// The rule of `3-regulations.md`.
    pub rule: String,
    /// What breaking it leads to.
    pub severity: Severity,
    /// How sure we are of it.
    pub confidence: Confidence,
    /// What it says, or why we doubt it.
    pub note: Option<String>,
}

/// One provision in force, with its ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ProvisionInForce {
    /// Which provision.
    pub key: Provision,
    /// Where it stands.
    pub ground: Ground,
    /// What it says, or why we doubt it.
    pub note: Option<&'static str>,
    /// Whether this installation has it otherwise than the text.
    pub set_here: bool,
}

/// As with the figures, the later text prevails.
pub(super) fn in_force(
    texts: &[&'static Text],
    key: Provision,
    wanted: &[Adjustment],
) -> Option<ProvisionInForce> {
    let stating = texts.iter().filter_map(|text| {
        text.provisions
            .iter()
            .find(|row| row.key == key)
            .map(|row| (*text, row))
    });
    let (text, row) = stating.max_by_key(|(text, _)| text.issued_on)?;
    let set = adjust::of(wanted, &key.to_string(), row.confidence);
    let ground = Ground {
        text: &text.reference,
        clause: &row.clause,
        rule: &row.rule,
        severity: set.and_then(|set| set.severity).unwrap_or(row.severity),
        confidence: row.confidence,
    };
    Some(ProvisionInForce {
        key,
        ground,
        note: row.note.as_deref(),
        set_here: set.is_some(),
    })
}

fn ground_of(rows: &[ProvisionInForce], key: Provision) -> Result<Ground, LoadError> {
    rows.iter()
        .find(|row| row.key == key)
        .map(|row| row.ground)
        .ok_or(LoadError::Silent { key })
}
