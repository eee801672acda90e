//! Which level stands under which, and who approves a branch's congress.

use super::model::{ApprovalLine, Level, Placement};
use crate::error::{Arg, Error, Reason};
use crate::regulation::Severity;

/// What may stand above a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The usual levels above.
    pub usual: &'static [Level],
    /// Levels above that are allowed with a reason, which is kept.
    pub with_reason: &'static [Level],
    /// Whether nothing need stand above it: the top of an installation.
    pub top: Top,
    /// The clause.
    pub ground: &'static str,
}

/// Whether a unit may be the top of an installation's tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Top {
    /// An installation may begin here.
    Allowed,
    /// Something must stand above it.
    Never,
}

/// The table: one row for each level, so that a new level without a row does not compile.
#[rustfmt::skip]
pub fn row(level: Level) -> Row {
    use Level::*;
    type Cells = (&'static [Level], &'static [Level], Top, &'static str);
    let (usual, with_reason, top, ground): Cells = match level {
        //                   usual                                                 with a reason         top            ground
        CentralCommittee  => (&[],                                                 &[],                  Top::Allowed, "Điều lệ Đảng, Điều 10"),
        ProvinceCommittee => (&[CentralCommittee],                                 &[],                  Top::Allowed, "Điều lệ Đảng, Điều 10"),
        DistrictCommittee => (&[ProvinceCommittee],                                &[CentralCommittee],  Top::Allowed, "Điều lệ Đảng, Điều 10"),
        BlocCommittee     => (&[CentralCommittee, ProvinceCommittee],              &[DistrictCommittee], Top::Allowed, "Điều lệ Đảng, Điều 10"),
        BaseCommittee     => (&[ProvinceCommittee, DistrictCommittee, BlocCommittee], &[CentralCommittee], Top::Allowed, "Điều lệ Đảng, Điều 21"),
        SubCommittee      => (&[BaseCommittee],                                    &[],                  Top::Never,   "Điều lệ Đảng, Điều 21"),
        BaseBranch        => (&[ProvinceCommittee, DistrictCommittee, BlocCommittee], &[CentralCommittee], Top::Never, "Điều lệ Đảng, Điều 21"),
        Branch            => (&[BaseCommittee, SubCommittee],                      &[],                  Top::Never,   "Điều lệ Đảng, Điều 24"),
    };
    Row { usual, with_reason, top, ground }
}

/// Why a level does not, or does not usually, stand under another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// [`Severity::Block`]: never; [`Severity::Warn`]: with a reason, which is kept.
    pub severity: Severity,
    /// The verdict in words.
    pub reason: Reason,
}

/// What the table says about a level under another, or under nothing; none when all is usual.
pub fn verdict(above: Option<Level>, level: Level) -> Option<Verdict> {
    let row = row(level);
    let Some(above) = above else {
        let reason = Reason::new("level_cannot_be_top")
            .with("level", Arg::term("level", level))
            .on(row.ground);
        return match row.top {
            Top::Allowed => None,
            Top::Never => Some(Verdict {
                severity: Severity::Block,
                reason,
            }),
        };
    };
    if row.usual.contains(&above) {
        return None;
    }
    let (severity, code) = if above.is_branch() {
        (Severity::Block, "branch_has_nothing_below")
    } else if row.with_reason.contains(&above) {
        (Severity::Warn, "level_unusual_here")
    } else {
        (Severity::Block, "level_not_below_this")
    };
    let reason = Reason::new(code)
        .with("level", Arg::term("level", level))
        .with("above", Arg::term("level", above))
        .with("usual", Arg::terms("level", row.usual))
        .on(row.ground);
    Some(Verdict { severity, reason })
}

/// Refuses to put anything below a level below which nothing stands.
///
/// # Errors
/// [`Error::Refused`] with the clause.
pub fn expect_room_below(above: Level) -> Result<(), Error> {
    if !above.is_branch() {
        return Ok(());
    }
    match verdict(Some(above), Level::Branch) {
        Some(found) => Err(Error::refused(found.reason)),
        None => Ok(()),
    }
}

/// The reasons that stand: what is forbidden, and what is unusual as long as no reason is given for it.
pub fn standing_reasons(verdicts: Vec<Verdict>, note: Option<&str>) -> Vec<Reason> {
    let explained = note.is_some_and(|note| !note.trim().is_empty());
    verdicts
        .into_iter()
        .filter(|verdict| match verdict.severity {
            Severity::Block => true,
            Severity::Warn => !explained,
            Severity::Info => false,
        })
        .map(|verdict| verdict.reason)
        .collect()
}

/// Who approves the congress of a branch: `above` are the committees over it, the nearest first.
///
/// # Errors
/// When nothing stands above the branch.
pub fn approval_line(branch: Level, above: &[Placement]) -> Result<ApprovalLine, Reason> {
    let nobody = || Reason::new("nothing_above_branch").on("Điều lệ Đảng, Điều 13");
    let nearest = above.first().ok_or_else(nobody)?;
    if branch == Level::BaseBranch {
        return Ok(ApprovalLine {
            approving_unit: nearest.unit_id,
            sub_committee: None,
        });
    }
    let sub_committee = Some(nearest)
        .filter(|nearest| nearest.level == Level::SubCommittee)
        .map(|nearest| nearest.unit_id);
    let approving = above
        .iter()
        .find(|above| above.level != Level::SubCommittee)
        .ok_or_else(nobody)?;
    Ok(ApprovalLine {
        approving_unit: approving.unit_id,
        sub_committee,
    })
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::db::id::Id;
    use crate::db::path::UnitPath;
    use crate::unit::model::UnitId;

    fn code(above: Option<Level>, level: Level) -> Option<(&'static str, Severity)> {
        verdict(above, level).map(|verdict| (verdict.reason.code, verdict.severity))
    }

    #[test]
    fn nothing_stands_below_a_branch() {
        for above in [Level::BaseBranch, Level::Branch] {
            for level in Level::VARIANTS {
                let found = code(Some(above), *level);
                assert_eq!(found, Some(("branch_has_nothing_below", Severity::Block)));
            }
        }
    }

    #[test]
    fn art_21_and_24_who_stands_under_whom() {
        use Level::*;
        for (above, level, expected) in [
            (Some(BaseCommittee), SubCommittee, None),
            (Some(BaseCommittee), Branch, None),
            (Some(SubCommittee), Branch, None),
            (Some(BlocCommittee), BaseCommittee, None),
            (Some(BlocCommittee), BaseBranch, None),
            (Some(ProvinceCommittee), BlocCommittee, None),
            (None, BlocCommittee, None),
            (
                Some(CentralCommittee),
                BaseCommittee,
                Some(("level_unusual_here", Severity::Warn)),
            ),
            (
                Some(BlocCommittee),
                SubCommittee,
                Some(("level_not_below_this", Severity::Block)),
            ),
            (
                Some(BaseCommittee),
                BaseBranch,
                Some(("level_not_below_this", Severity::Block)),
            ),
            (
                Some(BlocCommittee),
                Branch,
                Some(("level_not_below_this", Severity::Block)),
            ),
            (
                Some(BaseCommittee),
                BaseCommittee,
                Some(("level_not_below_this", Severity::Block)),
            ),
            (None, Branch, Some(("level_cannot_be_top", Severity::Block))),
            (
                None,
                BaseBranch,
                Some(("level_cannot_be_top", Severity::Block)),
            ),
        ] {
            assert_eq!(code(above, level), expected, "{level} under {above:?}");
        }
    }

    #[test]
    fn what_is_unusual_needs_a_reason_and_what_is_forbidden_gets_none() {
        let verdicts = || {
            [
                verdict(Some(Level::CentralCommittee), Level::BaseBranch),
                verdict(Some(Level::Branch), Level::Branch),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
        };
        assert_eq!(standing_reasons(verdicts(), None).len(), 2);
        assert_eq!(standing_reasons(verdicts(), Some("  ")).len(), 2);
        let left = standing_reasons(verdicts(), Some("Quyết định của Bộ Chính trị"));
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].code, "branch_has_nothing_below");
    }

    fn committee(level: Level) -> Placement {
        let unit_id: UnitId = Id::new();
        Placement {
            unit_id,
            parent_id: None,
            path: UnitPath::root(unit_id),
            level,
            code: String::new(),
            name: String::new(),
            short_name: String::new(),
            sector_id: None,
        }
    }

    #[test]
    fn the_base_committee_approves_and_the_sub_committee_is_recorded() {
        let (bloc, base, sub) = (
            committee(Level::BlocCommittee),
            committee(Level::BaseCommittee),
            committee(Level::SubCommittee),
        );
        let line = |level, above: &[&Placement]| {
            let above: Vec<Placement> = above.iter().map(|unit| (*unit).clone()).collect();
            approval_line(level, &above).map(|line| (line.approving_unit, line.sub_committee))
        };
        assert_eq!(
            line(Level::Branch, &[&base, &bloc]),
            Ok((base.unit_id, None))
        );
        assert_eq!(
            line(Level::Branch, &[&sub, &base, &bloc]),
            Ok((base.unit_id, Some(sub.unit_id)))
        );
        assert_eq!(line(Level::BaseBranch, &[&bloc]), Ok((bloc.unit_id, None)));
        assert_eq!(
            line(Level::BaseBranch, &[]).map_err(|reason| reason.code),
            Err("nothing_above_branch")
        );
        assert_eq!(
            line(Level::Branch, &[&sub]).map_err(|reason| reason.code),
            Err("nothing_above_branch")
        );
    }
}
