//! What stops nothing but should be seen: shown with the congress, with the figures and the ground.

use chrono::NaiveDate;

use super::model::{Congress, State};
use super::rules::{PLAN, PRACTICE};
use crate::error::Reason;
use crate::plan::model::Plan;
use crate::regulation::{CongressLevel, Regulation, add_working_days, working_days_between};
use crate::roll;

/// Every warning about a congress as it stands.
///
/// `not_called`: how many members who are exempted or temporarily elsewhere are not on the roll.
pub fn warnings(
    congress: &Congress,
    plan: &Plan,
    not_called: i64,
    today: NaiveDate,
) -> Vec<Reason> {
    let regulation = Regulation::on(congress.day(today));
    [
        half_days(congress, plan),
        outside_window(congress, plan),
        short_notice(congress, &regulation),
        overridden(congress),
        roll::rules::not_called(congress.state, not_called, &regulation),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// R-TIME-02.
fn half_days(congress: &Congress, plan: &Plan) -> Option<Reason> {
    let most = plan.content.0.most_half_days;
    (congress.half_days > most).then(|| {
        Reason::new("too_many_half_days")
            .with("half_days", congress.half_days)
            .with("most", most)
            .on(PLAN)
    })
}

fn outside_window(congress: &Congress, plan: &Plan) -> Option<Reason> {
    let (from, to) = plan.window_for(congress.pilot)?;
    let day = congress.planned_on?;
    let open = !congress.state.is_held() && !congress.state.is_finished();
    (open && !(from..=to).contains(&day)).then(|| {
        Reason::new("date_outside_window")
            .with("date", day)
            .with("from", from)
            .with("to", to)
            .on(PLAN)
    })
}

/// R-CONV-02: where a shorter notice would have been refused, there is none to warn of.
fn short_notice(congress: &Congress, regulation: &Regulation) -> Option<Reason> {
    let needed = regulation.notice_working_days(CongressLevel::SubordinateBranch);
    let (notice, opens) = (congress.notice_given_on?, congress.planned_on?);
    let days = working_days_between(notice, opens);
    (days < needed.value).then(|| {
        Reason::new("short_notice")
            .with("days", days)
            .with("needed", needed.value)
            .on(needed.ground.clause)
            .under(needed.ground.text)
    })
}

fn overridden(congress: &Congress) -> Option<Reason> {
    congress
        .guidance_override
        .as_ref()
        .map(|_| Reason::new("guidance_overridden").on(PRACTICE))
}

/// Whether the result was reported after its day (R-POST-02); nothing before it is reported.
pub fn reported_late(congress: &Congress, today: NaiveDate) -> Option<bool> {
    let days = Regulation::on(congress.day(today)).report_working_days();
    let due = add_working_days(congress.closed_on?, days.value);
    Some(congress.reported_on? > due)
}

/// Whether the result was confirmed after its day (R-POST-03); nothing before it is confirmed.
pub fn confirmed_late(congress: &Congress, today: NaiveDate) -> Option<bool> {
    if congress.state != State::Confirmed {
        return None;
    }
    let days = Regulation::on(congress.day(today)).confirmation_working_days();
    let due = add_working_days(congress.reported_on?, days.value);
    Some(congress.decision_on? > due)
}
