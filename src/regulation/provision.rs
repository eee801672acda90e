//! What a regulation lays down without a figure: who counts, who is called, who may vote.
//!
//! As with the figures, one table makes key and accessor, and the program does not start when the data leave a
//! provision out for any day: so a rule that rests on a clause always names the clause of its own day.

use serde::{Deserialize, Serialize};

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
}

/// As with the figures, the later text prevails.
pub(super) fn in_force(texts: &[&'static Text], key: Provision) -> Option<ProvisionInForce> {
    let stating = texts.iter().filter_map(|text| {
        text.provisions
            .iter()
            .find(|row| row.key == key)
            .map(|row| (*text, row))
    });
    let (text, row) = stating.max_by_key(|(text, _)| text.issued_on)?;
    let ground = Ground {
        text: &text.reference,
        clause: &row.clause,
        rule: &row.rule,
        severity: row.severity,
        confidence: row.confidence,
    };
    Some(ProvisionInForce {
        key,
        ground,
        note: row.note.as_deref(),
    })
}

fn ground_of(rows: &[ProvisionInForce], key: Provision) -> Result<Ground, LoadError> {
    rows.iter()
        .find(|row| row.key == key)
        .map(|row| row.ground)
        .ok_or(LoadError::Silent { key })
}
