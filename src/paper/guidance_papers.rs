//! The papers of guidance: the document itself, and the official letter that sends it.

use super::gather::Choice;
use super::model::{GuidanceClause, GuidanceDocument, Issuer, OfficialLetter};
use super::{compose, layout, rules};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::document::symbol::DocumentSymbol;
use crate::error::{Arg, Error, Reason};
use crate::guidance::model::{Checklist, Guidance, GuidanceId, State};
use crate::numbering::model::Owner;
use crate::plan::model::Plan;
use crate::plan::rules::PRACTICE;
use crate::regulation::DocumentType;
use crate::words::Language;
use crate::{guidance, numbering, unit};

/// The document of points to note, or its draft.
///
/// # Errors
/// [`Error::NotFound`].
pub fn document(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    choice: &Choice,
) -> Result<layout::Paper, Error> {
    let (found, plan) = guidance::service::find(conn, actor, id)?;
    let told = GuidanceDocument {
        issuer: issuer(conn, actor, &found, &plan, choice)?,
        symbol: found.symbol.clone(),
        on: found.issued_on,
        title: found.title.clone(),
        plan: plan_name(&plan),
        clauses: clauses(conn, actor, id)?,
    };
    Ok(compose::guidance_document(&told))
}

/// The official letter that sends the guidance to every branch in the plan's scope.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] while the guidance has no number.
pub fn letter(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    choice: &Choice,
) -> Result<layout::Paper, Error> {
    let (found, plan) = guidance::service::find(conn, actor, id)?;
    let Some(symbol) = found.symbol.clone().filter(|_| found.state != State::Draft) else {
        return Err(Error::refused(
            Reason::new("paper_guidance_not_issued")
                .with("state", Arg::term("guidance-state", found.state))
                .on(PRACTICE),
        ));
    };
    let owner = Owner::Unit(plan.unit_id);
    let kind = DocumentType::OfficialLetter;
    let number = numbering::service::number_of(conn, owner, kind, found.id)?;
    let issuer = issuer(conn, actor, &found, &plan, choice)?;
    let dated = found
        .issued_on
        .map_or_else(String::new, |on| format!(", {}", rules::written_date(on)));
    let told = OfficialLetter {
        symbol: number.as_ref().map(|number| number.symbol.clone()),
        organ: DocumentSymbol::parse(&symbol)
            .ok()
            .map(|symbol| symbol.organ().to_owned()),
        on: number.and_then(|number| number.dated_on).or(found.issued_on),
        abstract_text: format!("V/v gửi Hướng dẫn số {symbol}"),
        to: vec![format!(
            "Các đảng ủy, chi bộ trực thuộc {}",
            issuer.committee
        )],
        text: vec![
            format!(
                "Thực hiện {}, {} gửi kèm Hướng dẫn số {symbol}{dated} về “{}”.",
                plan_name(&plan),
                issuer.board.as_ref().unwrap_or(&issuer.committee),
                found.title
            ),
            "Đề nghị các đồng chí nghiên cứu, tiếp nhận và tổ chức thực hiện trước khi tiến hành đại hội.".to_owned(),
        ],
        issuer,
    };
    Ok(compose::official_letter(&told))
}

fn plan_name(plan: &Plan) -> String {
    let symbol = plan.symbol.as_deref().map(|symbol| format!(" số {symbol}"));
    let dated = plan
        .issued_on
        .map(|on| format!(", {}", rules::written_date(on)));
    format!(
        "Kế hoạch{}{} về “{}”",
        symbol.unwrap_or_default(),
        dated.unwrap_or_default(),
        plan.title
    )
}

fn issuer(
    conn: &mut AnyConnection,
    actor: &Actor,
    guidance: &Guidance,
    plan: &Plan,
    choice: &Choice,
) -> Result<Issuer, Error> {
    let day = guidance.issued_on.unwrap_or(actor.today());
    let committee = unit::service::nearest_place(conn, plan.unit_id, day)?;
    Ok(Issuer {
        committee: committee.placement.name,
        board: board(guidance.symbol.as_deref()),
        place: choice.place.clone(),
        signer: choice.signer.clone(),
    })
}

/// Which board issues it, told by the organ's code in the symbol; guidance is the Organisation Board's unless the
/// symbol says otherwise.
fn board(symbol: Option<&str>) -> Option<String> {
    let Some(symbol) = symbol.and_then(|text| DocumentSymbol::parse(text).ok()) else {
        return Some("Ban Tổ chức".to_owned());
    };
    let boards = [
        ("BTC", "Ban Tổ chức"),
        ("BTG", "Ban Tuyên giáo"),
        ("VP", "Văn phòng"),
    ];
    boards
        .iter()
        .find(|(code, _)| symbol.organ().starts_with(code))
        .map(|(_, name)| (*name).to_owned())
}

fn clauses(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
) -> Result<Vec<GuidanceClause>, Error> {
    let mut clauses = Vec::new();
    let mut after = None;
    loop {
        let page = PageRequest { limit: MOST, after };
        let found = guidance::clause::list(conn, actor, id, &page)?;
        after = found.items.last().map(|last| last.clause.n);
        clauses.extend(found.items.into_iter().map(|one| GuidanceClause {
            text: one.clause.text,
            due: due(one.clause.checklist),
        }));
        if found.next.is_none() {
            return Ok(clauses);
        }
    }
}

fn due(checklist: Checklist) -> Option<String> {
    match checklist {
        Checklist::None => None,
        Checklist::BeforeOpening | Checklist::BeforeClosing => {
            let name = checklist.to_string().replace('_', "-");
            let words = Language::Vietnamese.say(&format!("checklist-{name}"));
            Some(words.to_lowercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbol_tells_which_board_issues() {
        for (symbol, expected) in [
            (None, Some("Ban Tổ chức")),
            (Some("07-HD/BTCĐUK"), Some("Ban Tổ chức")),
            (Some("03-HD/VPTU"), Some("Văn phòng")),
            (Some("02-HD/ĐUK"), None),
        ] {
            assert_eq!(board(symbol).as_deref(), expected, "{symbol:?}");
        }
    }
}
