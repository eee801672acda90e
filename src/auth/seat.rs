//! Who holds a place in a process.

use super::actor::{Actor, Office};
use super::permission::Role;
use crate::unit::model::UnitId;
use crate::workflow::Seat;

/// The units whose offices hold the seats of one thing's process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seats {
    /// The plan's committee: `office` and `secretary`.
    pub plan_unit: Option<UnitId>,
    /// The committee that approves the branch's congress: `upper`.
    pub approving_unit: Option<UnitId>,
    /// The sub-committee between that and the branch: `sub_committee`.
    pub sub_committee: Option<UnitId>,
    /// The branch: `branch`.
    pub branch: Option<UnitId>,
}

impl Seats {
    /// The unit at which a seat is held, if this process has the seat.
    pub fn unit(&self, seat: Seat) -> Option<UnitId> {
        match seat {
            Seat::Office | Seat::Secretary => self.plan_unit,
            Seat::Upper => self.approving_unit,
            Seat::SubCommittee => self.sub_committee,
            Seat::Branch => self.branch,
        }
    }

    /// Every seat the actor holds.
    pub fn held_by(&self, actor: &Actor) -> Vec<Seat> {
        use strum::VariantArray;
        Seat::VARIANTS
            .iter()
            .copied()
            .filter(|&seat| self.office_for(actor, seat).is_some())
            .collect()
    }

    /// The office by which the actor holds the seat: what the history records.
    pub fn office_for<'a>(&self, actor: &'a Actor, seat: Seat) -> Option<&'a Office> {
        let unit = self.unit(seat)?;
        actor
            .offices
            .iter()
            .find(|office| office.unit_id == Some(unit) && roles_of(seat).contains(&office.role))
    }
}

/// The offices that fill a seat.
#[rustfmt::skip]
pub fn roles_of(seat: Seat) -> &'static [Role] {
    match seat {
        Seat::Office       => &[Role::OrganisationOfficer, Role::CommitteeOfficer],
        Seat::Secretary    => &[Role::Secretary],
        Seat::Upper        => &[Role::Secretary, Role::CommitteeOfficer, Role::OrganisationOfficer],
        Seat::SubCommittee => &[Role::Secretary, Role::CommitteeOfficer, Role::OrganisationOfficer],
        Seat::Branch       => &[Role::BranchCommittee],
    }
}
