//! The documents that are generated from the program itself; kept in `docs/` and held to it by test.

use crate::assignment::rules::AssignmentProcess;
use crate::auth::permission;
use crate::congress::rules::CongressProcess;
use crate::document::rules::DocumentProcess;
use crate::election::rules::ElectionProcess;
use crate::guidance::rules::GuidanceProcess;
use crate::opinion::rules::OpinionProcess;
use crate::personnel::rules::PersonnelProcess;
use crate::plan::rules::PlanProcess;
use crate::workflow::{self, Process};

/// `docs/permissions.md`: what each office may do.
pub fn permissions() -> String {
    format!(
        "# What each office may do\n\n\
         Generated from `src/auth/permission.rs`; do not edit.\n\
         An office is held at a unit and reaches that unit's whole subtree.\n\
         Who takes a step of a process is told in `docs/processes.md`.\n\n{}",
        permission::matrix()
    )
}

/// `docs/processes.md`: every process, as a diagram and as a table.
pub fn processes() -> String {
    let mut out = String::from(
        "# The processes\n\n\
         Generated from the tables in `src/*/rules.rs`; do not edit.\n\
         *By* names seats: `office` and `secretary` of the plan's committee, `upper` of the committee that approves, \
         `sub_committee` between it and the branch, `branch`.\n",
    );
    // In the order of the article.
    for section in [
        section::<PlanProcess>,
        section::<CongressProcess>,
        section::<DocumentProcess>,
        section::<PersonnelProcess>,
        section::<ElectionProcess>,
        section::<OpinionProcess>,
        section::<GuidanceProcess>,
        section::<AssignmentProcess>,
    ] {
        out.push_str(&section());
    }
    out
}

fn section<P: Process>() -> String {
    let name = P::NAME;
    let title: String = name
        .chars()
        .enumerate()
        .map(|(at, letter)| {
            if at == 0 {
                letter.to_ascii_uppercase()
            } else {
                letter
            }
        })
        .collect();
    format!(
        "\n## {title}\n\n```mermaid\n{}```\n\n{}",
        workflow::diagram::<P>(),
        workflow::table::<P>()
    )
}
