//! What stands between the personnel work and its next steps, for whoever is told what is next.

use super::model::{Case, PersonnelStepKind};
use super::rules::PersonnelProcess;
use super::scheme;
use super::service::gather;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::nominee::model::Nominee;
use crate::workflow::{PossibleStep, possible_steps};

/// What stands between the personnel work and its next steps, for whoever is told what is next.
#[derive(Debug, Clone)]
pub struct Ahead {
    /// Every step from here, with the reasons against it.
    pub steps: Vec<PossibleStep<PersonnelProcess>>,
    /// Whether the branch is large enough for a committee, as far as its members are known (R-ORG-03, R-ORG-04).
    pub elects_committee: bool,
    /// Those of whom one or more must give way before the scheme can be submitted.
    pub may_give_way: Vec<Nominee>,
    /// The last step with ballots, where somebody on the list was not voted on.
    pub ballot_again: Option<PersonnelStepKind>,
}

/// What stands between the personnel work and its next steps. No reading is recorded: whoever asks passes on no name.
///
/// # Errors
/// As the database.
pub fn ahead(conn: &mut AnyConnection, actor: &Actor, case: &Case) -> Result<Ahead, Error> {
    let facts = gather(conn, actor, case, None)?;
    let held = case.seats().held_by(actor);
    let kinds = &case.plan.content.0.personnel_steps;
    Ok(Ahead {
        steps: possible_steps::<PersonnelProcess>(case.personnel.state, &held, &facts),
        elects_committee: scheme::elects_committee(&facts),
        may_give_way: scheme::may_give_way(&facts).into_iter().cloned().collect(),
        ballot_again: kinds
            .iter()
            .copied()
            .rfind(|kind| kind.has_ballot())
            .filter(|_| !facts.not_voted_on.is_empty()),
    })
}
